import { compare, gte, lt } from 'semver';
import type { Edit } from '../edit/edit.js';
import type { ReportNote } from '../report/report.js';
import {
  capabilitiesOf,
  describeCapability,
  minimumFor,
  type Capabilities,
  type Capability,
} from '../sdk/capabilities.js';
import { currentVersions, linesFor, rangeOf } from './current.js';
import type { Declared, PackageFacts } from './facts.js';
import { installCommand } from './packageManager.js';
import { isRaisable, kindOfRange, raiseRange, smallestOf } from './ranges.js';
import { CORE_PACKAGE } from './releases.js';
import { peersViolatedBefore } from './peers.js';
import { solve, type Hold, type Refusal, type Targets } from './solve.js';

export interface VersionOptions {
  /** False with `--no-upgrade`: package.json stays as it is. */
  upgrade: boolean;
  /** Some file of the package loads the SDK or a provider with `require()`. */
  requiresSdk: boolean;
  /** A raise to this version of the core, or past it, is not made, for this reason. */
  hold?: Hold | undefined;
}

export interface RaisedRange {
  name: string;
  section: Declared['section'];
  from: string;
  to: string;
}

/** What may be emitted in one package, and what its package.json must say for that. */
export interface VersionDecision {
  /** Path of the package.json. */
  path: string;
  /** What the package can do as it is. */
  before: Capabilities;
  /** What it can do with the edits: the sites of this package may use exactly this. */
  capabilities: Capabilities;
  raised: RaisedRange[];
  /** Edits of the package.json, all of one group: they stand or fall together. Empty when nothing is raised. */
  edits: Edit[];
  /** Why a needed capability cannot be had; sites that need it are manual with this code. */
  unmet: Map<Capability, Refusal>;
  notes: ReportNote[];
  /** What was assumed about versions, in sentences. */
  assumptions: string[];
}

/**
 * Decides which versions a package gets (migration rules §7): what it has if that is enough, else the smallest raise
 * that brings what is needed. Ranges keep their style and are never lowered; `workspace:`, `catalog:`, git, file and
 * tag ranges are never touched.
 *
 * @param needs capabilities that the sites of this package want. One that cannot be had does not take away the others.
 */
export function decideVersions(
  facts: PackageFacts,
  needs: ReadonlySet<Capability>,
  options: VersionOptions,
): VersionDecision {
  const current = currentVersions(facts);
  const before = capabilitiesOf(current.core, current.providers);
  const decision: VersionDecision = {
    path: facts.path,
    before,
    capabilities: before,
    raised: [],
    edits: [],
    unmet: new Map(),
    notes: [],
    assumptions: current.assumptions,
  };
  const missing = [...needs].filter((one) => !before.has(one)).sort((a, b) => compare(minimumFor(a), minimumFor(b)));
  if (missing.length === 0) return decision;
  const fixed = options.upgrade ? whyNotRaisable(facts) : null;
  if (!options.upgrade || fixed) {
    for (const capability of missing) decision.unmet.set(capability, tooOld(facts, before, capability, fixed));
    if (fixed) decision.notes.push({ path: facts.path, code: 'range-not-raised', message: fixed });
    return decision;
  }
  const targets = solveInSteps(facts, missing, options, decision.unmet);
  applyTargets(facts, targets, decision);
  const providers = new Map([...current.providers, ...targets]);
  decision.capabilities = capabilitiesOf(targets.get(CORE_PACKAGE) ?? current.core, providers);
  return decision;
}

/** Takes the needs one after the other, the oldest first, and leaves out those that cannot be had. */
function solveInSteps(
  facts: PackageFacts,
  missing: readonly Capability[],
  { requiresSdk, hold }: VersionOptions,
  unmet: Map<Capability, Refusal>,
): Targets {
  let targets: Targets = new Map();
  const met: Capability[] = [];
  for (const capability of missing) {
    const solution = solve(facts, [...met, capability], requiresSdk, hold);
    if ('refusal' in solution) {
      unmet.set(capability, solution.refusal);
    } else {
      met.push(capability);
      targets = solution.targets;
    }
  }
  return targets;
}

