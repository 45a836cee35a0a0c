import type { Shell } from '../../src/commands/shell.js';
import type { LoadPipeline } from '../../src/commands/migrate.js';
import { migrate } from '../../src/commands/migrate.js';
import type { RawOptions } from '../../src/commands/options.js';
import { answer, modeOf } from '../../src/commands/answer.js';
import type { FileChange, PipelineRequest, PipelineResult } from '../../src/pipeline-types.js';
import type { FileReport, Report, SiteReport } from '../../src/report/report.js';
import { emptyReport, recount } from '../../src/commands/reports.js';

/**
 * The default command inside of the test's process, with a pipeline of three words: `direct()` becomes `session()`,
 * `manual()` is left for a person, `explode()` makes a file fail. What the shell around the pipeline does is the same.
 */

export interface CapturedShell extends Shell {
  out: string;
  err: string;
}

export function captureShell(cwd: string, env: NodeJS.ProcessEnv = {}): CapturedShell {
  const shell: CapturedShell = {
    cwd,
    env,
    out: '',
    err: '',
    stdin: {},
    stdout: { write: (text) => (shell.out += text) },
    stderr: { write: (text) => (shell.err += text) },
  };
  return shell;
}

/** @returns exit code, streams and, with `format: 'json'`, the report */
export async function migrateIn(
  cwd: string,
  paths: string[] = [],
  raw: RawOptions = {},
  more: { env?: NodeJS.ProcessEnv; load?: LoadPipeline } = {},
): Promise<{ code: number; out: string; err: string; report: Report }> {
  const shell = captureShell(cwd, more.env);
  const code = await answer(raw, modeOf(raw), shell, () => migrate(paths, raw, shell, more.load ?? loadWords));
  const json = raw.format === 'json' && raw.output === undefined;
  return {
    code,
    out: shell.out,
    err: shell.err,
    report: json ? (JSON.parse(shell.out) as Report) : emptyReport('write'),
  };
}

export const loadWords: LoadPipeline = () => Promise.resolve((request) => Promise.resolve(migrateWords(request)));

function migrateWords({ files, found, options }: PipelineRequest): PipelineResult {
  const changes: FileChange[] = [];
  const reports: FileReport[] = [];
  for (const file of files) {
    if (file.text.includes('explode()')) {
      const error = { code: 'transform-error', message: 'A transform threw.' } as const;
      reports.push({ path: file.path, status: 'failed', sites: [], notes: [], error });
      continue;
    }
    const after = file.text.replaceAll('direct()', 'session()');
    const sites = file.text.split('\n').flatMap((line, index) => siteOf(line, index + 1));
    const changed = after !== file.text;
    if (changed)
      changes.push({
        path: file.path,
        absolutePath: file.absolutePath,
        bom: file.bom,
        before: file.text,
        after,
        edits: [],
      });
    if (sites.length > 0)
      reports.push({ path: file.path, status: changed ? 'changed' : 'unchanged', sites, notes: [] });
  }
  const report = recount({ ...emptyReport(options.mode), files: reports });
  report.summary.files.scanned = found.scanned;
  report.summary.files.candidates = files.length;
  return { report, changes };
}

function siteOf(line: string, number: number): SiteReport[] {
  const place = { line: number, column: 1, api: 'tools.get', transform: 'tools-get', notes: [] } as const;
  if (line.includes('direct()')) return [{ ...place, notes: [], outcome: 'migrated', effect: 'same' }];
  if (!line.includes('manual()')) return [];
  return [{ ...place, notes: [], outcome: 'manual', code: 'no-user', message: 'No user.', hint: 'Give one.' }];
}
