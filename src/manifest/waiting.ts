/** Which versions a registry might know that would settle what the table cannot. */
import { declaredProviders, linesFor, newestReleaseIn, rangeOf } from './current.js';
import type { PackageFacts } from './facts.js';
import { smallestOf } from './ranges.js';
import type { VersionDecision } from './versions.js';

/** A package of which some call waits for versions. */
export interface Waiting {
  /** Its folder, relative to the root. */
  folder: string;
  /** SDK packages whose further versions may be of use. */
  names: readonly string[];
}

/** Providers that stay beside a raise although nobody knows their version: by the rule of their time they can. */
export function unknownProviders(facts: PackageFacts, decision: VersionDecision): string[] {
  if (decision.edits.length === 0) return [];
  return declaredProviders(facts).filter((name) => {
    if (decision.raised.some((one) => one.name === name)) return false;
    const range = linesFor(facts, name).map(rangeOf)[0] ?? '';
    return smallestOf(range) !== null && newestReleaseIn(facts.releases, name, range) === undefined;
  });
}
