import { describe, expect, it, vi } from 'vitest';
import { migrateFiles } from '../support/fixtureCases.js';

vi.mock('../../src/python/index.js', () => {
  throw new Error('Python was loaded');
});

const TYPESCRIPT = "import { Composio } from '@composio/core';\nexport const composio = new Composio();\n";

describe('the analysis of Python', () => {
  it('is not loaded where no Python file names Composio', async () => {
    const files = new Map([
      ['a.ts', TYPESCRIPT],
      ['other.py', 'tools.get("a")\n'],
    ]);
    expect((await migrateFiles(files, {})).report.summary.files).toMatchObject({ scanned: 2, candidates: 1 });
  });

  it('is loaded for one that does', async () => {
    const files = new Map([['a.py', 'import composio\n']]);
    await expect(migrateFiles(files, {})).rejects.toThrow();
  });
});
