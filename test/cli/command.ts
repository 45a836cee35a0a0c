import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CommandHost, type Ran } from '../support/commandHost.js';

/**
 * The built command, with arguments, streams and an exit code: in a process that stays for all runs of a worker, or, for
 * what is about the process itself, in one of its own as a user runs it.
 */

const PROJECT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const COMMAND = path.join(PROJECT, 'dist/cli.js');
const LOCK = path.join(PROJECT, 'node_modules/.cache/composio-to-sessions-build.lock');

/** Builds `dist` when a source file is newer than it. Test files run side by side, so one builds and the others wait. */
export async function ensureBuilt(): Promise<void> {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  for (;;) {
    try {
      mkdirSync(LOCK);
      break;
    } catch {
      if (Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 120_000)
        rmSync(LOCK, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    if (!isFresh()) await build();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function isFresh(): boolean {
  const built = statSync(COMMAND, { throwIfNoEntry: false })?.mtimeMs;
  return built !== undefined && ['src', 'transforms', 'scripts'].every((folder) => newest(folder) <= built);
}

function newest(folder: string): number {
  return Math.max(0, ...filesIn(folder).map((file) => statSync(file).mtimeMs));
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(PROJECT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** As `npm run build` does it, but without removing old files: another test may be running them. */
async function build(): Promise<void> {
  const script: string = pathToFileURL(path.join(PROJECT, 'scripts/bundle.mjs')).href;
  const { bundle } = (await import(script)) as { bundle(options: { keepOld: boolean }): Promise<void> };
  await bundle({ keepOld: true });
}

export type { Ran };

export interface RunOptions {
  cwd: string;
  env?: Record<string, string | undefined>;
}

/** Variables that change what the command does; tests set the ones that they mean. */
const NEUTRAL = { GITHUB_ACTIONS: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined, COMPOSIO_API_KEY: undefined };

/** Commands of their own, which know no options of a migration. */
const OTHER_COMMANDS: ReadonlySet<string> = new Set([
  'list',
  'explain',
  'undo',
  'completion',
  'help',
  '--help',
  '-h',
  '--version',
]);

/**
 * Arguments of a run in which two decisions are taken: accounts that the code says nothing of were made by sessions, and
 * lists of tools go to agents. Most tests are about something else; those about one of the two say it themselves.
 */
export function withDecisions(args: readonly string[]): string[] {
  if (args.some((one) => OTHER_COMMANDS.has(one))) return [...args];
  return [
    ...(args.some((one) => one.startsWith('managed=')) ? [] : ['--auth-config', 'managed=*']),
    ...(args.some((one) => one.startsWith('--tools')) ? [] : ['--tools', 'meta']),
    ...args,
  ];
}

let host: CommandHost | undefined;

/** Runs the command in the process that stays. */
export function run(args: string[], { cwd, env }: RunOptions): Promise<Ran> {
  if (!host?.isOpen) host = new CommandHost(COMMAND);
  return host.run(withDecisions(args), { cwd, env: { ...process.env, ...NEUTRAL, ...env } });
}

/**
 * Runs the command in a process of its own: for exit codes, signals, closed streams, and what is read when a process
 * starts.
 *
 * @param onStart called with the child once it runs
 */
export function runProcess(
  args: string[],
  options: RunOptions & { onStart?(child: ReturnType<typeof spawn>): void },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...NEUTRAL, ...options.env };
    const child = spawn(process.execPath, [COMMAND, ...withDecisions(args)], {
      cwd: options.cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    options.onStart?.(child);
  });
}

/** A new folder with files in it; the paths use forward slashes. */
export async function folderWith(files: Record<string, string | Uint8Array>, parent = os.tmpdir()): Promise<string> {
  const folder = await mkdtemp(path.join(parent, 'composio-to-sessions-'));
  addFiles(folder, files);
  return folder;
}

export function addFiles(folder: string, files: Record<string, string | Uint8Array>): void {
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

export function git(folder: string, ...args: string[]): string {
  return execFileSync(
    'git',
    ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

/** A repository with one commit of all files. */
export async function repositoryWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await folderWith(files);
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'start');
  return folder;
}
