/** What a registry says of a package, read as something that anybody may have written. */
import { prerelease, valid, validRange } from 'semver';
import type { ModuleKind, Release } from '../manifest/releases.js';
import { at, entriesOf, stringAt } from '../manifest/values.js';

/** More versions or peers than any of these packages has. */
const MOST_VERSIONS = 5_000;
const MOST_PEERS = 50;
const LONGEST_RANGE = 200;

/**
 * The releases in the document of a package, without pre-releases, deprecated ones, and those that say something that is
 * no range or no name.
 *
 * @returns null when it is not the document of this package
 */
export function releasesIn(name: string, document: unknown): Release[] | null {
  const versions = at(document, 'versions');
  if (stringAt(document, 'name') !== name || typeof versions !== 'object' || versions === null) return null;
  return entriesOf(versions)
    .slice(0, MOST_VERSIONS)
    .flatMap(([version, manifest]) => releaseOf(version, manifest) ?? []);
}

function releaseOf(version: string, manifest: unknown): Release | null {
  if (valid(version) !== version || prerelease(version) !== null || at(manifest, 'deprecated')) return null;
  const engines = at(manifest, 'engines', 'node');
  const node = engines === undefined ? null : rangeIn(engines);
  const peers = entriesOf(at(manifest, 'peerDependencies')).map(([peer, range]) => [peer, rangeIn(range)] as const);
  const isClear = (peer: (typeof peers)[number]): peer is readonly [string, string] =>
    /^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(peer[0]) && peer[1] !== null;
  if ((engines !== undefined && node === null) || peers.length > MOST_PEERS || !peers.every(isClear)) return null;
  return { version, module: moduleOf(manifest), node, peers };
}

function rangeIn(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LONGEST_RANGE || validRange(value) === null) return null;
  return value.trim().replace(/\s+/g, ' ');
}

/** Whether every Node can `require` the package. */
function moduleOf(manifest: unknown): ModuleKind {
  const exported = at(manifest, 'exports');
  if (exported === undefined) return at(manifest, 'type') === 'module' ? 'esm' : 'cjs';
  return [exported, at(exported, '.')].some((one) => at(one, 'require') !== undefined) ? 'cjs' : 'esm';
}
