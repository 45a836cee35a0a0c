import { statSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../findings/refusal.js';
import { render, type Format } from '../report/index.js';
import { placed } from '../report/placed.js';
import type { Report, ReportContext } from '../report/report.js';
import { replaceFile } from '../write/atomic.js';

/**
 * The world outside of a command: the streams, the environment, the terminal. The report goes to stdout and nothing
 * else does; progress and warnings go to stderr.
 */
export interface Shell {
  /** Absolute. */
  cwd: string;
  env: NodeJS.ProcessEnv;
  stdin: { isTTY?: boolean };
  stdout: { isTTY?: boolean; columns?: number; write(text: string): unknown };
  stderr: { isTTY?: boolean; columns?: number; write(text: string): unknown };
}

export function processShell(): Shell {
  return { cwd: process.cwd(), env: process.env, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr };
}

/** One line of warning for people. */
export function warn(shell: Shell, line: string): void {
  shell.stderr.write(`warning: ${line}\n`);
}

/** How a report is shown and where it goes. */
export interface Delivery {
  format: Format;
  /** File for the report, as given. */
  output: string | undefined;
  verbosity: ReportContext['verbosity'];
  showDiff: boolean;
  /** False: `--no-color`. */
  color: boolean;
  before(path: string): string | undefined;
  after(path: string): string | undefined;
  /** Absolute root of the run; left out where there is none. */
  root?: string;
}

/**
 * Prints the report in its format; with an output file, the report goes there and the text to the terminal.
 *
 * @throws Refusal `bad-option` when the output file cannot be written
 */
export async function deliver(report: Report, delivery: Delivery, shell: Shell): Promise<void> {
  const context = (forFile: boolean): ReportContext => ({
    before: delivery.before,
    after: delivery.after,
    columns: forFile ? 80 : (shell.stdout.columns ?? 80),
    color: !forFile && usesColor(delivery.color, shell),
    verbosity: delivery.verbosity,
    showDiff: delivery.showDiff,
  });
  const wayToRoot = path.relative(shell.cwd, delivery.root ?? shell.cwd).replaceAll('\\', '/');
  const rendered = (forFile: boolean): Promise<string> => {
    const from = placed(delivery.format, report, context(forFile), wayToRoot);
    return render(delivery.format, from.report, from.context);
  };
  if (delivery.output === undefined) {
    shell.stdout.write(await rendered(false));
    return;
  }
  await writeOutput(delivery.output, await rendered(true), shell);
  shell.stdout.write(await render('text', report, context(false)));
}

export async function writeOutput(output: string, text: string, shell: Shell): Promise<void> {
  try {
    await replaceFile(path.resolve(shell.cwd, output), text);
  } catch (error) {
    throw new Refusal('bad-option', `The report cannot be written to ‘${output}’: ${(error as Error).message}`);
  }
}

/** Refuses an output file that cannot be, before any work is done for it. */
export function checkOutput(output: string | undefined, shell: Shell): void {
  if (output === undefined) return;
  const file = path.resolve(shell.cwd, output);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Refusal('bad-option', `--output cannot be ‘${output}’: it is a folder.`, 'Name a file in it.');
  }
  if (!statSync(path.dirname(file), { throwIfNoEntry: false })?.isDirectory()) {
    throw new Refusal(
      'bad-option',
      `--output cannot be ‘${output}’: its folder does not exist.`,
      'Make the folder first.',
    );
  }
}

/** `--no-color`, then `NO_COLOR`, then `FORCE_COLOR`, then what the terminal says. */
export function usesColor(wanted: boolean, shell: Shell): boolean {
  if (!wanted || shell.env.NO_COLOR) return false;
  const forced = shell.env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return Boolean(shell.stdout.isTTY) && shell.env.TERM !== 'dumb';
}
