import { Refusal } from '../findings/refusal.js';
import type { FileReport, Report } from '../report/report.js';
import { readJournal } from '../write/journal.js';
import { undoRun, type UndoResult } from '../write/undo.js';
import { Interruption } from './interruption.js';
import { checkFormat, type RawOptions } from './options.js';
import { emptyReport, recount } from './reports.js';
import { checkOutput, deliver, type Shell } from './shell.js';

/**
 * Takes the last run in or from the current folder back, from the journal that the run kept.
 *
 * @returns the exit code: 3 when a file could not be taken back
 * @throws Refusal `nothing-to-undo`
 */
export async function undo(raw: RawOptions, shell: Shell): Promise<number> {
  const began = performance.now();
  const format = checkFormat(raw.format, shell.env);
  checkOutput(raw.output, shell);
  const journal = await readJournal(shell.cwd);
  if (!journal) {
    throw new Refusal(
      'nothing-to-undo',
      'There is no run to take back here.',
      'Undo works in the folder in which the run was started, once for each run.',
    );
  }
  const interruption = new Interruption((exitCode) => process.exit(exitCode));
  interruption.startWriting();
  try {
    const results = await undoRun(journal, { signal: interruption.signal });
    const report = undoReport(results);
    report.summary.durationMs = Math.round(performance.now() - began);
    const verbosity = raw.quiet ? 'quiet' : raw.verbose ? 'verbose' : 'normal';
    const nothing = (): undefined => undefined;
    await deliver(
      report,
      {
        format,
        output: raw.output,
        verbosity,
        showDiff: false,
        color: raw.color ?? true,
        before: nothing,
        after: nothing,
      },
      shell,
    );
    if (interruption.exitCode !== undefined) return interruption.exitCode;
    return report.summary.files.failed > 0 ? 3 : 0;
  } finally {
    interruption.release();
  }
}

function undoReport(results: readonly UndoResult[]): Report {
  const files = results.map((result): FileReport => {
    const base = { path: result.path, sites: [], notes: [] };
    if (result.status === 'failed') {
      return { ...base, status: 'failed', error: { code: result.code, message: result.message } };
    }
    return { ...base, status: result.status === 'restored' ? 'changed' : 'unchanged' };
  });
  files.sort((left, right) => (left.path < right.path ? -1 : 1));
  const report = recount({ ...emptyReport('undo'), files });
  report.summary.files.scanned = results.length;
  return report;
}
