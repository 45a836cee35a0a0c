import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/report/diff.js';
import { isEnvFile } from '../../src/report/envFiles.js';
import { FORMATS, render } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import { contextOf, counted } from './samples.js';

const SECRET = 'sk-live-6f1e2d3c4b5a';

function envReport(path: string, before: string, after: string): Report {
  return counted({
    files: [{ path, status: 'changed', sites: [], notes: [], diff: unifiedDiff(path, before, after) }],
  });
}

const PIN = 'COMPOSIO_TOOLKIT_VERSION_GITHUB=20251027_00\n';

describe('values of env files', () => {
  it.each([
    ['as context', `OPENAI_API_KEY=${SECRET}\n${PIN}`],
    ['in quotes', `export OPENAI_API_KEY="${SECRET}"\n${PIN}`],
    ['behind a comment sign', `# OPENAI_API_KEY=${SECRET}\n${PIN}`],
    ['over several lines', `KEY="-----BEGIN\n${SECRET}\n-----END"\n${PIN}`],
  ])('never appear in any format: %s', async (_, before) => {
    const after = before.replace(PIN, '');
    for (const path of ['.env', 'packages/a/.env.example', 'prod.env', '.ENV.local']) {
      const report = envReport(path, before, after);
      const texts = new Map([[path, { before, after }]]);
      for (const format of FORMATS) {
        const shown = await render(format, report, contextOf(texts, { verbosity: 'verbose', showDiff: true }));
        expect(shown, format).not.toContain(SECRET);
        expect(
          shown.includes('.env') ||
            shown.includes('.ENV') ||
            format === 'sarif' ||
            format === 'prompt' ||
            format === 'github',
        ).toBe(true);
      }
    }
  });

  it('the diff stays whole where it shows only pins and placeholders', async () => {
    const before = `# Keys\nOPENAI_API_KEY=\nCOMPOSIO_API_KEY=your_api_key\nDEBUG=true\n${PIN}`;
    const report = envReport('.env.example', before, before.replace(PIN, ''));
    const shown = JSON.parse(await render('json', report, contextOf(new Map()))) as Report;
    expect(shown.files[0]?.diff).toBe(report.files[0]?.diff);
  });

  it('other files are no env files', () => {
    for (const path of ['src/env.ts', 'environment.ts', 'a.env/b.ts', '.environment'])
      expect(isEnvFile(path)).toBe(false);
    for (const path of ['.env', 'a/.env.local', '.envrc', 'x.env']) expect(isEnvFile(path)).toBe(true);
  });
});
