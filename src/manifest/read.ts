import { parseExpression } from '@babel/parser';
import { parse as parseYaml } from 'yaml';
import { valid } from 'semver';
import { oldestShown } from './current.js';
import {
  depthOf,
  fileNameOf,
  folderOf,
  isWithin,
  SECTIONS,
  type Declared,
  type PackageFacts,
  type Section,
  type TextFile,
} from './facts.js';
import { isNodeEvidence, nodeEvidence } from './node.js';
import { lockedVersions, readLocks, type Lock } from './locks.js';
import { isPackageManagerEvidence, packageManagerOf } from './packageManager.js';
import { kindOfRange } from './ranges.js';
import { CORE_PACKAGE, RELEASES, type ReleaseTable } from './releases.js';
import { at, entriesOf, stringAt, stringsOf } from './values.js';

type Expression = ReturnType<typeof parseExpression>;
type ObjectExpression = Extract<Expression, { type: 'ObjectExpression' }>;
type ObjectProperty = Extract<ObjectExpression['properties'][number], { type: 'ObjectProperty' }>;

const WORKSPACE_FILE = 'pnpm-workspace.yaml';
const INSTALLED = /(^|.*\/)node_modules\/(@composio\/[\w.-]+)\/package\.json$/;

/**
 * Whether a file is worth passing to `readPackages` as an extra. Of lock files the path tells the package manager; the
 * text of one that `isReadableLock` names tells the versions that it holds, too.
 */
export function isManifestExtra(path: string): boolean {
  return isPackageManagerEvidence(path) || isNodeEvidence(path) || INSTALLED.test(path);
}

/** One package.json, parsed. */
interface Manifest {
  path: string;
  folder: string;
  text: string;
  /** What JSON.parse gave: untrusted, looked into with the helpers below only. */
  json: unknown;
  problem: string | null;
}

/**
 * Reads package.json files into plain facts.
 *
 * @param manifests every package.json of the project outside node_modules, with its text without BOM.
 * @param extras files named by `isManifestExtra`: version files, CI files, `pnpm-workspace.yaml`, lock files (text may
 * be ''), and `node_modules/@composio/…/package.json` for the installed versions; where there are none of these, the
 * lock file says what an install gives.
 * @param root absolute path of the root, forward slashes: for lock files above it.
 * @param around package.json files of the same workspace that were not asked for.
 * @param releases what is known to be published.
 * @returns one entry for each manifest, in the order given, and then for those around; one that is not a JSON object
 * has a `problem`.
 */
export function readPackages(
  manifests: readonly TextFile[],
  extras: readonly TextFile[],
  root = '',
  around: readonly TextFile[] = [],
  releases: ReleaseTable = RELEASES,
): PackageFacts[] {
  const parsed = [...manifests, ...around].map(parseManifest);
  const catalogs = readCatalogs(parsed, extras);
  const locks = readLocks(extras);
  const facts = parsed.map((manifest, index) => ({
    ...factsOf(manifest, parsed, { extras, catalogs, locks, root }),
    isContext: index >= manifests.length,
    releases,
  }));
  const shown = [...oldestShown(facts)];
  return facts.map((one) => ({ ...one, shown }));
}

/**
 * The package that a source file belongs to: the nearest package.json above it that declares `@composio/core` or is
 * its own, as a workspace's packages may rely on their root; where none does, the nearest one.
 *
 * @param path of the file, relative to the root.
 * @returns null when there is no package.json above it.
 */
export function packageOf(path: string, facts: readonly PackageFacts[]): PackageFacts | null {
  const above = facts
    .filter((one) => isWithin(folderOf(path), one.folder))
    .sort((one, other) => depthOf(other.folder) - depthOf(one.folder));
  return above.find(hasCore) ?? above[0] ?? null;
}

function hasCore({ name, declared }: PackageFacts): boolean {
  return name === CORE_PACKAGE || declared.some((line) => line.name === CORE_PACKAGE);
}

