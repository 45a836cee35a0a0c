import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { ACCEPTABLE_CODES, type AcceptableCode } from './findings/codes.js';
import { Refusal } from './findings/refusal.js';
import { LOOKUP, MANAGED } from './plan/context.js';
import { didYouMean } from './report/didYouMean.js';
import { knownToolkits } from './sdk/toolkits.js';
import { replaceFile } from './write/atomic.js';

/**
 * What the user has told the tool: which toolkit an auth config belongs to, and which of several auth configs sessions
 * take. It comes from `--auth-config` and from the answers file, which interactive mode writes and which is meant to be
 * committed.
 */

/** Name of the answers file, in the root of the run. */
export const ANSWERS_FILE = 'composio-to-sessions.json';

/** Id of an auth config, its name in the code, `managed:<toolkit>` (`*`: all others) or `lookup:<toolkit>` → slug. */
export type AuthConfigAnswers = ReadonlyMap<string, string>;

/** All that the answers file holds. */
export interface Answers {
  authConfigs: AuthConfigAnswers;
  /** Toolkit slug → auth config (id, environment variable, or `module#constant`) that its sessions take. */
  preferred: ReadonlyMap<string, string>;
  /** Reasons that the user can live with, as for `--accept`. */
  accept: ReadonlySet<AcceptableCode>;
}

const NOTHING: Answers = { authConfigs: new Map(), preferred: new Map(), accept: new Set() };

/**
 * Reads the answers file of a root.
 *
 * @param root absolute folder
 * @returns the answers; empty when there is no file
 * @throws Refusal `bad-answers-file` when the file is not what it should be
 */
