import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { SOURCE_EXTENSIONS } from '../../src/commands/options.js';
import type { FindResult } from '../../src/find/found.js';
import { findFiles } from '../../src/find/index.js';
import { addFiles, git, repositoryWith } from '../cli/command.js';

const CODE = "import { Composio } from '@composio/core';\nexport const client = new Composio();\n";
const PLAIN = { 'plain.ts': 'export const one = 1;\n', 'README.md': '# Nothing\n' };

beforeEach(() => performance.clearMeasures('search'));

/** What is found, and how many files this process read for it. */
async function look(cwd: string): Promise<{ found: FindResult; read: number }> {
  const found = await findFiles({ cwd, paths: [], ignore: [], gitignore: true, extensions: [...SOURCE_EXTENSIONS] });
  const [{ detail }] = performance.getEntriesByName('search', 'measure') as unknown as [{ detail: { read: number } }];
  return { found, read: detail.read };
}

const candidatesIn = async (folder: string): Promise<string[]> =>
  (await look(folder)).found.candidates.map((file) => file.path);

describe('git looks ahead', () => {
  it('so that nothing is read of a tree that does not name Composio', async () => {
    const { found, read } = await look(await repositoryWith(PLAIN));
    expect([found.candidates, found.scanned, read]).toEqual([[], 1, 0]);
  });

  it('and only documents where no source file does', async () => {
    const { found, read } = await look(await repositoryWith({ ...PLAIN, 'docs/a.md': 'Composio' }));
    expect([found.documents, read]).toEqual([['docs/a.md'], 1]);
  });

  it('and everything where a source file does', async () => {
    const use = "import { client } from './a';\nclient.tools.get(user);\n";
    const folder = await repositoryWith({ ...PLAIN, 'a.ts': CODE, 'b.ts': use });
    const { found, read } = await look(folder);
    expect([found.candidates.map((file) => file.path), read]).toEqual([['a.ts', 'b.ts'], 4]);
  });

  it.each<[string, (folder: string) => void | Promise<unknown>]>([
    ['is not tracked', (folder) => writeFileSync(path.join(folder, 'a.ts'), CODE)],
    ['was changed since the last commit', (folder) => writeFileSync(path.join(folder, 'plain.ts'), CODE)],
    [
      'git takes as unchanged',
      (folder) => {
        git(folder, 'update-index', '--assume-unchanged', 'plain.ts');
        writeFileSync(path.join(folder, 'plain.ts'), CODE);
      },
    ],
    [
      'git leaves out of its working tree',
      (folder) => {
        git(folder, 'update-index', '--skip-worktree', 'plain.ts');
        writeFileSync(path.join(folder, 'plain.ts'), CODE);
      },
    ],
    [
      'is a link',
      (folder) => {
        mkdirSync(path.join(folder, 'hidden'));
        writeFileSync(path.join(folder, 'hidden/a.ts'), CODE);
        writeFileSync(path.join(folder, '.gitignore'), 'hidden/\n');
        symlinkSync('hidden/a.ts', path.join(folder, 'a.ts'));
        git(folder, 'add', '-A');
      },
    ],
    [
      'lies in another repository inside',
      async (folder) => {
        const inner = await repositoryWith({ 'a.ts': CODE });
        renameSync(inner, path.join(folder, 'inner'));
      },
    ],
  ])('and a file is found that %s', async (_what, change) => {
    const folder = await repositoryWith(PLAIN);
    await change(folder);
    expect(await candidatesIn(folder)).toHaveLength(1);
  });

  it('and what a file that is not tracked imports is found with it', async () => {
    const use = "import { client } from './new';\nclient.tools.get(user);\n";
    const folder = await repositoryWith({ ...PLAIN, 'b.ts': use });
    addFiles(folder, { 'new.ts': CODE });
    expect(await candidatesIn(folder)).toEqual(['b.ts', 'new.ts']);
  });

  it.each([
    ['little', 'utf16le'],
    ['big', 'be'],
  ])('and a file in UTF-16 is reported, %s endian', async (_name, order) => {
    const folder = await repositoryWith(PLAIN);
    const bytes = Buffer.from(`\uFEFF${CODE}`, 'utf16le');
    writeFileSync(path.join(folder, 'a.ts'), order === 'be' ? bytes.swap16() : bytes);
    git(folder, 'add', '-A');
    expect((await look(folder)).found.failed).toMatchObject([{ path: 'a.ts', code: 'not-text' }]);
  });
});
