import type { CommanderError } from 'commander';
import { Refusal } from '../findings/refusal.js';
import { TOOL_NAME } from '../tool.js';
import { answer, modeOf } from './answer.js';
import type { RawOptions } from './options.js';
import { processShell } from './shell.js';

/**
 * Answers a command line that could not be parsed: one clear line, and the document that the format asks for, as far
 * as the format can be seen.
 *
 * @returns the exit code
 */
export async function refuseMisuse(error: CommanderError, argv: readonly string[]): Promise<number> {
  const message = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
  const raw = glimpse(argv);
  return answer(raw, modeOf(raw), processShell(), () => {
    throw new Refusal('bad-option', sentence(message), `‘${TOOL_NAME} --help’ lists the options.`);
  });
}

/** The options that decide how a refusal is told, read from a command line that does not parse. */
export function glimpse(argv: readonly string[]): RawOptions {
  const raw: RawOptions = {};
  argv.forEach((word, index) => {
    const [name, value = argv[index + 1]] = word.startsWith('--') ? splitOnce(word) : [word, argv[index + 1]];
    if (name === '--format' && value !== undefined) raw.format = value;
    if ((name === '--output' || name === '-o') && value !== undefined) raw.output = value;
    if (name === '--check') raw.check = true;
    if (name === '--dry-run' || name === '-d') raw.dryRun = true;
    if (name === '--interactive' || name === '-i') raw.interactive = true;
  });
  return raw;
}

function splitOnce(word: string): [string, string | undefined] {
  const divider = word.indexOf('=');
  return divider < 0 ? [word, undefined] : [word.slice(0, divider), word.slice(divider + 1)];
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!)]$/.test(first) ? first : `${first}.`;
}
