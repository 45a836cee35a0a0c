import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Report } from '../../src/report/report.js';
import type { Backend } from './backend.js';
import type { CommandHost } from '../support/commandHost.js';
import { COMMAND_ENVIRONMENT } from './command.js';
import { filesBelow, type Expectation, type Program } from './program.js';
import { runInThread, type Ended } from './programHost.js';
import { sdkPlugin } from './sdk-bundle.js';
import type { LoggedRequest } from './world.js';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Bundles go below node_modules, so that the SDK, which stays outside of them, is found from there. */
const BUNDLES = path.join(ROOT, 'node_modules/.cache/wire');

const TIMEOUT = 30_000;

/** How the command is called. */
export const MIGRATE = ['--force', '--format', 'json'];

/** One run of a program. */
export interface RunResult extends Ended {
  log: LoggedRequest[];
}

export interface Comparison {
  program: string;
  before: RunResult;
  after: RunResult;
  report: Report;
  /** Text after the migration of all files of the program. */
  files: Record<string, string>;
  /** Those that the migration changed. */
  changed: string[];
}

/** Runs a file in a process of its own. */
function runInProcess(file: string, options: { cwd: string; env: NodeJS.ProcessEnv; timeout: number }): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [file], { ...options, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({ stdout, stderr: error?.killed ? `${stderr}\n(timed out)` : stderr, exitCode: code });
    });
  });
}

/**
 * Runs the program in `folder` with the real SDK against a fresh run of the backend.
 * @param entry path of the main file below `folder`
 * @param options `alone`: in a process of its own, with the SDK as published, as users run it
 */
export async function runProgram(
  backend: Backend,
  folder: string,
  entry: string,
  env: Expectation['env'] = {},
  { alone = false } = {},
): Promise<RunResult> {
  mkdirSync(BUNDLES, { recursive: true });
  const place = mkdtempSync(path.join(BUNDLES, 'run-'));
  try {
    const commonjs = entry.endsWith('.cjs') || entry.endsWith('.cts');
    // A module that waits cannot be required: CommonJS takes the SDK as published.
    const isAlone = alone || commonjs;
    const outfile = path.join(place, commonjs ? 'main.cjs' : 'main.mjs');
    const broken = await build({
      entryPoints: [path.join(folder, entry)],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: commonjs ? 'cjs' : 'esm',
      packages: 'external',
      plugins: isAlone ? [] : [await sdkPlugin(ROOT, BUNDLES)],
      logLevel: 'silent',
      tsconfigRaw: {},
    })
      .then(() => undefined)
      .catch((error: unknown) => String(error));
    // Text that cannot be bundled is a result like any other: the program fails.
    if (broken !== undefined) return { stdout: '', stderr: broken, exitCode: 1, log: [] };
    const target = backend.newRun();
    const variables = {
      PATH: process.env.PATH,
      HOME: place,
      COMPOSIO_BASE_URL: target.composioUrl,
      COMPOSIO_API_KEY: 'x',
      COMPOSIO_LOG_LEVEL: 'error',
      OPENAI_BASE_URL: target.modelUrl,
      OPENAI_API_KEY: 'x',
      ...env,
    };
    const result = isAlone
      ? await runInProcess(outfile, { cwd: place, env: variables, timeout: TIMEOUT })
      : await runInThread(outfile, { home: path.join(BUNDLES, 'home'), env: variables, timeout: TIMEOUT });
    return { ...result, log: [...target.log] };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Runs the command over a folder, writing, and reads its report. @throws when it gives none. */
export async function migrate(host: CommandHost, folder: string, options: readonly string[] = []): Promise<Report> {
  const args = [...MIGRATE, ...options, '.'];
  const { stdout, stderr, code } = await host.run(args, { cwd: folder, env: COMMAND_ENVIRONMENT });
  try {
    return JSON.parse(stdout) as Report;
  } catch {
    throw new Error(
      `the command gave no JSON (exit code ${code}):\n${stdout.slice(0, 2000)}\n${stderr.slice(0, 4000)}`,
    );
  }
}

/** Text of every file below a folder, by relative path. */
const textsBelow = (folder: string): Record<string, string> =>
  Object.fromEntries(filesBelow(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));

/**
 * Runs a program, migrates a copy of it outside of any repository, and runs that. A copy that did not change is not run
 * again: its result is the first one.
 */
export async function compareMigration(backend: Backend, host: CommandHost, program: Program): Promise<Comparison> {
  const { folder, entry, expectation } = program;
  const copy = mkdtempSync(path.join(os.tmpdir(), `wire-${program.name}-`));
  try {
    cpSync(folder, copy, { recursive: true });
    rmSync(path.join(copy, 'expect.json'));
    const old = textsBelow(copy);
    const before = await runProgram(backend, copy, entry, expectation.env);
    const report = await migrate(host, copy, [
      ...(expectation.credentials ? [] : ['--auth-config', 'managed=*']),
      ...(expectation.options ?? []),
    ]);
    const files = textsBelow(copy);
    const changed = Object.keys(files).filter((file) => files[file] !== old[file]);
    const after = changed.length > 0 ? await runProgram(backend, copy, entry, expectation.env) : before;
    return { program: program.name, before, after, report, files, changed };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
