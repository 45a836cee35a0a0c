/** Whether what a release asks for beside itself goes with the ranges of a package. */
import {
  compare,
  gt,
  gte,
  gtr,
  intersects,
  lte,
  ltr,
  minVersion,
  prerelease,
  Range,
  rcompare,
  satisfies,
  subset,
  validRange,
} from 'semver';
import { currentVersions, linesFor, rangeOf } from './current.js';
import type { PackageFacts } from './facts.js';
import { kindOfRange, smallestOf } from './ranges.js';
import { CORE_PACKAGE, type Release } from './releases.js';

/** A peer range that no range of the package meets. */
interface Unmet {
  message: string;
  /** It is not met today either, and what is asked for then is no further away: the raise makes nothing worse. */
  before: boolean;
}

/**
 * Peers of a release, other than the core, that the ranges of the package cannot meet, and that it meets today or is
 * nearer to today: in sentences.
 */
export function peerProblems(facts: PackageFacts, name: string, release: Release): string[] {
  return unmetPeers(facts, name, release).flatMap(({ message, before }) => (before ? [] : [message]));
}

/** Peers that the package does not meet today and would not meet after a raise to this version, in sentences. */
export function peersViolatedBefore(facts: PackageFacts, name: string, version: string): string[] {
  const release = facts.releases.get(name)?.find((one) => one.version === version);
  if (!release) return [];
  return unmetPeers(facts, name, release).flatMap(({ message, before }) => (before ? [message] : []));
}

function unmetPeers(facts: PackageFacts, name: string, release: Release): Unmet[] {
  return release.peers.flatMap(([peer, range]) => {
    if (peer === CORE_PACKAGE) return [];
    const line = linesFor(facts, peer).find((one) => !canMeet(rangeOf(one), range));
    if (!line) return [];
    const message = `${name} ${release.version} needs ${peer} ${range}, and the package has “${line.range}”`;
    const today = peersToday(facts, name, peer);
    const before = today.length > 0 && today.every((one) => isNoFurther(rangeOf(line), one, range));
    return [{ message, before }];
  });
}

/**
 * What a package has meets neither what is asked for today nor what would be asked for, and the latter is the same or
 * admits more, or lies on the same side and nearer, or is met by what the pre-release that the package has is one of.
 */
function isNoFurther(has: string, today: string, then: string): boolean {
  if (canMeet(has, today)) return false;
  if (today === then || subset(today, then)) return true;
  const version = smallestOf(has);
  if (version === null) return false;
  if (prerelease(version) !== null && satisfies(version.split('-')[0]!, then)) return true;
  if (gtr(version, today)) return gtr(version, then) && gte(upperEnd(then), upperEnd(today));
  const [from, to] = [minVersion(today), minVersion(then)];
  return ltr(version, today) && ltr(version, then) && from !== null && to !== null && lte(to, from);
}

/** Where a range ends that does not go on for ever: `^5.0.0 || ^6.0.0` at `7.0.0-0`. */
function upperEnd(range: string): string {
  const ends = new Range(range).set.map((all) => all.map(({ semver }) => semver.version).sort(rcompare)[0] ?? '0.0.0');
  return ends.sort(rcompare)[0] ?? '0.0.0';
}

/** The range that the present version asks for; between two versions that were read, what each of them asks for. */
function peersToday(facts: PackageFacts, name: string, peer: string): string[] {
  const version = currentVersions(facts).providers.get(name);
  if (version === undefined) return [];
  const releases = [...(facts.releases.get(name) ?? [])].sort((one, other) => compare(one.version, other.version));
  const below = releases.filter((one) => lte(one.version, version)).at(-1);
  const above = below?.version === version ? below : releases.find((one) => gt(one.version, version));
  const ranges = [below, above].map((release) => release?.peers.find(([one]) => one === peer)?.[1]);
  return ranges.every((one) => one !== undefined) ? ranges : [];
}

/** Whether some version lies in both ranges. `*` can be met; a tag or a source cannot be checked, so it is not. */
function canMeet(has: string, needs: string): boolean {
  const kind = kindOfRange(has);
  if (kind === 'any') return true;
  const range = validRange(has.trim());
  return range !== null && kind !== 'latest' && intersects(range, needs, { includePrerelease: true });
}
