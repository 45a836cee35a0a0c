import type { Refusal } from '../findings/refusal.js';
import type { FailedFile } from '../find/found.js';
import type { FileReport, Report, RunMode } from '../report/report.js';
import { TOOL_NAME, toolVersion } from '../tool.js';
import type { WriteResult } from '../write/index.js';

/** A report of a run in which nothing has happened yet. */
export function emptyReport(mode: RunMode): Report {
  return {
    schemaVersion: 1,
    tool: { name: TOOL_NAME, version: toolVersion() },
    mode,
    summary: {
      files: { scanned: 0, candidates: 0, changed: 0, failed: 0 },
      sites: { total: 0, migrated: 0, manual: 0, kept: 0 },
      durationMs: 0,
    },
    files: [],
    notes: [],
    nextSteps: [],
  };
}

export function refusedReport(mode: RunMode, refusal: Refusal): Report {
  return { ...emptyReport(mode), error: { code: refusal.code, message: oneLine(refusal) } };
}

/** Message and next step of a refusal in one line. */
export function oneLine(refusal: Refusal): string {
  return [refusal.message, refusal.hint].filter(Boolean).join(' ').replaceAll(/\s+/g, ' ');
}

/** The report with the files that could not even be read, where it lacks them. */
export function withUnreadable(report: Report, failed: readonly FailedFile[]): Report {
  const known = new Set(report.files.map((file) => file.path));
  const missing = failed
    .filter((file) => !known.has(file.path))
    .map(({ path, code, message }): FileReport => ({
      path,
      status: 'failed',
      sites: [],
      notes: [],
      error: { code, message },
    }));
  return missing.length === 0 ? report : recount({ ...report, files: sortFiles([...report.files, ...missing]) });
}

/**
 * The report after writing: a file that could not be written has failed, and what would have been migrated in it is
 * left to do.
 *
 * @param remaining sites of files that were not written: why, for the hint
 */
export function withWriteResults(report: Report, results: readonly WriteResult[]): Report {
  const failures = new Map(results.filter((result) => result.status !== 'written').map((each) => [each.path, each]));
  if (failures.size === 0) return report;
  const known = new Set(report.files.map((file) => file.path));
  const extra = [...failures.keys()]
    .filter((path) => !known.has(path))
    .map((path): FileReport => ({ path, status: 'changed', sites: [], notes: [] }));
  const files = [...report.files, ...extra].map((file) => {
    const failure = failures.get(file.path);
    return failure ? unwritten(file, failure) : file;
  });
  return recount({ ...report, files: sortFiles(files) });
}

function unwritten(file: FileReport, result: WriteResult): FileReport {
  const message = result.status === 'failed' ? result.message : 'The run was stopped before this file was written.';
  const { diff: _diff, ...rest } = file;
  const sites = file.sites.map((site) => {
    if (site.outcome !== 'migrated') return site;
    const { effect: _effect, ...plain } = site;
    return {
      ...plain,
      outcome: 'manual' as const,
      code: 'transform-failed' as const,
      message: `The change was ready but is not on disk: ${message}`,
      hint: 'Run the tool again once the file can be written.',
      notes: [],
    };
  });
  if (result.status !== 'failed') return { ...rest, status: 'unchanged', sites };
  return { ...rest, status: 'failed', sites, error: { code: result.code, message } };
}

/** Counts that follow from the files; `scanned` and `candidates` stay. */
export function recount(report: Report): Report {
  const { files } = report;
  const sites = files.flatMap((file) => file.sites);
  const outcome = (wanted: string): number => sites.filter((site) => site.outcome === wanted).length;
  const status = (wanted: string): number => files.filter((file) => file.status === wanted).length;
  return {
    ...report,
    summary: {
      ...report.summary,
      files: { ...report.summary.files, changed: status('changed'), failed: status('failed') },
      sites: { total: sites.length, migrated: outcome('migrated'), manual: outcome('manual'), kept: outcome('kept') },
    },
  };
}

function sortFiles(files: FileReport[]): FileReport[] {
  return files.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
