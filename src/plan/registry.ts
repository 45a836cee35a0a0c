/**
 * The project's auth configs by toolkit, and which of them a session in a given file can carry
 * (rules §6, "Credentials of a session").
 */
import { isTestPath } from '../analyze/evidence/testFiles.js';
import type { AuthConfigFact, FileFacts, ImportFact, PortableValue } from '../analyze/facts.js';
import { isKnownToolkit, slugInAnyCase } from '../sdk/toolkits.js';
import { LOOKUP, MANAGED, type RuleOptions } from './context.js';
import type { LeaveIntent } from './intent.js';
import { toolkitOfAuthConfig } from './rules/authConfigToolkit.js';
import { isTakenSomewhere } from './taken.js';

export interface AuthConfigRegistry {
  entries: ReadonlyMap<string, RegistryEntry>;
  /** Auth configs that accounts are linked under and whose toolkit nobody knows before the code runs: what and where. */
  open: readonly string[];
  /** Toolkits whose accounts sessions made, by the user's word; `*`: all that nothing else is known of. */
  managed: ReadonlySet<string>;
  /** Toolkits whose account the code looks up, by the user's word. */
  lookup: ReadonlySet<string>;
  /** The package and runtime of a file: what one of them reads from its environment, another may not have. */
  homeOf(path: string): string;
}

export interface RegistryEntry {
  toolkit: string;
  /** The distinct auth configs that can be written elsewhere, each with its ways to be written. */
  values: RegistryValue[];
  /** Auth configs that cannot be written elsewhere: what they are, and where. */
  others: string[];
  /** What the user says and the code does not show: it stands before all of them. */
  given: PortableValue[];
}

export interface RegistryValue {
  /** Equal for two spellings of the same auth config. */
  key: string;
  spellings: Spelling[];
}

/** One way to write an auth config, and the file that it was found in; null: the user's word. */
export interface Spelling {
  value: PortableValue;
  path: string | null;
}

/** What the project has for a toolkit and a file cannot be given. */
export interface Unlifted {
  toolkit: string;
  refusal: LeaveIntent;
}

export type Lifted = { value: PortableValue; import: { from: string; name: string } | null } | { unlifted: Unlifted };

/**
 * Collects what the project shows: the auth configs of every link, initiate and authorize, of maps and constants,
 * and those that the user has named by their id.
 *
 * @param aside an example or a script: what it shows counts for itself
 */