function parseManifest(file: TextFile): Manifest {
  const base = { path: file.path, folder: folderOf(file.path), text: file.text };
  try {
    const json: unknown = JSON.parse(file.text);
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
    return { ...base, json, problem: isObject ? null : 'it is not a JSON object' };
  } catch (error) {
    return { ...base, json: {}, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** What stands beside the manifests. */
interface Beside {
  extras: readonly TextFile[];
  catalogs: readonly Catalog[];
  locks: readonly Lock[];
  root: string;
}

function factsOf(manifest: Manifest, all: readonly Manifest[], beside: Beside): PackageFacts {
  const { extras, catalogs, locks, root } = beside;
  const { path, folder, text, json, problem } = manifest;
  // The package itself first, then its parents: the nearest word counts most.
  const above = all
    .filter((one) => isWithin(folder, one.folder))
    .sort((one, other) => depthOf(other.folder) - depthOf(one.folder));
  const engines = above.flatMap((one) =>
    (['engines', 'volta'] as const).flatMap((key) => {
      const version = stringAt(one.json, key, 'node');
      return version === null ? [] : [{ where: `${one.path} (${key})`, version }];
    }),
  );
  const fields = above.flatMap((one) => {
    const value = stringAt(one.json, 'packageManager') ?? stringAt(one.json, 'devEngines', 'packageManager', 'name');
    return value === null ? [] : [{ folder: one.folder, value }];
  });
  const declared = problem === null ? readDeclared(text) : [];
  for (const line of declared) {
    if (line.kind === 'catalog') line.catalogRange = inCatalog(line, folder, catalogs);
    else if (leadsToMember(line)) line.memberVersion = memberVersion(line.name, all);
  }
  const workspace = above.find((one) => at(one.json, 'workspaces') !== undefined)?.folder ?? folder;
  const packageManager = packageManagerOf(folder, fields, extras, workspace);
  const name = stringAt(json, 'name');
  const present = installedVersions(folder, extras);
  const ranges = new Map(declared.map((line) => [line.name, line.catalogRange ?? line.range]));
  const asking = { folder, name, ranges, manager: packageManager.name, root };
  const locked = declaresSdk(declared) ? lockedVersions(locks, asking) : null;
  const installed = new Map([...(locked?.versions ?? []), ...present]);
  return {
    path,
    folder,
    name,
    version: valid(stringAt(json, 'version')),
    text,
    declared,
    installedCore: installed.get(CORE_PACKAGE) ?? null,
    installedProviders: [...installed].filter(([one]) => one !== CORE_PACKAGE),
    lockedIn: present.has(CORE_PACKAGE) || !locked?.versions.has(CORE_PACKAGE) ? null : locked.path,
    module: stringAt(json, 'type') === 'module' ? 'esm' : 'cjs',
    node: nodeEvidence(folder, engines, extras),
    packageManager,
    overriddenIn: above.find((one) => overridesCore(one.json))?.path ?? null,
    problem,
    isContext: false,
    releases: RELEASES,
    shown: [],
  };
}

/** A workspace gives its own package of that name, where it has one. */
function leadsToMember({ kind, range }: Declared): boolean {
  return kind === 'workspace' || kind === 'any' || /^(?:file|link|portal):/.test(range.trim());
}

function memberVersion(name: string, all: readonly Manifest[]): string | undefined {
  const member = all.find((one) => stringAt(one.json, 'name') === name);
  return valid(stringAt(member?.json, 'version')) ?? undefined;
}

function declaresSdk(declared: readonly Declared[]): boolean {
  return declared.some((line) => line.name.startsWith('@composio/'));
}

/** The dependency lines with their offsets. JSON is an expression of JavaScript, and Babel keeps the positions. */
function readDeclared(text: string): Declared[] {
  const root = parseExpression(text);
  if (root.type !== 'ObjectExpression') return [];
  const declared: Declared[] = [];
  for (const section of SECTIONS) {
    const value = lastProperty(root, section)?.value;
    if (value?.type !== 'ObjectExpression') continue;
    for (const line of value.properties) {
      if (line.type === 'ObjectProperty') declared.push(...declaredBy(line, section));
    }
  }
  return declared;
}

function declaredBy(line: ObjectProperty, section: Section): Declared[] {
  const { key, value } = line;
  if (key.type !== 'StringLiteral' || value.type !== 'StringLiteral') return [];
  const range = value.value;
  const [start, end] = [value.start!, value.end!];
  return [{ name: key.value, range, kind: kindOfRange(range), section, start, end }];
}

/** Of keys given twice the last one counts, as for JSON.parse. */
function lastProperty(object: ObjectExpression, name: string): ObjectProperty | undefined {
  return object.properties
    .filter((one): one is ObjectProperty => one.type === 'ObjectProperty')
    .findLast((one) => one.key.type === 'StringLiteral' && one.key.value === name);
}

function installedVersions(folder: string, extras: readonly TextFile[]): Map<string, string> {
  const nearest = new Map<string, { depth: number; version: string }>();
  for (const file of extras) {
    const [, prefix, name] = INSTALLED.exec(file.path) ?? [];
    if (prefix === undefined || name === undefined) continue;
    const owner = prefix.replace(/\/$/, '');
    const version = valid(stringAt(parseManifest(file).json, 'version'));
    if (version === null || !isWithin(folder, owner)) continue;
    const known = nearest.get(name);
    if (!known || depthOf(owner) > known.depth) nearest.set(name, { depth: depthOf(owner), version });
  }
  return new Map([...nearest].map(([name, one]) => [name, one.version]));
}

/** Whether a manifest fixes the version of the core for everything below it. */
function overridesCore(json: unknown): boolean {
  const tables = [at(json, 'overrides'), at(json, 'resolutions'), at(json, 'pnpm', 'overrides')];
  return tables.some((table) => entriesOf(table).some(([name]) => /(^|\/|>)@composio\/core(@|$)/.test(name)));
}

/** A named list of ranges that `catalog:` refers to. */
interface Catalog {
  folder: string;
  /** '' is the default catalog. */
  name: string;
  ranges: Map<string, string>;
}

/** pnpm keeps catalogs in `pnpm-workspace.yaml`, bun in the root package.json. */
function readCatalogs(manifests: readonly Manifest[], extras: readonly TextFile[]): Catalog[] {
  const sources: { folder: string; value: unknown }[] = manifests.flatMap((one) => [
    { folder: one.folder, value: one.json },
    { folder: one.folder, value: at(one.json, 'workspaces') },
  ]);
  for (const file of extras) {
    if (fileNameOf(file.path) !== WORKSPACE_FILE) continue;
    try {
      sources.push({ folder: folderOf(file.path), value: parseYaml(file.text, { logLevel: 'error' }) });
    } catch {
      // Not YAML: its catalogs stay unknown, and packages that refer to them are reported as such.
    }
  }
  return sources.flatMap(({ folder, value }) => {
    const named = entriesOf(at(value, 'catalogs')).map(([name, table]) => ({
      name: name === 'default' ? '' : name,
      table,
    }));
    return [{ name: '', table: at(value, 'catalog') }, ...named]
      .map(({ name, table }) => ({ folder, name, ranges: new Map(stringsOf(table)) }))
      .filter((catalog) => catalog.ranges.size > 0);
  });
}

function inCatalog(line: Declared, folder: string, catalogs: readonly Catalog[]): string | undefined {
  const written = line.range.trim().slice('catalog:'.length);
  const name = written === 'default' ? '' : written;
  return catalogs
    .filter((one) => one.name === name && isWithin(folder, one.folder) && one.ranges.has(line.name))
    .sort((one, other) => depthOf(other.folder) - depthOf(one.folder))[0]
    ?.ranges.get(line.name);
}
