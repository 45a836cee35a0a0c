/** Whether what a release asks for beside itself goes with the ranges of a package. */
import { compare, gt, intersects, lte, validRange } from 'semver';
import { currentVersions, linesFor, rangeOf } from './current.js';
import type { PackageFacts } from './facts.js';
import { kindOfRange } from './ranges.js';
import { CORE_PACKAGE, RELEASES, type Release } from './releases.js';

/** A peer range that no range of the package meets. */
interface Unmet {
  message: string;
  /** What the package has now asks for the same, so that the raise makes nothing worse. */
  before: boolean;
}

/**
 * Peers of a release, other than the core, that the ranges of the package cannot meet, and that what it has now does
 * not ask for in the same words: in sentences.
 */
export function peerProblems(facts: PackageFacts, name: string, release: Release): string[] {
  return unmetPeers(facts, name, release).flatMap(({ message, before }) => (before ? [] : [message]));
}

/** Peers that the package does not meet today and would not meet after a raise to this version, in sentences. */
export function peersViolatedBefore(facts: PackageFacts, name: string, version: string): string[] {
  const release = RELEASES.get(name)?.find((one) => one.version === version);
  if (!release) return [];
  return unmetPeers(facts, name, release).flatMap(({ message, before }) => (before ? [message] : []));
}

function unmetPeers(facts: PackageFacts, name: string, release: Release): Unmet[] {
  return release.peers.flatMap(([peer, range]) => {
    if (peer === CORE_PACKAGE) return [];
    const line = linesFor(facts, peer).find((one) => !canMeet(rangeOf(one), range));
    if (!line) return [];
    const message = `${name} ${release.version} needs ${peer} ${range}, and the package has “${line.range}”`;
    return [{ message, before: peerToday(facts, name, peer) === range }];
  });
}

/** The range that the present version asks for; between two versions that were read, what both of them ask for. */
function peerToday(facts: PackageFacts, name: string, peer: string): string | null {
  const version = currentVersions(facts).providers.get(name);
  if (version === undefined) return null;
  const releases = [...(RELEASES.get(name) ?? [])].sort((one, other) => compare(one.version, other.version));
  const below = releases.filter((one) => lte(one.version, version)).at(-1);
  const above = below?.version === version ? below : releases.find((one) => gt(one.version, version));
  const rangeIn = (release: Release | undefined): string | null =>
    release?.peers.find(([one]) => one === peer)?.[1] ?? null;
  return rangeIn(below) === rangeIn(above) ? rangeIn(below) : null;
}

/** Whether some version lies in both ranges. `*` can be met; a tag or a source cannot be checked, so it is not. */
function canMeet(has: string, needs: string): boolean {
  const kind = kindOfRange(has);
  if (kind === 'any') return true;
  const range = validRange(has.trim());
  return range !== null && kind !== 'latest' && intersects(range, needs, { includePrerelease: true });
}