export function buildRegistry(
  files: ReadonlyMap<string, FileFacts>,
  mappings: RuleOptions['mappings'],
  packageOf: (path: string) => string = () => '',
  aside: string | null = null,
): AuthConfigRegistry {
  const entries = new Map<string, RegistryEntry>();
  const entryOf = (toolkit: string): RegistryEntry => {
    let entry = entries.get(toolkit);
    if (!entry) entries.set(toolkit, (entry = { toolkit, values: [], others: [], given: [] }));
    return entry;
  };
  const addIn =
    (path: string | null) =>
    (toolkit: string, value: PortableValue): void => {
      const entry = entryOf(toolkit);
      const key = identityOf(value);
      const same = entry.values.find((one) => one.key === key);
      if (same) same.spellings.push({ value, path });
      else entry.values.push({ key, spellings: [{ value, path }] });
    };
  const linked: { what: string; toolkits: readonly string[] | null }[] = [];
  const addOther = (toolkit: string, what: string): void => {
    const { others } = entryOf(toolkit);
    if (!others.includes(what)) others.push(what);
  };

  for (const [, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (isAsidePath(file.path) && file.path !== aside) continue;
    const add = addIn(file.path);
    for (const { toolkit, portable } of file.authConfigs) add(toolkit, portable);
    for (const site of file.sites) {
      const fact = site.authorize?.authConfig;
      const stated = site.authorize?.toolkit?.literals ?? null;
      const place = `${site.path}:${site.line}`;
      if (!fact) continue;
      const toolkits = addFact({ fact, stated, place }, mappings, add, addOther);
      linked.push({ what: `${nameOf(fact)}, ${place}`, toolkits });
    }
    // What a session has already, or has since the last run, is as good.
    for (const { toolkit, fact, line } of file.sessionAuthConfigs) {
      const stated = toolkit === null ? null : [toolkit];
      addFact({ fact, stated, place: `${file.path}:${line}` }, mappings, add, addOther);
    }
  }
  const managed = new Set<string>();
  const lookup = new Set<string>();
  const shown = new Set(entries.keys());
  const addGiven = (toolkit: string, value: PortableValue): void => {
    const key = identityOf(value);
    const isNew = shown.has(toolkit) && !entryOf(toolkit).values.some((one) => one.key === key);
    if (isNew) entryOf(toolkit).given.push(value);
    else addIn(null)(toolkit, value);
  };
  const elsewhere = idsOnlyAside(files, aside);
  for (const [name, { toolkit, source, forSessions }] of mappings) {
    if (name.startsWith(MANAGED)) managed.add(toolkit);
    else if (name.startsWith(LOOKUP)) lookup.add(toolkit);
    else if (/^ac_/.test(name)) {
      if (source === 'option' || forSessions || !elsewhere.has(name))
        addGiven(toolkit, { kind: 'literal', value: name });
    }
    // A variable that the code does not read yet.
    else if (/^[A-Z][A-Z0-9_]*$/.test(name) && !(shown.has(toolkit) && isNamedInCode(name, files)))
      addGiven(toolkit, { kind: 'env', text: `process.env.${name}`, mayBeUnset: true });
  }
  const open = linked.filter(({ toolkits }) => !toolkits?.every((one) => entries.has(one))).map(({ what }) => what);
  const homeOf = (path: string): string => `${packageOf(path)}:${HOMES.exec(path)?.[0] ?? ''}`;
  return { entries, open, managed, lookup, homeOf };
}

/** The mapping says to which toolkit a value of the code belongs, not which one the user wants for it. */
function isNamedInCode(name: string, files: ReadonlyMap<string, FileFacts>): boolean {
  return [...files.values()].some((file) =>
    [
      ...file.sites.flatMap((site) => site.authorize?.authConfig ?? []),
      ...file.sessionAuthConfigs.map((one) => one.fact),
    ].some((fact) => fact.names.includes(name)),
  );
}

interface KnownFact {
  fact: AuthConfigFact;
  /** Toolkits that the code names beside it. */
  stated: readonly string[] | null;
  /** `src/agent.ts:12` */
  place: string;
}

/** @returns the toolkits that it can belong to, as far as a session of them may need it; null when they are not known. */
function addFact(
  { fact, stated, place: where }: KnownFact,
  mappings: RuleOptions['mappings'],
  add: (toolkit: string, value: PortableValue) => void,
  addOther: (toolkit: string, what: string) => void,
): readonly string[] | null {
  const found = stated ? null : toolkitOfAuthConfig(fact, mappings);
  // What the service lists or makes for a toolkit is taken for one auth config, wherever the code asks for it.
  const place = fact.kind === 'api' ? '' : ` in ${where}`;
  const what = fact.kind === 'api' ? 'the one that the service gives' : nameOf(fact) + place;
  if (found && 'code' in found) return null;
  const slugs = stated ?? (found?.toolkit.kind === 'constant' ? [found.toolkit.slug] : null);
  if (slugs?.length === 1 && isKnownToolkit(slugs[0]!)) {
    if (fact.portable) add(slugs[0]!, fact.portable);
    else addOther(slugs[0]!, what);
    return slugs;
  }
  // Looked up in a map, it is in the map's file already; listed or created, it is nowhere else.
  if (fact.kind === 'map') return [];
  const possible = fact.evidence
    .flatMap((one) => (one.toolkit.kind === 'expression' ? (one.toolkit.possible ?? []) : []))
    .flatMap((one) => slugInAnyCase(one) ?? []);
  if (fact.kind === 'api') for (const slug of possible) addOther(slug, what);
  return possible.length > 0 ? possible : null;
}

function nameOf(fact: AuthConfigFact): string {
  return fact.expression.text.replace(/\s+/g, ' ').slice(0, 60);
}

function identityOf(value: PortableValue): string {
  if (value.kind === 'literal') return `literal:${value.value}`;
  if (value.kind === 'env') return `env:${/\benv\.(\w+)/.exec(value.text)?.[1] ?? value.text}`;
  return value.holds ? identityOf(value.holds) : `export:${value.path}#${value.text}`;
}

/**
 * The value for `authConfigs` of a session for this toolkit in this file.
 *
 * @returns null when the project has no auth config for the toolkit; a note when it has, but none can be put there.
 */
export function lift(registry: AuthConfigRegistry, toolkit: string, file: LiftTarget): Lifted | null {
  const entry = registry.entries.get(toolkit);
  if (!entry) return null;
  const [said, another] = entry.given;
  if (said && !another) return { value: said, import: null };
  const count = entry.values.length + entry.others.length;
  const [only] = entry.values;
  if (count > 1) {
    const names = [...entry.values.map((one) => wordsFor(one.spellings[0]!.value)), ...entry.others]
      .slice(0, 3)
      .join(', ');
    const message = `there are ${count} auth configs for ${toolkit} (${names}): none of them is put into the session`;
    const hint = `choose one: in interactive mode (-i), or under "preferred" in composio-to-sessions.json`;
    return { unlifted: { toolkit, refusal: { outcome: 'manual', code: 'auth-config-ambiguous', message, hint } } };
  }
  const found = only ? spellingFor(only.spellings, file, registry.homeOf) : null;
  if (found) return found;
  const what = only ? wordsFor(only.spellings[0]!.value) : entry.others[0];
  const message = `the auth config of ${toolkit} (${what}) cannot be written here, and a session without it would not find the accounts`;
  const hint = `move the id to a module of constants or an environment variable, or name it: --auth-config <id or environment variable>=${toolkit}`;
  return { unlifted: { toolkit, refusal: { outcome: 'manual', code: 'auth-config-unknown', message, hint } } };
}

/** What is asked of a file that a value shall stand in. */
export type LiftTarget = Pick<FileFacts, 'path' | 'imports' | 'directives' | 'requiresSdk' | 'scopes'>;

type Found = Extract<Lifted, { value: PortableValue }>;
type Constant = Extract<PortableValue, { kind: 'export' }>;

/** The nearest way to write it: a constant at hand, a plain value, a constant that takes an import. */
function spellingFor(
  spellings: readonly Spelling[],
  file: LiftTarget,
  homeOf: AuthConfigRegistry['homeOf'],
): Found | null {
  const constants = spellings.flatMap(({ value }) => (value.kind === 'export' ? [value] : []));
  const own = constants.find((one) => one.path === file.path);
  if (own) return { value: own, import: null };
  for (const one of constants) {
    const imported = one.exported ? importedAs(one, file.imports) : null;
    if (imported !== null)
      return { value: { ...one, text: imported + one.text.slice(one.exportName.length) }, import: null };
  }
  const plain = spellings.find((one) => one.value.kind !== 'export' && canStand(one, file, homeOf));
  if (plain) return { value: plain.value, import: null };
  for (const one of constants) {
    if (canImport(one, file, homeOf)) return { value: one, import: { from: one.path, name: one.exportName } };
  }
  const held = constants.find((one) => {
    const { holds, exported, path } = one;
    return holds && (holds.kind === 'literal' ? exported : homeOf(path) === homeOf(file.path));
  })?.holds;
  return held ? { value: held, import: null } : null;
}

/** An id that stands in one file alone is no constant of the project; an environment belongs to its package. */
function canStand({ value, path }: Spelling, file: LiftTarget, homeOf: AuthConfigRegistry['homeOf']): boolean {
  if (path === null || path === file.path) return true;
  return value.kind === 'env' && homeOf(path) === homeOf(file.path);
}

/** Name under which the file has the constant already; null when it does not. */
function importedAs(constant: Constant, imports: readonly ImportFact[]): string | null {
  for (const one of imports) {
    if (one.module !== constant.path || one.typeOnly) continue;
    for (const name of one.names) {
      if (name.exported === constant.exportName) return name.local;
      if (name.exported === '*') return `${name.local}.${constant.exportName}`;
    }
  }
  return null;
}

/** The file imports the module already, or importing it does nothing and crosses no boundary. */
function canImport(constant: Constant, file: LiftTarget, homeOf: AuthConfigRegistry['homeOf']): boolean {
  if (!constant.exported || file.requiresSdk) return false;
  if (isTakenSomewhere(file, constant.exportName)) return false;
  const known = file.imports.filter((one) => one.module === constant.path);
  if (known.some((one) => !one.typeOnly && !one.required)) return true;
  if (known.some((one) => one.required)) return false;
  const boundary = constant.clientBoundary || file.directives.includes('use client');
  return constant.plainModule && !boundary && homeOf(constant.path) === homeOf(file.path);
}

/** Folders whose children are packages of their own, and folders that run elsewhere than the code around them. */
const HOMES = /^(?:.*\/)?(?:(?:packages|apps|services|libs|workers|functions)\/[^/]+\/|convex\/)/;

/** Ids that stand in examples and scripts alone: an answer about one of them says nothing about the application. */
function idsOnlyAside(files: ReadonlyMap<string, FileFacts>, aside: string | null): Set<string> {
  const [inside, outside] = [new Set<string>(), new Set<string>()];
  for (const file of files.values()) {
    const ids = isAsidePath(file.path) && file.path !== aside ? outside : inside;
    const linked = file.sites.flatMap((site) => site.authorize?.authConfig ?? []);
    for (const fact of [...linked, ...file.sessionAuthConfigs.map((one) => one.fact)])
      for (const id of fact.expression.literals ?? []) ids.add(id);
    for (const { portable } of file.authConfigs) if (portable.kind === 'literal') ids.add(portable.value);
  }
  return new Set([...outside].filter((id) => !inside.has(id)));
}

/** Code that is not the application: what it links is nobody's account there. */
export function isAsidePath(path: string): boolean {
  return isTestPath(path) || /(?:^|\/)(?:examples?|snippets?|scripts?)\//.test(path);
}

function wordsFor(value: PortableValue): string {
  if (value.kind === 'literal') return `'${value.value}'`;
  return value.kind === 'env' ? value.text : `${value.text} of ${value.path}`;
}
