/** What can be said about the toolkit behind a value: claims, how they agree, how alternatives are put together. */
import type { ExpressionFact, ToolkitEvidence, ToolkitExpression } from '../facts.js';
import { slugOfKey } from '../../sdk/toolkits.js';

/** Evidence while it is gathered. */
export interface Claim extends ToolkitEvidence {
  /** From the name of what holds the value, not of the value itself: a nearer name is stronger. */
  container?: boolean;
}

/** A test that holds where a value is chosen: `toolkit === 'github'`. */
export interface BranchFact {
  /** What is tested, as seen from the call; null when it cannot be written there. */
  subject: ExpressionFact | null;
  key: string;
  values: string[];
}

/** What is known about one value. All claims are about the same value. */
export interface Trace {
  claims: Claim[];
  /** `undefined`, `null`, `''`: never an auth config. */
  neutral: boolean;
  /** A plain string, which says nothing by itself unless it spells a toolkit. */
  literal: boolean;
  branches: BranchFact[];
  notOAuth: string | null;
  /** Names of the value, outermost first. */
  names: string[];
  source: 'api' | 'map' | null;
  /** The auth config object that the id is read from, with where its own slug stands; null when it is not one object. */
  service: ExpressionFact | null;
}

export function nothing(part: Partial<Trace> = {}): Trace {
  return {
    claims: [],
    neutral: false,
    literal: false,
    branches: [],
    notOAuth: null,
    names: [],
    source: null,
    service: null,
    ...part,
  };
}

export const NEUTRAL: Trace = nothing({ neutral: true });

export type Verdict =
  { kind: 'none' } | { kind: 'agree'; claim: ToolkitEvidence } | { kind: 'conflict'; claims: ToolkitEvidence[] };

/**
 * What the evidence for one value says together: the strongest claim when none contradicts it. Two constants that
 * differ, two expressions that differ, or a constant that is not among the values of the expression contradict.
 */
export function verdictOf(evidence: readonly ToolkitEvidence[]): Verdict {
  const sorted = [...evidence].sort((a, b) => a.rung - b.rung);
  const [strongest] = sorted;
  if (!strongest) return { kind: 'none' };
  for (const [index, one] of sorted.entries()) {
    for (const other of sorted.slice(index + 1)) {
      if (contradict(one, other)) return { kind: 'conflict', claims: [one, other] };
    }
  }
  return { kind: 'agree', claim: strongest };
}

function contradict(one: ToolkitEvidence, other: ToolkitEvidence): boolean {
  const [a, b] = [one.toolkit, other.toolkit];
  if (a.kind === 'constant' && b.kind === 'constant') return a.slug !== b.slug;
  if (a.kind === 'expression' && b.kind === 'expression') return keyOf(one) !== keyOf(other);
  const constant = a.kind === 'constant' ? a : b;
  const expression = a.kind === 'expression' ? a : b;
  if (constant.kind !== 'constant' || expression.kind !== 'expression') return false;
  const { slug } = constant;
  return expression.possible !== null && !expression.possible.some((one) => one === slug || slugOfKey(one) === slug);
}

/** Equal for claims of the same toolkit. */
export function keyOf(claim: ToolkitEvidence): string {
  const { toolkit } = claim;
  if (toolkit.kind === 'constant') return `=${toolkit.slug}`;
  return toolkit.value.identity ?? `text:${toolkit.value.text}`;
}

/** Several possible values of one thing: they must agree, or a branch must tell them apart by one expression. */
export function combine(alternatives: readonly Trace[]): Trace {
  const real = alternatives.filter((one) => !one.neutral);
  const [first] = real;
  if (!first) return NEUTRAL;
  if (real.length === 1) return first;
  const rest = {
    // A mapping of one alternative says nothing about the others.
    names: [],
    notOAuth: real.find((one) => one.notOAuth !== null)?.notOAuth ?? null,
    source: real.find((one) => one.source !== null)?.source ?? null,
    literal: real.every((one) => one.literal),
  };
  // A default beside a name says nothing; what a branch chooses instead is another auth config.
  const isChosen = real.some((one) => one.branches.length > 0);
  const speaking =
    !isChosen && real.some((one) => one.claims.length > 0)
      ? real.filter((one) => !one.literal || one.claims.length > 0)
      : real;
  const byBranch = branchClaim(speaking);
  const verdicts = speaking.map((one) => verdictOf(one.claims));
  const conflict = verdicts.find((one) => one.kind === 'conflict');
  if (conflict?.kind === 'conflict') return nothing({ ...rest, claims: conflict.claims });
  const agreed = verdicts.flatMap((one) => (one.kind === 'agree' ? [one.claim] : []));
  const same = agreed.length === speaking.length && agreed.every((one) => keyOf(one) === keyOf(agreed[0]!));
  if (same) return nothing({ ...rest, claims: [weakest(agreed)] });
  if (byBranch) return nothing({ ...rest, claims: [byBranch] });
  const constants = agreed.length === speaking.length && agreed.every((one) => one.toolkit.kind === 'constant');
  return nothing({ ...rest, claims: constants ? agreed : [] });
}

/** `toolkit === 'github' ? A : B`: every value is chosen by the same expression, which then is the toolkit. */
function branchClaim(alternatives: readonly Trace[]): Claim | null {
  const [first] = alternatives;
  for (const branch of first?.branches ?? []) {
    const matching = alternatives.map((one) => one.branches.find((other) => other.key === branch.key));
    if (!branch.subject || matching.some((one) => !one)) continue;
    const all = matching.flatMap((one) => one?.values ?? []);
    const possible = [...new Set(all)];
    // A label that runs on into the next one is overwritten there.
    if (possible.length < all.length) continue;
    return {
      rung: 4,
      toolkit: { kind: 'expression', value: branch.subject, possible, slug: null, lowerCase: false, table: null },
      how: `the branches on ${branch.subject.text} choose the auth config`,
    };
  }
  return null;
}

/** What holds for every one of several expressions: one that is no slug for certain leaves all open. */
export function inAll(all: readonly ToolkitExpression[]): Pick<ToolkitExpression, 'slug' | 'lowerCase'> {
  const slug = all.some((one) => one.slug === null) ? null : (all.find((one) => one.slug === 'asked') ?? all[0])?.slug;
  return { slug: slug ?? null, lowerCase: all.length > 0 && all.every((one) => one.lowerCase) };
}

/** Claims of the same toolkit as one: the weakest rung, and every value that the expression can have in any of them. */
function weakest(claims: readonly ToolkitEvidence[]): Claim {
  const last = [...claims].sort((a, b) => b.rung - a.rung)[0]!;
  const how = [...new Set(claims.map((one) => one.how))].slice(0, 2).join(', and ');
  if (last.toolkit.kind === 'constant') return { ...last, how };
  const all = claims.flatMap((one) => (one.toolkit.kind === 'expression' ? [one.toolkit.possible] : []));
  const possible = all.includes(null) ? null : [...new Set(all.flatMap((one) => one ?? []))];
  const expressions = claims.flatMap((one) => (one.toolkit.kind === 'expression' ? [one.toolkit] : []));
  const { table } = last.toolkit;
  const oneTable = expressions.every((one) => one.table?.insertAt === table?.insertAt) ? table : null;
  return { ...last, how, toolkit: { ...last.toolkit, possible, ...inAll(expressions), table: oneTable } };
}
