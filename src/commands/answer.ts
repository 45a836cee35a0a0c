import { Refusal } from '../findings/refusal.js';
import { isFormat, render, type Format } from '../report/index.js';
import type { Report, RunMode } from '../report/report.js';
import type { RawOptions } from './options.js';
import { emptyReport, recount, refusedReport } from './reports.js';
import { writeOutput, type Shell } from './shell.js';

/**
 * Runs a command and answers for whatever comes of it: a refusal becomes one clear line on stderr and exit code 2, a
 * fault of the tool itself one on stderr and exit code 3. Formats for machines get their document in either case.
 *
 * @param raw options as far as they are known
 * @returns the exit code
 */
export async function answer(
  raw: RawOptions,
  mode: RunMode,
  shell: Shell,
  command: () => Promise<number>,
): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof Refusal) {
      const [first, ...rest] = [error.message, error.hint].filter((line) => line !== undefined);
      shell.stderr.write(`error: ${[first, ...rest].join('\n  ')}\n`);
      await deliverDocument(refusedReport(mode, error), raw, shell, error);
      return 2;
    }
    const fault = error instanceof Error ? error : new Error(String(error));
    shell.stderr.write(`error: composio-to-sessions failed: ${fault.message}\n`);
    shell.stderr.write(raw.verbose ? `${fault.stack ?? ''}\n` : '  --verbose shows where; please report it.\n');
    await deliverDocument(faultReport(mode, fault), raw, shell, fault);
    return 3;
  }
}

async function deliverDocument(report: Report, raw: RawOptions, shell: Shell, cause: Error): Promise<void> {
  const format = raw.format ?? (shell.env.GITHUB_ACTIONS ? 'github' : 'text');
  if (format === 'text' || !isFormat(format)) return;
  const text = await renderSafely(format, report, shell, cause);
  if (raw.output === undefined || raw.output === '') return void shell.stdout.write(text);
  await writeOutput(raw.output, text, shell).catch(() => undefined); // What is wrong may be that very file.
}

/** Even when a renderer is at fault, JSON is JSON. */
async function renderSafely(format: Format, report: Report, shell: Shell, cause: Error): Promise<string> {
  const nothing = (): undefined => undefined;
  const context = { columns: shell.stdout.columns ?? 80, color: false, verbosity: 'normal', showDiff: false } as const;
  try {
    return await render(format, report, { ...context, before: nothing, after: nothing });
  } catch {
    return format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : `${cause.message}\n`;
  }
}

function faultReport(mode: RunMode, fault: Error): Report {
  const message = `The tool itself failed: ${fault.message}`;
  return recount({
    ...emptyReport(mode),
    files: [{ path: '.', status: 'failed', sites: [], notes: [], error: { code: 'transform-error', message } }],
  });
}

/** The run mode that options ask for, also when they are not checked yet. */
export function modeOf(raw: RawOptions): RunMode {
  return raw.check ? 'check' : raw.dryRun ? 'dry-run' : raw.interactive ? 'interactive' : 'write';
}
