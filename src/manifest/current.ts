import { gt, rcompare, satisfies, validRange } from 'semver';
import { ASSUMED_VERSION, NEWEST_KNOWN_VERSION } from '../sdk/capabilities.js';
import { SECTIONS, type Declared, type PackageFacts } from './facts.js';
import { kindOfRange, smallestOf } from './ranges.js';
import { CORE_PACKAGE, RELEASES, type Release } from './releases.js';

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
  return [...new Set(names)].filter((name) => name !== CORE_PACKAGE && RELEASES.has(name));
}

/** The range that counts of a line: a catalog's range for `catalog:`, otherwise as written. */
export function rangeOf(line: Declared): string {
  return line.kind === 'catalog' ? (line.catalogRange ?? line.range) : line.range;
}

/** The newest release that was read and lies in a range; undefined when none does or the range names no versions. */
export function newestReleaseIn(name: string, range: string): Release | undefined {
  const releases = RELEASES.get(name) ?? [];
  const kind = kindOfRange(range);
  const wanted = kind === 'latest' || kind === 'any' ? '*' : validRange(range.trim());
  if (wanted === null) return undefined;
  return releases
    .filter((one) => satisfies(one.version, wanted))
    .sort((one, other) => rcompare(one.version, other.version))[0];
}

/**
 * The versions to count on: what is installed, if the range allows it; else the smallest that the range allows, as
 * another checkout may have it. `latest` is the newest known one.
 */
export function currentVersions(facts: PackageFacts): CurrentVersions {
  const assumptions: string[] = [];
  const installed = new Map(facts.installedProviders);
  const coreLine = linesFor(facts, CORE_PACKAGE)[0];
  const core = versionOf(CORE_PACKAGE, coreLine, facts.installedCore, assumptions);
  const providers = new Map<string, string>();
  for (const name of declaredProviders(facts)) {
    const version = versionOf(name, linesFor(facts, name)[0], installed.get(name) ?? null, []);
    if (version !== null) providers.set(name, version);
  }
  if (core === null) assumptions.push(...unknownCore(facts, coreLine));
  if (coreLine === undefined) addAssumedProviders(providers, installed);
  return { core, providers, assumptions };
}

function versionOf(
  name: string,
  line: Declared | undefined,
  installed: string | null,
  assumptions: string[],
): string | null {
  if (line === undefined) return installed;
  const range = rangeOf(line);
  const kind = kindOfRange(range);
  const smallest = smallestOf(range);
  if (smallest === null) {
    if (installed !== null) return installed;
    if (kind !== 'latest' && kind !== 'any' && kind !== 'tag') return null;
    const newest = name === CORE_PACKAGE ? NEWEST_KNOWN_VERSION : (newestReleaseIn(name, '*')?.version ?? null);
    assumptions.push(`${name} is “${range}”, which is taken for the newest known version, ${newest}`);
    return newest;
  }
  if (smallest.includes('-')) {
    assumptions.push(`${name} is the pre-release ${smallest}, which is taken for what was released before it`);
  }
  if (
    installed !== null &&
    satisfies(installed, range.trim(), { includePrerelease: true }) &&
    gt(installed, smallest)
  ) {
    return installed;
  }
  return smallest;
}

function unknownCore(facts: PackageFacts, line: Declared | undefined): string[] {
  const why =
    line === undefined ? `${facts.path} does not ask for ${CORE_PACKAGE}` : `“${line.range}” does not say a version`;
  return [`${why}; ${ASSUMED_VERSION} is assumed`];
}

/** Where the core is not declared, neither are the providers, and those of the assumed version's time are taken. */
function addAssumedProviders(providers: Map<string, string>, installed: ReadonlyMap<string, string>): void {
  for (const name of RELEASES.keys()) {
    const newest = installed.get(name) ?? newestReleaseIn(name, '*')?.version;
    if (name !== CORE_PACKAGE && newest !== undefined && !providers.has(name)) providers.set(name, newest);
  }
}
