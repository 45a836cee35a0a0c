import { expect, it } from 'vitest';
import { render } from '../../src/report/index.js';
import { placed } from '../../src/report/placed.js';
import type { Report, ReportContext } from '../../src/report/report.js';

const report: Report = {
  schemaVersion: 1,
  tool: { name: 'composio-to-sessions', version: '0.1.0' },
  mode: 'check',
  summary: {
    files: { scanned: 1, candidates: 1, changed: 0, failed: 0 },
    sites: { total: 1, migrated: 0, manual: 1, kept: 0 },
    durationMs: 0,
  },
  files: [
    {
      path: 'connect.ts',
      status: 'unchanged',
      sites: [
        {
          line: 3,
          column: 5,
          api: 'tools.get',
          outcome: 'manual',
          code: 'filter-unknown',
          message: 'why',
          hint: 'do',
          transform: 'tools-get',
          notes: [],
        },
      ],
      notes: [],
    },
  ],
  notes: [],
  nextSteps: [],
};
const context: ReportContext = {
  before: (path) => (path === 'connect.ts' ? 'one\ntwo\nthree\n' : undefined),
  after: () => undefined,
  columns: 80,
  color: false,
  verbosity: 'normal',
  showDiff: false,
};

it('annotations start at the current folder when one folder below it was given', async () => {
  const at = placed('github', report, context, 'src/routes');
  expect(await render('github', at.report, at.context)).toContain('file=src/routes/connect.ts');
  expect(at.context.before('src/routes/connect.ts')).toBe('one\ntwo\nthree\n');
});

it('the JSON report keeps the paths of its contract', () => {
  expect(placed('json', report, context, 'src/routes').report).toBe(report);
  expect(placed('github', report, context, '').report).toBe(report);
});
