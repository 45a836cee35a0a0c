import { ACCEPTABLE_CODES } from '../findings/codes.js';
import { Refusal } from '../findings/refusal.js';
import { FORMATS } from '../report/index.js';
import { TRANSFORM_NAMES } from '../sdk/transforms.js';
import { TOOL_NAME } from '../tool.js';
import { TOOLS_MODES } from './options.js';

/** An option as completion needs it. */
export interface CompletableOption {
  /** With dashes: `--dry-run`; undefined where there is only a short one. */
  long: string | undefined;
  short: string | undefined;
  description: string;
  takesValue: boolean;
}

/** A command with its own options; the empty name is the default command. */
export interface CompletableCommand {
  name: string;
  description: string;
  options: CompletableOption[];
}

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Words that can follow an option or a command. */
function valuesOf(codes: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map<string, readonly string[]>([
    ['--transform', TRANSFORM_NAMES],
    ['-t', TRANSFORM_NAMES],
    ['--format', FORMATS],
    ['--tools', TOOLS_MODES],
    ['--accept', ACCEPTABLE_CODES],
    ['explain', codes],
    ['completion', SHELLS],
  ]);
}

/**
 * The completion script of a shell. It is plain text with all words in it: completing starts no process.
 *
 * @param codes the codes that `explain` knows
 * @throws Refusal `bad-option` for a shell that is not known
 */
export function completionScript(
  shell: string,
  commands: readonly CompletableCommand[],
  codes: readonly string[],
): string {
  const values = valuesOf(codes);
  if (shell === 'bash') return bash(commands, values);
  if (shell === 'zsh')
    return `#compdef ${TOOL_NAME}\nautoload -U +X bashcompinit && bashcompinit\n${bash(commands, values)}`;
  if (shell === 'fish') return fish(commands, values);
  throw new Refusal('bad-option', `There is no completion for ‘${shell}’.`, `It is one of ${SHELLS.join(', ')}.`);
}

function flags(command: CompletableCommand | undefined): string {
  return (command?.options ?? []).flatMap(({ long, short }) => [long, short].filter(Boolean)).join(' ');
}

function bash(commands: readonly CompletableCommand[], values: ReadonlyMap<string, readonly string[]>): string {
  const named = commands.filter((command) => command.name !== '');
  const main = commands.find((command) => command.name === '');
  const byWord = [...values].map(([word, list]) => `    ${word}) words='${list.join(' ')}' ;;`).join('\n');
  const byCommand = named.map((command) => `    ${command.name}) options='${flags(command)}' ;;`).join('\n');
  return `_composio_to_sessions() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words='' options
  case "$previous" in
${byWord}
  esac
  case "\${COMP_WORDS[1]}" in
${byCommand}
    *) options='${flags(main)}' ;;
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
    if [ "$COMP_CWORD" -eq 1 ]; then
      COMPREPLY+=($(compgen -W '${named.map((command) => command.name).join(' ')}' -- "$current"))
    fi
  fi
}
complete -o filenames -o bashdefault -F _composio_to_sessions ${TOOL_NAME}
`;
}

function fish(commands: readonly CompletableCommand[], values: ReadonlyMap<string, readonly string[]>): string {
  const lines: string[] = [];
  const names = commands.filter((command) => command.name !== '').map((command) => command.name);
  for (const command of commands) {
    const condition =
      command.name === ''
        ? 'not __fish_seen_subcommand_from ' + names.join(' ')
        : `__fish_seen_subcommand_from ${command.name}`;
    if (command.name !== '') {
      lines.push(
        `complete -c ${TOOL_NAME} -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.description)}`,
      );
      const words = values.get(command.name);
      if (words) lines.push(`complete -c ${TOOL_NAME} -n '${condition}' -f -a ${quoted(words.join(' '))}`);
    }
    for (const option of command.options) lines.push(fishOption(option, condition, values));
  }
  return `${lines.join('\n')}\n`;
}

function fishOption(
  option: CompletableOption,
  condition: string,
  values: ReadonlyMap<string, readonly string[]>,
): string {
  const parts = [`complete -c ${TOOL_NAME} -n '${condition}'`];
  if (option.short) parts.push(`-s ${option.short.slice(1)}`);
  if (option.long) parts.push(`-l ${option.long.slice(2)}`);
  const words = option.long ? values.get(option.long) : undefined;
  if (words) parts.push(`-x -a ${quoted(words.join(' '))}`);
  else if (option.takesValue) parts.push('-r');
  return [...parts, `-d ${quoted(option.description)}`].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