/** Why the range of the core must stay as it is; null when it can be raised. */
function whyNotRaisable(facts: PackageFacts): string | null {
  if (facts.problem !== null) return `${facts.path} cannot be read: ${facts.problem}`;
  if (facts.isContext) return `${facts.path} is not among the paths that were given`;
  const [line] = linesFor(facts, CORE_PACKAGE);
  if (!line) return `${facts.path} does not ask for ${CORE_PACKAGE}`;
  if (facts.overriddenIn !== null) return `${facts.overriddenIn} overrides the version of ${CORE_PACKAGE}`;
  return isRaisable(line.kind) ? null : `${CORE_PACKAGE} is “${line.range}”, which is left as it is`;
}

function tooOld(facts: PackageFacts, before: Capabilities, capability: Capability, why: string | null): Refusal {
  const needed = minimumFor(capability);
  const isLocked = facts.lockedIn !== null && facts.installedCore === before.version;
  const has = isLocked ? `${facts.lockedIn} holds ${before.version}` : `${facts.path} allows ${before.version}`;
  return {
    code: 'sdk-too-old',
    message:
      `${describeCapability(capability)}: needs ${CORE_PACKAGE} ${needed}, and ${has}` +
      (why === null ? '.' : `; ${why}.`),
    hint:
      why === null
        ? `Run without --no-upgrade, or raise ${CORE_PACKAGE} to ^${needed} yourself.`
        : wayOut(facts, needed),
  };
}

/** What to do where the range is not ours to raise: one that allows every version is only held back by what is there. */
function wayOut(facts: PackageFacts, needed: string): string {
  const [line] = linesFor(facts, CORE_PACKAGE);
  const kind = line ? kindOfRange(rangeOf(line)) : null;
  return facts.overriddenIn === null && (kind === 'latest' || kind === 'any')
    ? `Update ${CORE_PACKAGE} to ${needed} or later with ${facts.packageManager.name}, then run again.`
    : `Raise ${CORE_PACKAGE} to ^${needed} where its version is decided, then run again.`;
}

/** Turns versions into edits of every line that asks for less. */
function applyTargets(facts: PackageFacts, targets: Targets, decision: VersionDecision): void {
  for (const [name, version] of targets) {
    for (const line of linesFor(facts, name)) {
      const to = raiseRange(line.range, version);
      if (to !== null) {
        decision.raised.push({ name, section: line.section, from: line.range, to });
        decision.edits.push(editOf(facts, line, to));
      } else if (isLeftBehind(line, version)) {
        const message = `${name} in ${line.section} is “${line.range}”, which is left as it is; ${version} is needed`;
        decision.notes.push({
          path: facts.path,
          line: lineNumber(facts.text, line.start),
          code: 'range-not-raised',
          message,
        });
      }
    }
  }
  for (const [name, version] of targets) {
    for (const problem of peersViolatedBefore(facts, name, version)) {
      const message = `${problem}: so it was before, and nothing gets worse`;
      decision.notes.push({ path: facts.path, code: 'peer-violated-before', message });
    }
  }
  decision.edits.sort((one, other) => one.start - other.start);
  if (decision.edits.length === 0) return;
  const { command, folder } = installCommand(facts.packageManager);
  const where = folder === '' ? '' : ` in ${folder}`;
  const core = targets.get(CORE_PACKAGE);
  const losesFiles =
    core !== undefined && !decision.before.has('files-by-hand') && gte(core, minimumFor('files-by-hand'));
  const files = losesFiles
    ? ` From @composio/core ${minimumFor('files-by-hand')} on, direct calls upload and download files only on a client with dangerouslyAllowAutoUploadDownloadFiles, and session.execute never does.`
    : '';
  const message = `The migrated code needs newer versions in ${facts.path}: run “${command}”${where} once they are there; lock files are not edited here.${files}`;
  decision.notes.push({ path: facts.path, code: 'install-needed', message });
}

function isLeftBehind(line: Declared, version: string): boolean {
  const smallest = smallestOf(rangeOf(line));
  const kind = kindOfRange(rangeOf(line));
  return smallest === null ? kind !== 'any' && kind !== 'latest' : lt(smallest, version);
}

function editOf(facts: PackageFacts, line: Declared, to: string): Edit {
  return {
    start: line.start,
    end: line.end,
    text: JSON.stringify(to),
    group: `package:${facts.path}`,
    transform: 'package-json',
    reason: `${line.name} ${line.range} → ${to}: the migrated code needs it`,
  };
}

function lineNumber(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
