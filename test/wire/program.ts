import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SessionRequest } from './world.js';

/** What must hold after the migration of a program. */
export interface Outcome {
  /**
   * Every site in the order of the report: `<file> <api> <outcome>`, then in any order a code (manual and kept sites),
   * `+note` (must be there), `=same` or `=differs` (the effect). What is not written is not checked.
   */
  sites: string[];
  /** Sessions asked for, in order, with everything that they ask for. */
  sessions: SessionRequest[];
  /** Operations that only direct calls send, still sent afterwards; `as before` where nothing may change. Default: none. */
  direct?: string[] | 'as before';
  /** Standard output afterwards where it differs from `prints`, line by line. */
  printsAfter?: string[];
  /** Why the output may differ; required with `printsAfter`. */
  because?: string;
}

/** `expect.json` of a program. */
export interface Expectation extends Partial<Outcome> {
  /** The rule that the program shows. */
  shows: string;
  /** Lines that the program prints before the migration (and after, unless `printsAfter`). */
  prints: string[];
  /** More options for the command. */
  options?: string[];
  /** The program is about credentials: nothing is taken for made by sessions (else: what its code does not show). */
  credentials?: true;
  /** Environment of the program. */
  env?: Record<string, string>;
  /** Instead of one outcome: the ways that the rules leave open. One of them must hold. */
  either?: Outcome[];
  /** Access may grow, because the options of the command allow it. */
  wider?: true;
  /** Number of requests by operation, where repeating matters. */
  requests?: { before?: Record<string, number>; after?: Record<string, number> };
}

export interface Program {
  name: string;
  folder: string;
  /** Path of the file that is run, relative to the folder. */
  entry: string;
  expectation: Expectation;
  outcomes: Outcome[];
}

export const PROGRAMS_FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), 'programs');

/** Relative paths of all files below a folder, sorted, with forward slashes. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}

/** Reads a program. @throws when it has no entry or its expectation says nothing that can be checked. */
export function loadProgram(name: string): Program {
  const folder = path.join(PROGRAMS_FOLDER, name);
  const entry = filesBelow(folder).find((file) => /^main\.[cm]?[jt]s$/.test(file));
  const expectation = JSON.parse(readFileSync(path.join(folder, 'expect.json'), 'utf8')) as Expectation;
  const { sites, sessions } = expectation;
  const outcomes = expectation.either ?? (sites && sessions ? [{ ...expectation, sites, sessions }] : []);
  if (!entry) throw new Error(`${name} has no main file`);
  if (outcomes.length === 0) throw new Error(`${name}: expect.json needs sites and sessions, or either`);
  for (const outcome of outcomes) {
    if (outcome.printsAfter && !outcome.because) throw new Error(`${name}: say why the output may differ`);
  }
  return { name, folder, entry, expectation, outcomes };
}

const ONLY = process.env.WIRE_ONLY?.split(',');

/** Names of the programs; WIRE_ONLY (names with commas between) takes some of them, to look at these alone. */
export const programNames = (): string[] =>
  readdirSync(PROGRAMS_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (ONLY === undefined || ONLY.includes(entry.name)))
    .map((entry) => entry.name)
    .sort();
