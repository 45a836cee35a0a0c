/** Rung 3: lookups in maps whose keys are toolkits. */
import { ts } from 'ts-morph';
import { slugOfKey } from '../../sdk/toolkits.js';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, memberName, propertyName, unwrapAwait, wrapped } from '../nodes.js';
import { combine, keyOf, NEUTRAL, nothing, verdictOf, type Claim, type Trace } from './claims.js';
import type { Follower, Step } from './follow.js';
import { isAuthConfigName, lastNameOf } from './names.js';
import { slugTableOf } from './slugTables.js';
import { climb, toolkitOf, type Frame } from './slots.js';

/** One entry of a map; `key` null: known at run time only. */
export interface Entry {
  key: string | null;
  keyNode: ts.Expression | null;
  value: ts.Expression;
}

/** Goes into an object or array literal. */
export function followInto(
  literal: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace {
  const [step, ...rest] = path;
  if (!step) return nothing();
  if (ts.isArrayLiteralExpression(literal)) return followArray(literal, step, rest, frame, follower);
  if (step.kind === 'name') {
    const own = entriesOf(literal, follower.facts)?.find((entry) => entry.key === step.name);
    if (own) return withKey(follower.follow(own.value, rest, frame), step.name);
    const spreads = literal.properties.filter((one) => ts.isSpreadAssignment(one));
    if (spreads.length === 0) return NEUTRAL;
    return combine(spreads.map((one) => follower.follow(one.expression, path, frame)));
  }
  const entries = entriesOf(literal, follower.facts);
  if (!entries) return nothing();
  if (step.kind === 'key') return lookup(entries, step.key, step.frame, rest, frame, follower);
  return combine(entries.map((entry) => follower.follow(entry.value, rest, frame)));
}

function followArray(
  literal: ts.ArrayLiteralExpression,
  step: Step,
  rest: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace {
  if (step.kind === 'index') {
    const element = literal.elements[step.index];
    return element && !ts.isSpreadElement(element) ? follower.follow(element, rest, frame) : nothing();
  }
  return combine(
    literal.elements.map((one) => (ts.isSpreadElement(one) ? nothing() : follower.follow(one, rest, frame))),
  );
}

/** `AUTH_CONFIGS.github`: the key is a toolkit. */
function withKey(trace: Trace, key: string): Trace {
  const slug = slugOfKey(key);
  if (slug === null || trace.neutral) return trace;
  const claim: Claim = { rung: 3, toolkit: { kind: 'constant', slug }, how: `it is looked up under the key ${key}` };
  return { ...trace, claims: [claim, ...trace.claims], source: trace.source ?? 'map' };
}

/** Entries of an object literal; null when some of it cannot be seen. */
export function entriesOf(literal: ts.ObjectLiteralExpression, facts: ExpressionFacts): Entry[] | null {
  const entries: Entry[] = [];
  for (const property of literal.properties) {
    if (ts.isShorthandPropertyAssignment(property)) {
      entries.push({ key: property.name.text, keyNode: null, value: property.name });
    } else if (ts.isPropertyAssignment(property)) {
      const { name } = property;
      const computed = ts.isComputedPropertyName(name) ? name.expression : null;
      const literals = computed && facts.literals(computed);
      const key = computed ? (literals?.length === 1 ? literals[0]! : null) : (propertyName(name) ?? null);
      entries.push({ key, keyNode: computed, value: property.initializer });
    } else if (ts.isSpreadAssignment(property)) return null;
  }
  return entries;
}

/** The value under a key that is known at run time only: the toolkit is the key, as every entry must confirm. */
export function lookup(
  entries: readonly Entry[],
  key: ts.Expression,
  keyFrame: Frame | null,
  rest: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace {
  const { facts } = follower;
  const known = entries.flatMap((entry) => (entry.key === null ? [] : [entry.key]));
  const toolkit = toolkitOf(key, keyFrame, facts, { values: known.length === entries.length ? known : null });
  if (!toolkit) return nothing();
  if (toolkit.kind === 'constant') {
    const entry = entries.find(
      (one) => one.key !== null && (one.key === toolkit.slug || slugOfKey(one.key) === toolkit.slug),
    );
    return entry?.key ? withKey(follower.follow(entry.value, rest, frame), entry.key) : nothing();
  }
  const values = entries.map((entry) => ({ entry, trace: follower.follow(entry.value, rest, frame) }));
  const names = values.flatMap((one) => one.trace.names);
  const notOAuth = values.find((one) => one.trace.notOAuth !== null)?.trace.notOAuth ?? null;
  const common = { source: 'map' as const, names, notOAuth };
  for (const { entry, trace } of values) {
    if (entry.key === null) continue;
    const other = disagreement(entry.key, trace);
    if (other) return nothing({ ...common, claims: other });
  }
  const possible = known.length === entries.length ? intersection(toolkit.possible, known) : toolkit.possible;
  // What is looked up must be what the toolkit is written as: no other case of it.
  const table =
    climb({ node: key, steps: [] }, keyFrame, facts)?.node === climbed(key, keyFrame, facts)
      ? slugTableOf(entries, facts)
      : null;
  const how = `it is looked up by ${toolkit.value.text}`;
  const claim: Claim = { rung: 3, toolkit: { ...toolkit, possible, table }, how };
  const dynamic = values.filter((one) => one.entry.key === null).flatMap((one) => one.trace.claims);
  return nothing({ ...common, claims: [claim, ...dynamic.filter((one) => keyOf(one) !== keyOf(claim))] });
}

function climbed(key: ts.Expression, frame: Frame | null, facts: ExpressionFacts): ts.Expression | undefined {
  return climb({ node: key, steps: [] }, frame, facts, true)?.node;
}

/** `{ github: process.env.SLACK_AUTH_CONFIG_ID }`: the key and the value speak of different toolkits. */
function disagreement(key: string, trace: Trace): Claim[] | null {
  const slug = slugOfKey(key);
  const verdict = verdictOf(trace.claims);
  if (slug === null || verdict.kind !== 'agree' || verdict.claim.toolkit.kind !== 'constant') return null;
  if (verdict.claim.toolkit.slug === slug) return null;
  return [{ rung: 3, toolkit: { kind: 'constant', slug }, how: `the map has it under ${key}` }, verdict.claim];
}

function intersection(possible: string[] | null, keys: string[]): string[] {
  if (!possible) return [...new Set(keys)];
  const both = possible.filter((value) => keys.includes(value));
  return both.length > 0 ? both : possible;
}

/** Entries that are written into an object after it is made: `MAP.github = id`, `MAP[toolkit] = id`. */
export function writtenEntries(
  symbol: ts.Symbol,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace[] {
  const { facts } = follower;
  const [step, ...rest] = path;
  const file = symbol.declarations?.[0]?.getSourceFile();
  if (!file || !step || (step.kind !== 'name' && step.kind !== 'key')) return [];
  const entries: Entry[] = [];
  for (const reference of facts.bindings.referencesTo(symbol, file)) {
    const member = wrapped(reference).parent;
    if (!isMember(member) || member.expression !== wrapped(reference)) continue;
    const target = wrapped(member);
    const parent = target.parent;
    const writes = ts.isBinaryExpression(parent) && parent.left === target;
    if (!writes || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) continue;
    const keyNode = ts.isElementAccessExpression(member) ? member.argumentExpression : null;
    const name = memberName(member);
    const literals = keyNode ? facts.literals(keyNode) : null;
    const key = name ?? (literals?.length === 1 ? literals[0]! : null);
    entries.push({ key, keyNode, value: parent.right });
  }
  if (entries.length === 0) return [];
  if (step.kind === 'name') {
    return entries
      .filter((one) => one.key === step.name)
      .map((one) => withKey(follower.follow(one.value, rest, frame), step.name));
  }
  return [lookup(entries, step.key, step.frame, rest, frame, follower)];
}

/** A lookup in something that cannot be seen: its type's keys, or its own name, must say what it is. */
export function lookupByType(
  node: ts.ElementAccessExpression,
  key: ts.Expression,
  frame: Frame | null,
  facts: ExpressionFacts,
): Claim[] {
  const type = facts.checker.getNonNullableType(facts.checker.getTypeAtLocation(node.expression));
  const properties = type.getStringIndexType() ? [] : type.getProperties().map((one) => one.name);
  const named = isAuthConfigName(lastNameOf(node.expression));
  const keys = properties.length > 0 && properties.every((name) => slugOfKey(name) !== null) ? properties : null;
  if (!named && !keys) return [];
  const toolkit = toolkitOf(key, frame, facts, { values: keys });
  return toolkit ? [{ rung: 3, toolkit, how: `it is looked up in ${node.expression.getText()}` }] : [];
}

/** Entries of `new Map([['github', 'ac_…'], …])`; null when it is none, or not all of it is there. */
export function entriesOfMap(node: ts.Expression, facts: ExpressionFacts): Entry[] | null {
  const target = unwrapAwait(node);
  if (!ts.isNewExpression(target) || target.expression.getText() !== 'Map') return null;
  const first = target.arguments?.[0];
  if (!first) return [];
  const list = unwrapAwait(first);
  if (!ts.isArrayLiteralExpression(list)) return entriesOfObjectEntries(list as ts.Expression, facts);
  const entries: Entry[] = [];
  for (const element of list.elements) {
    const pair = unwrapAwait(element);
    if (!ts.isArrayLiteralExpression(pair) || pair.elements.length !== 2) return null;
    const [keyNode, value] = pair.elements as unknown as [ts.Expression, ts.Expression];
    const literals = facts.literals(keyNode);
    entries.push({ key: literals?.length === 1 ? literals[0]! : null, keyNode, value });
  }
  return entries;
}

/** `Object.entries({ … })` of a literal. */
function entriesOfObjectEntries(node: ts.Expression, facts: ExpressionFacts): Entry[] | null {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'Object.entries') return null;
  const object = node.arguments[0] && unwrapAwait(node.arguments[0]);
  return object && ts.isObjectLiteralExpression(object) ? entriesOf(object, facts) : null;
}
