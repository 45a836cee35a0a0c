import { gt, gte, lt, prerelease, satisfies } from 'semver';
import { minimumFor, providerFor, type Capability } from '../sdk/capabilities.js';
import { currentVersions, declaredProviders, linesFor, newestReleaseIn, rangeOf } from './current.js';
import type { PackageFacts } from './facts.js';
import { peerProblems } from './peers.js';
import { isRaisable, smallestOf } from './ranges.js';
import { CORE_PACKAGE, FIRST_ESM_CORE, NODE_OF_ESM_LINE, SMALLEST_TARGET, type Release } from './releases.js';

/** Why the versions of a package cannot be had. */
export type RefusalCode = 'sdk-too-old' | 'sdk-esm-only' | 'peer-conflict' | 'engine-too-old' | 'raise-breaks-calls';

export interface Refusal {
  code: RefusalCode;
  /** What is in the way, with the versions. */
  message: string;
  /** What to settle, with the versions. */
  hint: string;
  /** Packages of which a version that is not known may be what is needed. */
  lacking?: readonly string[];
}

/** Package → version that its ranges must start at. Only what has to be raised. */
export type Targets = ReadonlyMap<string, string>;

export type Solution = { targets: Targets } | { refusal: Refusal };

/** From here on providers ask for a range of the core, not for one version of it. Source: releases.ts. */
const FIRST_LOOSE_PROVIDER = '0.9.2';
const LOOSE_CORE_RANGE = '>=0.10.0 <1.0.0';

/** A raise to this version of the core, or past it, is not made, for this reason. */
export interface Hold {
  from: string;
  refusal: Refusal;
}

/**
 * Versions of the core and the provider packages that have some capabilities and go together with each other and with
 * what the package has: the smallest from the usual target on, or below it where none of these goes.
 */
export function solve(
  facts: PackageFacts,
  wanted: readonly Capability[],
  requiresSdk: boolean,
  hold: Hold | undefined,
): Solution {
  const current = currentVersions(facts);
  const core = current.core ?? SMALLEST_TARGET;
  const needed = neededVersions(wanted, core);
  const unread = [...needed.providers].find(([name, from]) => isUnread(facts, name, from));
  if (unread) return { refusal: unpublished(...unread) };
  const conflicts: string[] = [];
  let [held, blocked]: (Refusal | null)[] = [null, null];
  for (const candidate of coreCandidates(facts, core, needed.core)) {
    const changes = candidate.version !== core;
    const line = lineBlocked(facts, candidate, core, requiresSdk);
    if (line) {
      blocked ??= line;
      continue;
    }
    const found = conflictsOrTargets(facts, candidate, needed.providers, changes, lt(core, FIRST_ESM_CORE));
    if ('conflicts' in found) conflicts.push(...found.conflicts);
    else if (changes && hold && gte(candidate.version, hold.from)) held = hold.refusal;
    else {
      if (changes) found.targets.set(CORE_PACKAGE, candidate.version);
      return found;
    }
  }
  if (held) return { refusal: held };
  if (conflicts.length > 0) return { refusal: peerConflict(facts, conflicts, needed.providers.keys()) };
  return { refusal: blocked ?? unpublished(CORE_PACKAGE, needed.core) };
}

/** A capability may need a version of a provider beside one of the core. */
function neededVersions(wanted: readonly Capability[], core: string): { core: string; providers: Map<string, string> } {
  const providers = new Map<string, string>();
  let highest = core;
  for (const capability of wanted) {
    if (gt(minimumFor(capability), highest)) highest = minimumFor(capability);
    const provider = providerFor(capability);
    const known = provider && providers.get(provider.name);
    if (provider && (!known || gt(provider.from, known))) providers.set(provider.name, provider.from);
  }
  return { core: highest, providers };
}

/**
 * The version that the package has, if it is enough, and otherwise the releases to try: from the usual target on, and
 * then those before it, which ask for other peers and break fewer of the calls that stay. The smallest first.
 */
function coreCandidates({ releases: table }: PackageFacts, core: string, needed: string): Release[] {
  const releases = table.get(CORE_PACKAGE) ?? [];
  if (gte(core, needed)) {
    return [releases.find((one) => one.version === core) ?? { version: core, module: 'esm', node: null, peers: [] }];
  }
  const enough = releases.filter((one) => gte(one.version, needed) && prerelease(one.version) === null);
  const isUsual = (one: Release): boolean => gte(one.version, SMALLEST_TARGET);
  return [...enough.filter(isUsual), ...enough.filter((one) => !isUsual(one))];
}

