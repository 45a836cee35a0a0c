import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBackend } from './backend.js';
import { CLI, commandHost } from './command.js';
import { PROGRAMS_FOLDER, filesBelow, loadProgram, programNames, type Program } from './program.js';
import { compareMigration, type Comparison } from './run.js';

/**
 * The comparison of every program, made once and shared by the test files: results lie in a folder named by the hash of
 * everything that they depend on, and whoever comes first makes one.
 */

const WIRE = path.dirname(PROGRAMS_FOLDER);
const CACHE = path.join(WIRE, '..', '..', 'node_modules/.cache/wire-results');
/** A lock that is older belongs to a run that died. */
const STALE_MS = 180_000;
/** Results of a build that nobody has used for so long go. */
const OLD_MS = 3_600_000;

function hashFiles(hash: ReturnType<typeof createHash>, folder: string, wanted: (file: string) => boolean): void {
  for (const file of filesBelow(folder)) {
    if (wanted(file))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(path.join(folder, file)))
        .update('\0');
  }
}

/** Hash of the built command and of the harness. */
function baseKey(): string {
  const hash = createHash('sha256').update(process.version);
  if (existsSync(CLI)) hashFiles(hash, path.dirname(CLI), (file) => /\.(m?js|json|txt|ts)$/.test(file));
  hashFiles(hash, WIRE, (file) => !file.includes('/') && !file.endsWith('.test.ts'));
  return hash.digest('hex').slice(0, 16);
}

/** Drops results of earlier builds, so that the cache stays small. */
function prune(current: string): void {
  if (!existsSync(CACHE)) return;
  for (const name of readdirSync(CACHE)) {
    const folder = path.join(CACHE, name);
    if (name !== current && Date.now() - statSync(folder).mtimeMs > OLD_MS)
      rmSync(folder, { recursive: true, force: true });
  }
}

async function once(file: string, make: () => Promise<Comparison>): Promise<Comparison> {
  const lock = `${file}.lock`;
  for (;;) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Comparison;
    try {
      mkdirSync(lock);
      break;
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > STALE_MS) rmSync(lock, { recursive: true, force: true });
      await sleep(100);
    }
  }
  try {
    const result = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Comparison) : await make();
    writeFileSync(`${file}.part`, JSON.stringify(result));
    renameSync(`${file}.part`, file);
    return result;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

export interface Results {
  programs: Program[];
  /** The comparison of a program; waits until it is made. Rejects when the program cannot be migrated or run. */
  of(name: string): Promise<Comparison>;
  close(): Promise<void>;
}

/**
 * Starts to compare all programs.
 * @param jobs how many at a time
 */
export async function startResults(jobs: number): Promise<Results> {
  const base = baseKey();
  prune(base);
  const folder = path.join(CACHE, base);
  mkdirSync(folder, { recursive: true });
  const backend = await startBackend();
  const programs = programNames().map(loadProgram);
  const results = new Map<string, PromiseWithResolvers<Comparison>>();
  for (const program of programs) {
    const result = withResolvers<Comparison>();
    // A rejection is looked at when the program's own test asks for it.
    result.promise.catch(() => undefined);
    results.set(program.name, result);
  }
  const queue = [...programs];
  let open = true;
  const worker = async (): Promise<void> => {
    for (let program = queue.shift(); program && open; program = queue.shift()) {
      const current = program;
      const hash = createHash('sha256');
      hashFiles(hash, current.folder, () => true);
      const file = path.join(folder, `${current.name}-${hash.digest('hex').slice(0, 12)}.json`);
      await once(file, () => compareMigration(backend, commandHost(), current)).then(
        (comparison) => results.get(current.name)?.resolve(comparison),
        (error: unknown) => results.get(current.name)?.reject(error),
      );
    }
  };
  const workers = Promise.all(Array.from({ length: jobs }, worker));
  return {
    programs,
    of: (name) => results.get(name)?.promise ?? Promise.reject(new Error(`no program ${name}`)),
    close: async () => {
      open = false;
      await workers;
      await backend.close();
    },
  };
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
}

/** `Promise.withResolvers` of Node 22, for Node 20. */
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  return { promise, resolve, reject };
}
