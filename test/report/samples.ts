import { unifiedDiff } from '../../src/report/diff.js';
import type { FileReport, Report, ReportContext, SiteReport } from '../../src/report/report.js';

/** Text of files by report path, before and after. */
export type Texts = Map<string, { before: string; after: string }>;

const AGENT_BEFORE = `import { Composio } from '@composio/core';

const composio = new Composio();

export async function run(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['GITHUB'] });
  return tools;
}

export async function find(userId: string, words: string) {
  return composio.tools.get(userId, { search: words });
}
`;

const AGENT_AFTER = AGENT_BEFORE.replace(
  "  const tools = await composio.tools.get(userId, { toolkits: ['GITHUB'] });\n",
  `  const session = await composio.create(userId, { toolkits: ['github'] });
  const tools = await session.tools();
`,
);

const CONNECT = `export const connect = (userId: string, id: string) =>
  composio.connectedAccounts.link(userId, id, { callbackUrl: 'https://example.com/a-very-long-callback-url-that-goes-on-and-on' });
`;

export const HOSTILE_PATH = 'src/<img src=x onerror=alert(1)> ](http:evil) `x` "q" \u202egpj.ts';

const HOSTILE_SOURCE = `// </script><script>alert('xss')</script> \u001b[31mred\u001b[0m \u202eevil\u202c
const a = '\`\`\`'; /* ::error::x */ composio.tools.execute(slug, body, "</textarea>\u0000");\r
\tconst b = \`<b>\${a}</b>\`; // ](javascript:alert(1)) שלום 日本語
`;

export function site(parts: Partial<SiteReport> & Pick<SiteReport, 'line' | 'column' | 'api' | 'outcome'>): SiteReport {
  const defaults: Partial<SiteReport> =
    parts.outcome === 'migrated' ? { effect: 'same' } : { code: 'not-yet', message: 'The call has no transform.' };
  return { transform: 'tools-get', notes: [], ...defaults, ...parts } as SiteReport;
}

/** The report with its summary counted from its files. */
export function counted(parts: Partial<Report> & { scanned?: number; candidates?: number }): Report {
  const { scanned = 20, candidates = 3, ...rest } = parts;
  const files = rest.files ?? [];
  const sites = files.flatMap((file) => file.sites);
  const amount = (outcome: SiteReport['outcome']) => sites.filter((each) => each.outcome === outcome).length;
  return {
    schemaVersion: 1,
    tool: { name: 'composio-to-sessions', version: '0.1.0' },
    mode: 'dry-run',
    summary: {
      files: {
        scanned,
        candidates,
        changed: files.filter((file) => file.status === 'changed').length,
        failed: files.filter((file) => file.status === 'failed').length,
      },
      sites: { total: sites.length, migrated: amount('migrated'), manual: amount('manual'), kept: amount('kept') },
      durationMs: 1234.5,
    },
    files,
    notes: [],
    nextSteps: [],
    ...rest,
  };
}

/** A run with everything in it: each outcome, notes, a failed file, names and source that try to act. */
export function sampleReport(mode: Report['mode'] = 'dry-run'): Report {
  const files: FileReport[] = [
    {
      path: 'src/agent.ts',
      status: 'changed',
      sites: [
        site({
          line: 6,
          column: 32,
          api: 'tools.get',
          outcome: 'migrated',
          effect: 'differs',
          evidence: 'The client is `new Composio()` in line 3; the filter is a literal.',
          notes: [
            { code: 'meta-tools', message: 'The agent gets meta tools for github.' },
            { code: 'user-untyped', message: 'The user has the type any.' },
          ],
        }),
        site({
          line: 11,
          column: 25,
          api: 'tools.get',
          outcome: 'manual',
          code: 'no-session-filter',
          message: 'The filter has `search`, which sessions do not have.',
          hint: 'Name the toolkits that the search was meant to find.',
          evidence: 'The client is `new Composio()` in line 3.',
        }),
      ],
      notes: [{ line: 3, code: 'direct-code-in-template', message: 'A template contains direct code.' }],
      diff: unifiedDiff('src/agent.ts', AGENT_BEFORE, AGENT_AFTER),
    },
    {
      path: 'src/broken.ts',
      status: 'failed',
      sites: [],
      notes: [],
      error: { code: 'parse-error', message: 'Unexpected token (3:7)' },
    },
    {
      path: 'src/connect.ts',
      status: 'unchanged',
      sites: [
        site({
          line: 2,
          column: 30,
          api: 'connectedAccounts.link',
          outcome: 'manual',
          transform: 'connected-accounts',
          code: 'toolkit-unknown',
          message: 'Nothing shows to which toolkit `id` belongs.',
          hint: 'Pass --auth-config id=<toolkit>.',
        }),
        site({
          line: 2,
          column: 12,
          api: 'connectedAccounts.initiate',
          outcome: 'kept',
          transform: 'connected-accounts',
          code: 'credentials-in-code',
          message: 'The call hands over an API key.',
        }),
      ],
      notes: [],
    },
    {
      path: HOSTILE_PATH,
      status: 'unchanged',
      sites: [
        site({
          line: 2,
          column: 54,
          api: 'tools.execute',
          outcome: 'manual',
          transform: 'tools-execute',
          code: 'unsupported-body',
          message: 'Body `</script>` | ](x) @someone <img src=x>\n::error::injected \u001b[2J\u202e',
          hint: '<script>alert(2)</script> ``` %0A',
        }),
      ],
      notes: [],
    },
  ];
  return counted({
    mode,
    files,
    notes: [{ code: 'install-needed', message: 'package.json: @composio/core ^0.6.0 → ^0.11.0' }],
    nextSteps: ['npm install @composio/core@^0.11.0', 'git diff'],
  });
}

export function sampleTexts(): Texts {
  return new Map([
    ['src/agent.ts', { before: AGENT_BEFORE, after: AGENT_AFTER }],
    ['src/connect.ts', { before: CONNECT, after: CONNECT }],
    [HOSTILE_PATH, { before: HOSTILE_SOURCE, after: HOSTILE_SOURCE }],
  ]);
}

export function contextOf(texts: Texts, parts: Partial<ReportContext> = {}): ReportContext {
  return {
    before: (path) => texts.get(path)?.before,
    after: (path) => texts.get(path)?.after,
    columns: 80,
    color: false,
    verbosity: 'normal',
    showDiff: false,
    ...parts,
  };
}

/** Characters that act on a terminal or reorder text; no format may contain them outside of exact diffs. */
// eslint-disable-next-line no-control-regex -- naming them is the point
export const ACTING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
