/** A report whose paths start at the current folder: annotations in a pull request are looked up from there. */
import type { Format } from './index.js';
import type { Report, ReportContext, ReportNote } from './report.js';

/** Formats that a platform lays over the repository. */
const LAID_OVER: ReadonlySet<Format> = new Set(['github', 'sarif']);

/**
 * @param wayToRoot from the current folder to the root of the run, forward slashes; '' when they are the same
 * @returns the report and context for this format: with longer paths where the root is a folder below, else as given
 */
export function placed(
  format: Format,
  report: Report,
  context: ReportContext,
  wayToRoot: string,
): { report: Report; context: ReportContext } {
  if (!LAID_OVER.has(format) || wayToRoot === '' || wayToRoot.startsWith('..')) return { report, context };
  const start = `${wayToRoot}/`;
  const note = (one: ReportNote): ReportNote => (one.path === undefined ? one : { ...one, path: start + one.path });
  const inRoot = (path: string): string => (path.startsWith(start) ? path.slice(start.length) : path);
  return {
    report: {
      ...report,
      files: report.files.map((file) => ({ ...file, path: start + file.path, notes: file.notes.map(note) })),
      notes: report.notes.map(note),
    },
    context: {
      ...context,
      before: (path) => context.before(inRoot(path)),
      after: (path) => context.after(inRoot(path)),
    },
  };
}
