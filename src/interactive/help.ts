/** The keys of the questions: one line each in the menu, a longer one in the help. */
import type { KeyChoice } from './keyPrompt.js';

export interface Key extends KeyChoice {
  help: string;
}

const HELP: Key = { key: '?', label: 'help', help: 'show this help' };

/** Keys that every question about the project has. */
export const LAST_KEYS: readonly Key[] = [
  { key: 'q', label: 'quit', help: 'stop asking; what was answered is kept' },
  HELP,
];

export const FILE_KEYS: readonly Key[] = [
  { key: 'y', label: 'apply this file', help: 'write this file now' },
  { key: 'n', label: 'skip it', help: 'leave this file as it is' },
  {
    key: 's',
    label: 'choose change by change',
    help: 'show each change of this file with its reason, and ask for each',
  },
  { key: 'a', label: 'apply this and all the rest', help: 'write this file and every later one without asking' },
  { key: 'd', label: 'skip this and all the rest', help: 'leave this file and every later one as they are' },
  { key: 'q', label: 'quit', help: 'stop asking; what was written stays, everything else is as it was' },
  HELP,
];

export const CHANGE_KEYS: readonly Key[] = [
  { key: 'y', label: 'apply this change', help: 'take this change' },
  { key: 'n', label: 'skip it', help: 'leave this code as it is' },
  { key: 'a', label: 'apply this and the rest of the file', help: 'take this change and the later ones of the file' },
  { key: 'd', label: 'skip this and the rest of the file', help: 'leave this and the later ones of the file' },
  { key: 'q', label: 'quit', help: 'write what was taken in this file so far, then stop asking' },
  HELP,
];

export const MANIFEST_KEYS: readonly Key[] = [
  { key: 'y', label: 'raise the versions', help: 'write it; install afterwards' },
  { key: 'n', label: 'leave it', help: 'leave it as it is; the changes that were written need these versions' },
  { key: 'q', label: 'quit', help: 'the same as n' },
  HELP,
];

export function helpLines(keys: readonly Key[]): string[] {
  return [
    ...keys.map(({ key, help }) => `${key}  ${help}`),
    '↑ ↓ choose in the list, Enter takes the choice.',
    'In a long text: space or Enter for more, ↓ for a line, g for all of it, Esc to answer.',
    'Ctrl-D ends as q does. Ctrl-C stops at once. ‘composio-to-sessions undo’ takes it all back.',
  ];
}
