/** Reads `fixtures/` and runs the pipeline over a case in a folder of its own. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkOptions, type RawOptions } from '../../src/commands/options.js';
import { findFiles } from '../../src/find/index.js';
import { runPipeline } from '../../src/migrate.js';
import type { PipelineResult } from '../../src/pipeline-types.js';

export const FIXTURES = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../fixtures');

/** One expected site: `line` and `api` name it, the rest is compared where it is given. */
export interface ExpectedSite {
  /** Of a project, or of a further file; the input where it is left out. */
  path?: string;
  line: number;
  api: string;
  outcome: 'migrated' | 'manual' | 'kept';
  code?: string;
  effect?: 'same' | 'differs';
  /** Codes of its notes, in any order. */
  notes?: string[];
}

/**
 * A case that is not about credentials need not name an auth config for each of its toolkits: what its code does not
 * show was made by sessions. A case that is says `"authConfig": []`, or which toolkits are managed.
 */
export const OTHERS_MANAGED = 'managed=*';

export interface FixtureCase {
  /** `tools-get/toolkits-literal` */
  name: string;
  /** Path → text as it is on disk (BOM included), before and after. */
  before: Map<string, string>;
  after: Map<string, string>;
  /** The input of a single case; undefined for a whole project. */
  input: string | undefined;
  options: RawOptions;
  /** Null: every site is migrated. */
  sites: ExpectedSite[] | null;
  /** Notes of files; null: they are not compared. */
  notes: ExpectedNote[] | null;
}

export interface ExpectedNote {
  /** As for a site. */
  path?: string;
  line?: number;
  code: string;
  message?: string;
}

/** Every case under `fixtures/`: `<transform>/<case>/` with an `input.*`, and the projects. */
export async function readCases(): Promise<FixtureCase[]> {
  const cases: FixtureCase[] = [];
  for (const group of await foldersIn(FIXTURES)) {
    for (const name of await foldersIn(path.join(FIXTURES, group))) {
      const folder = path.join(FIXTURES, group, name);
      cases.push(group === 'projects' ? await readProject(folder, name) : await readCase(folder, `${group}/${name}`));
    }
  }
  return cases;
}

async function readCase(folder: string, name: string): Promise<FixtureCase> {
  const names = await readdir(folder);
  const input = names.find((file) => /^input\.(?:[cm]?[jt]sx?|py)$/.test(file));
  if (input === undefined) throw new Error(`${folder} has no input`);
  const output = input.replace('input', 'output');
  const before = await readTree(path.join(folder, 'files'));
  const after = new Map([...before, ...(await readTree(path.join(folder, 'files.out')))]);
  const text = await readFile(path.join(folder, input), 'utf8');
  before.set(input, text);
  after.set(input, names.includes(output) ? await readFile(path.join(folder, output), 'utf8') : text);
  if (names.includes('package.json')) {
    const manifest = await readFile(path.join(folder, 'package.json'), 'utf8');
    before.set('package.json', manifest);
    if (!after.has('package.json')) after.set('package.json', manifest);
  }
  return { name, before, after, input, ...(await expectations(folder)) };
}

async function readProject(folder: string, name: string): Promise<FixtureCase> {
  return {
    name: `projects/${name}`,
    before: await readTree(path.join(folder, 'before')),
    after: await readTree(path.join(folder, 'after')),
    input: undefined,
    ...(await expectations(folder)),
  };
}

async function expectations(folder: string): Promise<Pick<FixtureCase, 'options' | 'sites' | 'notes'>> {
  const read = async (name: string): Promise<unknown> => {
    const file = path.join(folder, name);
    return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
  };
  const report = (await read('report.json')) as { sites?: ExpectedSite[]; notes?: ExpectedNote[] } | undefined;
  const options = ((await read('options.json')) as RawOptions | undefined) ?? {};
  const given = options.authConfig;
  const aboutCredentials = given?.length === 0 || given?.some((one) => one.startsWith('managed='));
  const authConfig = aboutCredentials ? given : [OTHERS_MANAGED, ...(given ?? [])];
  return { options: { ...options, authConfig }, sites: report?.sites ?? null, notes: report?.notes ?? null };
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function readTree(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  if (!existsSync(folder)) return files;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(folder, file).replaceAll('\\', '/'), await readFile(file, 'utf8'));
  }
  return files;
}

/** Runs the pipeline over files, as the command does, without writing. */
export async function migrateFiles(
  files: ReadonlyMap<string, string>,
  raw: RawOptions,
  env: Readonly<Record<string, string>> = {},
): Promise<PipelineResult> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'fixture-'));
  try {
    for (const [name, text] of files) {
      const file = path.join(root, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const options = checkOptions([], { ...raw, offline: true }, { cwd: root, env, warn: () => undefined });
    const { ignore, extensions } = options;
    // No case has a .gitignore, and asking git for the files would cost as much as their migration.
    const found = await findFiles({ cwd: root, paths: [], ignore, gitignore: false, extensions });
    return await runPipeline({ root: found.root, files: found.candidates, found, options, env });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