export async function readAnswers(root: string): Promise<Answers> {
  let text: string;
  try {
    text = await readFile(path.join(root, ANSWERS_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING;
    throw broken(`cannot be read: ${(error as Error).message}`);
  }
  return parseAnswers(text);
}

/**
 * Writes the answers file of a root, sorted by name, so that a diff of it is small. Without answers the file goes.
 *
 * @param root absolute folder
 */
export async function writeAnswers(root: string, { authConfigs, preferred, accept }: Answers): Promise<void> {
  const file = path.join(root, ANSWERS_FILE);
  if (authConfigs.size === 0 && preferred.size === 0 && accept.size === 0) return rm(file, { force: true });
  const named = [...authConfigs].filter(([name]) => !LISTS.some(({ prefix }) => name.startsWith(prefix)));
  const lists = LISTS.flatMap(({ key, prefix }) => {
    const toolkits = [...authConfigs].flatMap(([name, toolkit]) => (name.startsWith(prefix) ? [toolkit] : []));
    return toolkits.length > 0 ? [[key, toolkits.sort()] as const] : [];
  });
  const content = {
    authConfigs: sortedObject(new Map(named)),
    ...Object.fromEntries(lists),
    ...(preferred.size > 0 ? { preferred: sortedObject(preferred) } : {}),
    ...(accept.size > 0 ? { accept: [...accept].sort() } : {}),
  };
  await replaceFile(file, `${JSON.stringify(content, null, 2)}\n`);
}

/** `fromEntries` defines its properties, so that a name like `__proto__` is kept as any other. */
function sortedObject(entries: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Lists of toolkits, and what stands before such a toolkit in the place of a name. */
const LISTS = [
  { key: 'managed', prefix: MANAGED },
  { key: 'lookup', prefix: LOOKUP },
] as const;

const KEYS: ReadonlySet<string> = new Set([
  'authConfigs',
  ...LISTS.map(({ key }) => key),
  'preferred',
  'accept',
  '$schema',
]);

/**
 * Parses the text of an answers file: `{ "authConfigs": { "<id or name>": "<toolkit>" } }`, and beside it
 * `"preferred": { "<toolkit>": "<id or name>" }` where a toolkit has several auth configs, and
 * `"managed": ["<toolkit>"]` for those whose accounts sessions made (`"*"`: all others), `"lookup": ["<toolkit>"]` for
 * those whose account the code looks up, and `"accept": ["<code>"]` for reasons that the user can live with.
 *
 * @throws Refusal `bad-answers-file`
 */
export function parseAnswers(text: string): Answers {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw broken(`is not valid JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw broken('must be an object with the key "authConfigs"');
  const unknownKey = Object.keys(value).find((key) => !KEYS.has(key));
  if (unknownKey !== undefined) throw broken(`has the unknown key "${unknownKey}"`);
  const authConfigs = new Map<string, string>();
  for (const [name, toolkit] of entriesOf(value, 'authConfigs')) {
    if (typeof toolkit !== 'string') throw broken(`maps "${name}" to something that is not the slug of a toolkit`);
    const problem = mappingProblem(name, toolkit);
    if (problem) throw broken(`maps "${name}" to "${toolkit}": ${problem}`);
    authConfigs.set(name, toolkit.toLowerCase());
  }
  for (const { key, prefix } of LISTS) {
    const toolkits = value[key] ?? [];
    if (!Array.isArray(toolkits)) throw broken(`has a "${key}" that is not a list of toolkits`);
    for (const toolkit of toolkits as unknown[]) {
      if (typeof toolkit !== 'string') throw broken(`has something in "${key}" that is no toolkit`);
      const problem = key === 'managed' ? managedProblem(toolkit) : mappingProblem(key, toolkit);
      if (problem) throw broken(`has "${toolkit}" in "${key}": ${problem}`);
      authConfigs.set(prefix + toolkit.toLowerCase(), toolkit.toLowerCase());
    }
  }
  const preferred = new Map<string, string>();
  for (const [toolkit, name] of entriesOf(value, 'preferred')) {
    if (typeof name !== 'string') throw broken(`prefers for "${toolkit}" something that is no auth config`);
    const problem = mappingProblem(name, toolkit);
    if (problem) throw broken(`prefers "${name}" for "${toolkit}": ${problem}`);
    preferred.set(toolkit.toLowerCase(), name);
  }
  const accept = new Set<AcceptableCode>();
  const codes = value.accept ?? [];
  if (!Array.isArray(codes)) throw broken('has an "accept" that is not a list of codes');
  for (const code of codes as unknown[]) {
    const known = ACCEPTABLE_CODES.find((one) => one === code);
    if (!known)
      throw broken(`has ${JSON.stringify(code)} in "accept", which is none of ${ACCEPTABLE_CODES.join(', ')}`);
    accept.add(known);
  }
  return { authConfigs, preferred, accept };
}

function entriesOf(answers: Record<string, unknown>, key: 'authConfigs' | 'preferred'): [string, unknown][] {
  const entries = answers[key] ?? {};
  if (!isObject(entries)) throw broken(`has an "${key}" that is not an object`);
  return Object.entries(entries);
}

/**
 * Reads the values of `--auth-config`, each `<id or name>=<toolkit>`. The last `=` divides, as a slug has none.
 * `managed=<toolkit>` becomes the name `managed:<toolkit>`, since it may stand there for several.
 *
 * @throws Refusal `bad-auth-config`
 */
export function parseMappings(values: string[]): Map<string, string> {
  const mappings = new Map<string, string>();
  for (const value of values) {
    const divider = value.lastIndexOf('=');
    const name = value.slice(0, divider).trim();
    const toolkit = value.slice(divider + 1).trim();
    if (divider < 0 || name === '' || toolkit === '') {
      throw badMapping(`--auth-config cannot be ‘${value}’.`, MAPPING_HINT);
    }
    if (name === 'managed') {
      const unknown = managedProblem(toolkit);
      if (unknown) throw badMapping(`--auth-config cannot be ‘${value}’: ${unknown}`, MAPPING_HINT);
      mappings.set(MANAGED + toolkit.toLowerCase(), toolkit.toLowerCase());
      continue;
    }
    const problem = mappingProblem(name, toolkit);
    if (problem) throw badMapping(`--auth-config cannot be ‘${value}’: ${problem}`, MAPPING_HINT);
    const slug = toolkit.toLowerCase();
    const earlier = mappings.get(name);
    if (earlier !== undefined && earlier !== slug) {
      throw badMapping(`--auth-config maps ‘${name}’ to two toolkits, ${earlier} and ${slug}.`, 'Keep the right one.');
    }
    mappings.set(name, slug);
  }
  return mappings;
}

const MAPPING_HINT = 'It is <id or name>=<toolkit>, for example --auth-config ac_1a2b3c=github.';

/** What is wrong with a mapping, as a sentence; undefined when nothing is. */
function mappingProblem(name: string, toolkit: string): string | undefined {
  if (name.trim() === '') return 'the name of the auth config is empty.';
  if (name.startsWith(MANAGED)) return 'accounts that sessions made are named as managed=<toolkit>.';
  if (name.startsWith(LOOKUP)) return 'accounts are looked up with --accounts lookup.';
  if (name.startsWith('ca_')) return 'ca_… is a connected account; an auth config id starts with ac_.';
  const known = knownToolkits();
  const slug = toolkit.toLowerCase();
  if (known.has(slug)) return undefined;
  const [near] = didYouMean(slug, known);
  return `there is no toolkit ‘${toolkit}’.${near ? ` Did you mean ‘${near}’?` : ''}`;
}

function managedProblem(toolkit: string): string | undefined {
  return toolkit === '*' ? undefined : mappingProblem('managed', toolkit);
}

function badMapping(message: string, hint: string): Refusal {
  return new Refusal('bad-auth-config', message, hint);
}

function broken(what: string): Refusal {
  return new Refusal(
    'bad-answers-file',
    `${ANSWERS_FILE} ${what}`,
    'It looks like { "authConfigs": { "ac_1a2b3c": "github" } }; mend it or delete it.',
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
