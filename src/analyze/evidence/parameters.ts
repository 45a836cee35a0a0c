/** Parameters: what a helper's call gives, what an inline callback is called with, what every caller fills in. */
import { ts } from 'ts-morph';
import { isKnownToolkit } from '../../sdk/toolkits.js';
import type { ExpressionFacts } from '../expressions.js';
import type { ToolkitEvidence } from '../facts.js';
import {
  isFunction,
  isMember,
  memberName,
  propertyName,
  propertyValue,
  unwrap,
  unwrapAwait,
  wrapped,
} from '../nodes.js';
import { callsOf } from '../trace.js';
import { combine, inAll, keyOf, NEUTRAL, nothing, verdictOf, type Claim, type Trace } from './claims.js';
import type { Follower, Step } from './follow.js';
import { isTestFile, placeOf } from './names.js';
import { argumentFor, factOf, type Frame, type Slot } from './slots.js';

const PER_ELEMENT = /^(map|forEach|flatMap|filter|some|every|find|findLast)$/;

export function followParameter(
  parameter: ts.ParameterDeclaration,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace {
  const given = argumentFor(parameter, frame);
  if (given) return follower.follow(given.argument, path, given.outer);
  const owner = parameter.parent;
  if (!isFunction(owner)) return nothing();
  const inline = followInlineCallback(parameter, owner, path, frame, follower);
  if (inline) return inline;
  for (let current = frame; current; current = current.outer) {
    // The call of this very helper leaves the argument out.
    if (current.owner === owner) return NEUTRAL;
  }
  return frame ? nothing() : followCallers(parameter, owner, path, follower);
}

/** `items.map((config) => …)`, `list(…).then((configs) => …)`; null when the function is no such callback. */
function followInlineCallback(
  parameter: ts.ParameterDeclaration,
  owner: ts.FunctionLikeDeclaration,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace | null {
  const call = wrapped(owner).parent;
  if (!ts.isCallExpression(call) || owner.parameters[0] !== parameter) return null;
  const callee = unwrap(call.expression);
  if (!isMember(callee) || call.arguments[0] !== wrapped(owner)) return null;
  const method = memberName(callee) ?? '';
  if (method === 'then') return follower.follow(callee.expression, path, frame);
  if (PER_ELEMENT.test(method)) return follower.follow(callee.expression, [{ kind: 'element' }, ...path], frame);
  return null;
}

function followCallers(
  parameter: ts.ParameterDeclaration,
  owner: ts.FunctionLikeDeclaration,
  path: readonly Step[],
  follower: Follower,
): Trace {
  const { facts } = follower;
  const calls = callsOf(owner, facts)?.filter((call) => !isTestFile(call.getSourceFile()));
  if (!calls || calls.length === 0 || parameter.dotDotDotToken) return nothing();
  const index = owner.parameters.indexOf(parameter);
  const filled: Filled[] = [];
  for (const call of calls) {
    const list = call.arguments ?? [];
    if (list.slice(0, index + 1).some((one) => ts.isSpreadElement(one))) return nothing();
    const argument = list[index] ?? parameter.initializer;
    const trace = argument ? follower.follow(argument, path, null) : NEUTRAL;
    if (!trace.neutral) filled.push({ call, trace });
  }
  if (filled.length === 0) return NEUTRAL;
  const bare = combine(filled.map((one) => withoutExpressions(one.trace)));
  const shared = { ...bare, branches: [], service: null, literal: false };
  const verdicts = filled.map((one) => verdictOf(one.trace.claims));
  const agreed = verdicts.flatMap((one) => (one.kind === 'agree' ? [one.claim] : []));
  if (agreed.length < filled.length)
    return { ...shared, claims: verdicts.flatMap((one) => (one.kind === 'conflict' ? one.claims : [])) };
  const how = `every caller gives it so (${placeOf(calls[0]!, facts.program)}: ${agreed[0]!.how})`;
  const rung = Math.max(...agreed.map((one) => one.rung)) as Claim['rung'];
  const [first] = agreed;
  if (first?.toolkit.kind === 'constant' && agreed.every((one) => keyOf(one) === keyOf(first))) {
    return { ...shared, claims: [{ rung, toolkit: first.toolkit, how }] };
  }
  const slot = siblingWith(
    filled.map((one, at) => ({ call: one.call, claim: agreed[at]! })),
    parameter,
    owner,
    facts,
  );
  if (!slot) return { ...shared, claims: agreed.every((one) => one.toolkit.kind === 'constant') ? agreed : [] };
  const value = factOf(slot, facts);
  const constants = agreed.flatMap((one) =>
    one.toolkit.kind === 'constant' ? [one.toolkit.slug] : (one.toolkit.possible ?? []),
  );
  const known = agreed.every((one) => one.toolkit.kind === 'constant' || one.toolkit.possible !== null);
  const possible = value.literals ?? (known ? [...new Set(constants)] : null);
  const expressions = agreed.flatMap((one) => (one.toolkit.kind === 'expression' ? [one.toolkit] : []));
  const areSlugs = agreed.every(({ toolkit }) => toolkit.kind === 'expression' || isKnownToolkit(toolkit.slug));
  // A caller that gives a slug that is known gives it as it is.
  const { slug, lowerCase } = inAll(expressions);
  const toolkit = {
    kind: 'expression',
    value,
    possible,
    slug: areSlugs ? slug : null,
    lowerCase,
    table: null,
  } as const;
  return { ...shared, claims: [{ rung, toolkit, how }] };
}

interface Filled {
  call: ts.CallExpression | ts.NewExpression;
  trace: Trace;
}

function withoutExpressions(trace: Trace): Trace {
  return { ...trace, claims: [], branches: [], service: null };
}

/**
 * Another parameter, or another property of an object parameter, to which every caller gives the toolkit that belongs
 * to the auth config it gives.
 */
function siblingWith(
  calls: { call: ts.CallExpression | ts.NewExpression; claim: ToolkitEvidence }[],
  parameter: ts.ParameterDeclaration,
  owner: ts.FunctionLikeDeclaration,
  facts: ExpressionFacts,
): Slot | null {
  const [first] = calls;
  if (!first) return null;
  for (const place of placesIn(first.call)) {
    const slot = slotAt(place, owner);
    const other = owner.parameters[place.index] === parameter && place.property === null;
    if (!slot || other) continue;
    const fits = calls.every(({ call, claim }) => {
      const value = placesIn(call).find((one) => one.index === place.index && one.property === place.property);
      return value !== undefined && isToolkit(value.node, claim, facts);
    });
    if (fits) return slot;
  }
  return null;
}

interface Place {
  index: number;
  property: string | null;
  node: ts.Expression;
}

function placesIn(call: ts.CallExpression | ts.NewExpression): Place[] {
  return (call.arguments ?? []).flatMap((argument, index): Place[] => {
    const literal = unwrapAwait(argument);
    if (!ts.isObjectLiteralExpression(literal)) return [{ index, property: null, node: argument }];
    return literal.properties.flatMap((one) => {
      const name = propertyName(one.name);
      const node = name === undefined ? undefined : propertyValue(literal, name);
      return name !== undefined && node ? [{ index, property: name, node }] : [];
    });
  });
}

function isToolkit(node: ts.Expression, claim: ToolkitEvidence, facts: ExpressionFacts): boolean {
  const { toolkit } = claim;
  const literals = facts.literals(node);
  if (toolkit.kind === 'constant') return literals?.length === 1 && literals[0] === toolkit.slug;
  const fact = facts.describe(node);
  return fact.identity !== null && fact.identity === toolkit.value.identity;
}

function slotAt(place: Place, owner: ts.FunctionLikeDeclaration): Slot | null {
  const parameter = owner.parameters[place.index];
  if (!parameter) return null;
  if (ts.isIdentifier(parameter.name)) {
    return { node: parameter.name, steps: place.property === null ? [] : [place.property] };
  }
  if (place.property === null || !ts.isObjectBindingPattern(parameter.name)) return null;
  for (const element of parameter.name.elements) {
    const key = propertyName(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined));
    if (key === place.property && ts.isIdentifier(element.name)) return { node: element.name, steps: [] };
  }
  return null;
}
