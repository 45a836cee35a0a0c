import { gt, lt, rcompare, satisfies, validRange } from 'semver';
import { ASSUMED_VERSION, NEWEST_KNOWN_VERSION } from '../sdk/capabilities.js';
import { SECTIONS, type Declared, type PackageFacts } from './facts.js';
import { kindOfRange, smallestOf } from './ranges.js';
import { CORE_PACKAGE, RELEASES, type Release, type ReleaseTable } from './releases.js';

/** Which versions a package has now: what may be emitted without touching its package.json. */
export interface CurrentVersions {
  /** Version of `@composio/core` that the migration can count on; null when nothing says one. */
  core: string | null;
  /** Provider packages that are declared, with the version that can be counted on. */
  providers: Map<string, string>;
  /** What was assumed, in sentences; empty when everything was said. */
  assumptions: string[];
}

/** The lines of a package, the section that decides what is installed first. */
export function linesFor(facts: PackageFacts, name: string): Declared[] {
  return SECTIONS.flatMap((section) => facts.declared.filter((line) => line.section === section && line.name === name));
}

/** Provider packages that the manifest declares, without repetition. */
export function declaredProviders(facts: PackageFacts): string[] {
  const names = facts.declared.map((line) => line.name);
  return [...new Set(names)].filter((name) => name !== CORE_PACKAGE && facts.releases.has(name));
}

/** The range that counts of a line: a catalog's range for `catalog:`, otherwise as written. */
export function rangeOf(line: Declared): string {
  return line.kind === 'catalog' ? (line.catalogRange ?? line.range) : line.range;
}

/** Path of a package.json → the ranges that are raised in it. */
type RaisedIn = ReadonlyMap<string, readonly { name: string; to: string }[]>;

/**
 * SDK package → the oldest version that one of these packages says it has, by its range, its lock file or its own
 * sources, or will have once its range is raised.
 */
export function oldestShown(all: readonly PackageFacts[], raisedIn: RaisedIn = new Map()): Map<string, string> {
  const shown = new Map<string, string>();
  for (const facts of all) {
    for (const name of RELEASES.keys()) {
      const raised = raisedIn.get(facts.path)?.find((one) => one.name === name);
      const version = raised ? smallestOf(raised.to) : saidVersion(facts, name);
      const known = shown.get(name);
      if (version !== null && (known === undefined || lt(version, known))) shown.set(name, version);
    }
  }
  return shown;
}

/** Something says which version of the core a package has. */
export function saysCore(facts: PackageFacts): boolean {
  return saidVersion(facts, CORE_PACKAGE) !== null;
}

/** The version of a package that can be counted on where something says one; null where it would have to be assumed. */
function saidVersion(facts: PackageFacts, name: string): string | null {
  const line = linesFor(facts, name)[0];
  const installed = name === CORE_PACKAGE ? facts.installedCore : (new Map(facts.installedProviders).get(name) ?? null);
  if (!line) return facts.name === name ? facts.version : installed;
  if (line.memberVersion !== undefined) return line.memberVersion;
  const smallest = smallestOf(rangeOf(line));
  if (smallest === null) return installed;
  const counts =
    installed !== null &&
    satisfies(installed, rangeOf(line).trim(), { includePrerelease: true }) &&
    gt(installed, smallest);
  return counts ? installed : smallest;
}

/** The newest release that was read and lies in a range; undefined when none does or the range names no versions. */
export function newestReleaseIn(table: ReleaseTable, name: string, range: string): Release | undefined {
  const releases = table.get(name) ?? [];
  const kind = kindOfRange(range);
  const wanted = kind === 'latest' || kind === 'any' ? '*' : validRange(range.trim());
  if (wanted === null) return undefined;
  return releases
    .filter((one) => satisfies(one.version, wanted))
    .sort((one, other) => rcompare(one.version, other.version))[0];
}

/**
 * The versions to count on: what is installed, if the range allows it; else the smallest that the range allows, as
 * another checkout may have it. `latest` is the newest known one. What is assumed is never newer than what another
 * package of the project has (rules §4).
 */
export function currentVersions(facts: PackageFacts): CurrentVersions {
  const assumptions: string[] = [];
  const coreLine = linesFor(facts, CORE_PACKAGE)[0];
  const said = versionOf(facts, CORE_PACKAGE, assumptions);
  const core = said ?? assumedVersion(facts.shown);
  const providers = new Map<string, string>();
  for (const name of declaredProviders(facts)) {
    const version = versionOf(facts, name, []);
    if (version !== null) providers.set(name, version);
  }
  if (said === null) assumptions.push(...unknownCore(facts, coreLine, core));
  if (coreLine === undefined) addAssumedProviders(providers, facts);
  return { core, providers, assumptions };
}

/** The version to assume where nothing says one: null is the assumed one, unless a package of the project has an older one. */
export function assumedVersion(shown: PackageFacts['shown']): string | null {
  const version = new Map(shown).get(CORE_PACKAGE);
  return version !== undefined && lt(version, ASSUMED_VERSION) ? version : null;
}

function versionOf(facts: PackageFacts, name: string, assumptions: string[]): string | null {
  const said = saidVersion(facts, name);
  const line = linesFor(facts, name)[0];
  if (line === undefined) return said;
  const range = rangeOf(line);
  if (said === null) {
    const kind = kindOfRange(range);
    if (kind !== 'latest' && kind !== 'any' && kind !== 'tag') return null;
    const newest =
      name === CORE_PACKAGE ? NEWEST_KNOWN_VERSION : (newestReleaseIn(facts.releases, name, '*')?.version ?? null);
    const shown = new Map(facts.shown).get(name);
    if (shown !== undefined && newest !== null && lt(shown, newest)) {
      assumptions.push(`${name} is “${range}”; ${shown} is assumed, the oldest that the project has`);
      return shown;
    }
    assumptions.push(`${name} is “${range}”, which is taken for the newest known version, ${newest}`);
    return newest;
  }
  if (smallestOf(range)?.includes('-')) {
    assumptions.push(`${name} is the pre-release ${smallestOf(range)}, which is taken for what was released before it`);
  }
  return said;
}

function unknownCore(facts: PackageFacts, line: Declared | undefined, shown: string | null): string[] {
  const why =
    line === undefined ? `${facts.path} does not ask for ${CORE_PACKAGE}` : `“${line.range}” does not say a version`;
  return [`${why}; ${shown === null ? ASSUMED_VERSION : `${shown}, the oldest that the project has,`} is assumed`];
}

/** Where the core is not declared, neither are the providers, and those of the assumed version's time are taken. */
function addAssumedProviders(providers: Map<string, string>, facts: PackageFacts): void {
  const known = new Map([...facts.shown, ...facts.installedProviders]);
  for (const name of facts.releases.keys()) {
    const newest = known.get(name) ?? newestReleaseIn(facts.releases, name, '*')?.version;
    if (name !== CORE_PACKAGE && newest !== undefined && !providers.has(name)) providers.set(name, newest);
  }
}
