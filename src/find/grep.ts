/**
 * A look ahead by git: its grep searches with all cores while the list of files is made. In a tree that does not name
 * Composio, nothing has to be read by this process.
 */
import { spawn } from 'node:child_process';
import { gitEnvironment } from './git.js';
import { STRONG_WORDS } from './needles.js';
import { kindOf } from './select.js';

/** Each needle in plain bytes, and as UTF-16 has it, where a zero byte stands beside each letter. */
const PATTERN = STRONG_WORDS.flatMap((word) => {
  const letters = [...word].map((letter) => letter.replace('.', '\\.'));
  return [letters.join(''), letters.join('\\x00')];
}).join('|');

const ARGUMENTS = [
  'grep',
  '-z',
  '-l',
  '-a',
  '-i',
  '-P',
  '--no-color',
  '--no-recurse-submodules',
  '-e',
  PATTERN,
  '--',
  '.',
];

/**
 * Asks git which of the files that it tracks under a folder hold a needle. It ends early when a source file does: all of
 * them have to be read then, for what they import.
 *
 * @param folder absolute
 * @param extensions of source files
 * @returns paths relative to the folder of the other files with a needle; undefined when a source file has one, and when
 *   git cannot say (no repository, a git without Perl's patterns, a file that cannot be read)
 */
export function filesWithNeedles(folder: string, extensions: ReadonlySet<string>): Promise<Set<string> | undefined> {
  return new Promise((resolve) => {
    const child = spawn('git', ['-c', 'grep.fullName=false', ...ARGUMENTS], {
      cwd: folder,
      env: gitEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const found = new Set<string>();
    let rest = '';
    let isClear = true;
    const giveUp = (): void => {
      isClear = false;
      child.kill();
      resolve(undefined);
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const files = (rest + chunk).split('\0');
      rest = files.pop() ?? '';
      for (const file of files) found.add(file);
      if (files.some((file) => kindOf(file, extensions) === 'source')) giveUp();
    });
    child.stderr.on('data', giveUp);
    child.on('error', giveUp);
    child.on('close', (code) => resolve(isClear && (code === 0 || code === 1) ? found : undefined));
  });
}