/** From 0.12.0 on the core is ESM only and asks for a new Node: a package goes over that line only if it can. */
function lineBlocked(facts: PackageFacts, candidate: Release, core: string, requiresSdk: boolean): Refusal | null {
  if (lt(candidate.version, FIRST_ESM_CORE) || gte(core, FIRST_ESM_CORE)) return null;
  if (requiresSdk) {
    return {
      code: 'sdk-esm-only',
      message: `This needs ${CORE_PACKAGE} ${candidate.version}, which is ESM only from ${FIRST_ESM_CORE} on, and ${facts.path} loads it with require().`,
      hint: `Move the package to ES modules (import), then raise ${CORE_PACKAGE} to ^${candidate.version}.`,
    };
  }
  if (facts.node.allowsOlder) {
    return {
      code: 'engine-too-old',
      message: `This needs ${CORE_PACKAGE} ${candidate.version}, which asks for Node ${NODE_OF_ESM_LINE}, and ${facts.node.evidence}.`,
      hint: `Ask for Node >=${NODE_OF_ESM_LINE} in “engines” (and in CI), then raise ${CORE_PACKAGE} to ^${candidate.version}.`,
    };
  }
  return null;
}

function conflictsOrTargets(
  facts: PackageFacts,
  core: Release,
  neededProviders: ReadonlyMap<string, string>,
  coreChanges: boolean,
  staysBelowLine: boolean,
): { targets: Map<string, string> } | { conflicts: string[] } {
  const targets = new Map<string, string>();
  const conflicts = coreChanges ? peerProblems(facts, CORE_PACKAGE, core) : [];
  const onlyCjs = staysBelowLine && lt(core.version, FIRST_ESM_CORE);
  for (const name of new Set([...declaredProviders(facts), ...neededProviders.keys()])) {
    const from = neededProviders.get(name) ?? null;
    if (from === null && !coreChanges) continue;
    const choice = chooseProvider(facts, name, core.version, from, onlyCjs);
    if ('problem' in choice) conflicts.push(choice.problem);
    else if (choice.version !== null) targets.set(name, choice.version);
  }
  return conflicts.length > 0 ? { conflicts } : { targets };
}

/** The version a provider must be raised to, null when its range can stay, or why there is none. */
function chooseProvider(
  facts: PackageFacts,
  name: string,
  core: string,
  from: string | null,
  onlyCjs: boolean,
): { version: string | null } | { problem: string } {
  const line = linesFor(facts, name)[0];
  if (!line) return { problem: `${name} ${from ?? ''} is needed and ${facts.path} does not ask for it` };
  const range = rangeOf(line);
  const has = smallestOf(range);
  const resolved = newestReleaseIn(facts.releases, name, range);
  if (resolved) {
    const isEnough = from === null || gte(resolved.version, from);
    if (isEnough && admitsCore(resolved, core) && peerProblems(facts, name, resolved).length === 0) {
      // The range can stay, unless it also allows versions that are too old.
      if (from === null || has === null || gte(has, from)) return { version: null };
    }
  } else if (has !== null && gte(has, FIRST_LOOSE_PROVIDER) && (from === null || gte(has, from))) {
    // A version that was not read: by the rule of its time it takes any core from 0.10 on.
    if (satisfies(core, LOOSE_CORE_RANGE)) return { version: null };
  } else if (has === null && from === null) {
    return { version: null };
  }
  if (!isRaisable(line.kind))
    return { problem: `${name} is “${line.range}”, which does not go with ${CORE_PACKAGE} ${core}` };
  const problems: string[] = [];
  for (const release of facts.releases.get(name) ?? []) {
    if ((has !== null && lt(release.version, has)) || (from !== null && lt(release.version, from))) continue;
    if (!admitsCore(release, core) || (onlyCjs && release.module === 'esm')) continue;
    const found = peerProblems(facts, name, release);
    if (found.length === 0) return { version: release.version };
    problems.push(...found);
  }
  return {
    problem:
      problems[0] ??
      `no published version of ${name} that is known goes with ${CORE_PACKAGE} ${core}${onlyCjs ? ' on this Node' : ''}`,
  };
}

function admitsCore(provider: Release, core: string): boolean {
  const peer = provider.peers.find(([name]) => name === CORE_PACKAGE)?.[1];
  return peer === undefined || satisfies(core, peer, { includePrerelease: true });
}

function peerConflict(facts: PackageFacts, conflicts: readonly string[], needed: Iterable<string>): Refusal {
  const shown = [...new Set(conflicts)].slice(0, 3);
  return {
    code: 'peer-conflict',
    message: `The versions that ${facts.path} would need do not go together: ${shown.join('; ')}.`,
    hint: 'Settle these versions first, then run again; nothing in this package was raised.',
    lacking: [...new Set([CORE_PACKAGE, ...declaredProviders(facts), ...needed])],
  };
}

/** Whether a version of a provider is known from release notes alone, and the package does not have it by itself. */
function isUnread(facts: PackageFacts, name: string, from: string): boolean {
  const has = currentVersions(facts).providers.get(name);
  return (
    !(facts.releases.get(name) ?? []).some((one) => gte(one.version, from)) && (has === undefined || lt(has, from))
  );
}

function unpublished(name: string, needed: string): Refusal {
  return {
    code: 'sdk-too-old',
    message: `This needs ${name} ${needed}, which is not among the versions that could be checked.`,
    hint: `Raise ${name} to ^${needed} by hand, if it is published, then run again.`,
    lacking: [name],
  };
}
