import { spawn } from 'node:child_process';

/**
 * Git as a child process: never through a shell, with literal paths, deaf to the variables that a hook sets
 * (`GIT_DIR`, `GIT_INDEX_FILE`, …), so that a run inside of a hook sees the folder that it is given.
 */

/** Result of one git command: its bytes, or why there are none. */
type GitAnswer = { ok: true; output: Buffer } | { ok: false; reason: 'no-git' | 'failed'; message: string };

/** One listed file, relative to the folder that was asked about, forward slashes. */
export interface ListedFile {
  path: string;
  tracked: boolean;
  /** A plain file whose bytes on the disk git looks at: no link, none that it takes as unchanged or leaves out. */
  isSearched: boolean;
}

export interface GitStatus {
  /** `unknown`: there is no git, or no repository, so nothing can be said. */
  state: 'clean' | 'dirty' | 'unknown';
  /** Files with uncommitted changes, relative to the top of the repository; a new folder ends with a slash. */
  dirty: string[];
}

/**
 * The files of a folder that git tracks or would track: ignored ones are left out by .gitignore files and the
 * repository's own exclude file. The user's global excludes are not asked: a `*` there would hide everything.
 *
 * @param folder absolute
 * @returns undefined where there is no git or no repository
 */
export async function listWithGit(folder: string): Promise<ListedFile[] | undefined> {
  const answer = await git(folder, [
    '-c',
    'core.excludesFile=',
    'ls-files',
    '-z',
    '-v',
    '--stage',
    '--cached',
    '--others',
    '--exclude-standard',
  ]);
  if (!answer.ok) return undefined;
  const files = new Map<string, ListedFile>();
  for (const record of answer.output.toString('utf8').split('\0')) {
    if (record.length <= 2) continue;
    // `? <path>` for an untracked file, `<tag> <mode> <object> <side>\t<path>` for a tracked one, in a conflict once for
    // each side. The tag is `H`, in small letters where git takes the file as unchanged.
    const tracked = record[0] !== '?';
    const path = record.slice(tracked ? record.indexOf('\t') + 1 : 2);
    files.set(path, { path, tracked, isSearched: record.startsWith('H 100') });
  }
  return [...files.values()];
}

/**
 * What git has not got in a commit under a folder or for some files of it: staged, changed, deleted and untracked
 * files, not ignored ones. Submodules are other projects and do not count.
 *
 * @param folder absolute
 * @param files names inside of the folder; none: the whole folder
 */
export async function gitStatus(folder: string, files: string[] = []): Promise<GitStatus> {
  const answer = await git(folder, [
    'status',
    '--porcelain=v1',
    '-z',
    '--untracked-files=normal',
    '--ignored=no',
    '--no-renames',
    '--ignore-submodules=all',
    '--',
    ...(files.length > 0 ? files : ['.']),
  ]);
  if (!answer.ok) return { state: 'unknown', dirty: [] };
  const dirty = answer.output
    .toString('utf8')
    .split('\0')
    .filter((record) => record.length > 3)
    .map((record) => record.slice(3));
  return { state: dirty.length > 0 ? 'dirty' : 'clean', dirty };
}

/** The git directory of a folder (of the worktree, where it is one), absolute; undefined without a repository. */
export async function gitDirectory(folder: string): Promise<string | undefined> {
  const answer = await git(folder, ['rev-parse', '--absolute-git-dir']);
  return answer.ok ? answer.output.toString('utf8').replace(/\r?\n$/, '') || undefined : undefined;
}

/** The top folder of the repository, absolute; undefined without one. */
export async function gitTopLevel(folder: string): Promise<string | undefined> {
  const answer = await git(folder, ['rev-parse', '--show-toplevel']);
  return answer.ok ? answer.output.toString('utf8').replace(/\r?\n$/, '') || undefined : undefined;
}

function git(folder: string, args: string[]): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const child = spawn('git', args, {
      cwd: folder,
      env: gitEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ ok: false, reason: error.code === 'ENOENT' ? 'no-git' : 'failed', message: error.message }),
    );
    child.on('close', (code) => {
      if (code === 0) resolve({ ok: true, output: Buffer.concat(output) });
      else resolve({ ok: false, reason: 'failed', message: Buffer.concat(errors).toString('utf8').trim() });
    });
  });
}

/** Variables by which a surrounding git (a hook, `git rebase --exec`) would point the child elsewhere. */
const REDIRECTING = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_NAMESPACE'];

export function gitEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
  };
  for (const name of REDIRECTING) delete environment[name];
  return environment;
}
