import type { Command } from 'commander';
import { Refusal } from '../findings/refusal.js';
import type { RunMode } from '../report/report.js';
import { answer, modeOf } from './answer.js';
import type { CompletableCommand } from './completion.js';
import type { RawOptions } from './options.js';
import type { Handlers } from './program.js';
import { processShell, usesColor, type Shell } from './shell.js';

/**
 * Connects the commands with what does their work; each part is loaded when its command is called.
 *
 * @param program the program that the handlers belong to, for completion
 * @param onExit takes the exit code of the command that ran
 */
export function createHandlers(
  program: () => Command,
  onExit: (code: number) => void,
  shell = processShell(),
): Handlers {
  const run = async (raw: RawOptions, mode: RunMode, command: () => Promise<number>): Promise<void> =>
    onExit(await answer(raw, mode, shell, command));
  return {
    migrate: (paths, raw) =>
      run(raw, modeOf(raw), async () => (await import('./migrate.js')).migrate(paths, raw, shell)),
    undo: (raw) => run(raw, 'undo', async () => (await import('./undo.js')).undo(raw, shell)),
    list: (raw) => run(raw, modeOf(raw), () => list(raw, shell)),
    explain: (code, raw) => run(raw, modeOf(raw), () => explain(code, raw, shell)),
    completion: (name, raw) => run(raw, modeOf(raw), () => completion(name, program(), shell)),
  };
}

async function list(raw: RawOptions, shell: Shell): Promise<number> {
  const { TRANSFORMS } = await import('../sdk/transforms.js');
  if (wantsJson(raw)) return printJson({ schemaVersion: 1, transforms: TRANSFORMS }, shell);
  const { listTransforms } = await import('./list.js');
  shell.stdout.write(listTransforms(TRANSFORMS, shell.stdout.columns ?? 80));
  return 0;
}

async function explain(code: string, raw: RawOptions, shell: Shell): Promise<number> {
  const json = wantsJson(raw);
  const explaining = await import('./explain.js');
  const explained = explaining.explain(code, {
    columns: shell.stdout.columns ?? 80,
    color: usesColor(raw.color ?? true, shell),
  });
  if (!explained.known) {
    const [first = '', ...rest] = explained.text.trim().split('\n');
    throw new Refusal('unknown-code', first, rest.join('\n').trim() || undefined);
  }
  if (json) {
    const { explanationOf } = await import('../findings/explanations.js');
    return printJson({ schemaVersion: 1, ...explanationOf(code.trim().toLowerCase()) }, shell);
  }
  shell.stdout.write(explained.text);
  return 0;
}

async function completion(name: string, program: Command, shell: Shell): Promise<number> {
  const [{ completionScript }, { ALL_CODES }] = await Promise.all([
    import('./completion.js'),
    import('../findings/explanations.js'),
  ]);
  const commands = [program, ...program.commands].map((command): CompletableCommand => ({
    name: command === program ? '' : command.name(),
    description: command.description(),
    options: [...command.options].map((option) => ({
      long: option.long ?? undefined,
      short: option.short ?? undefined,
      description: option.description,
      takesValue: option.required || option.optional,
    })),
  }));
  shell.stdout.write(completionScript(name, commands, ALL_CODES));
  return 0;
}

/** `list` and `explain` have no report; of the formats they know text and JSON. */
function wantsJson(raw: RawOptions): boolean {
  if (raw.format === undefined || raw.format === 'text') return false;
  if (raw.format === 'json') return true;
  throw new Refusal('bad-option', `--format cannot be ‘${raw.format}’ here.`, 'It is one of text, json.');
}

function printJson(value: unknown, shell: Shell): number {
  shell.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  return 0;
}
