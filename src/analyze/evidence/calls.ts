/** Calls on the way of an auth config id: the SDK's own, array methods, maps, helpers. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isFunction, isMember, memberName, unwrap, unwrapAwait, walk } from '../nodes.js';
import { functionsCalled, returnsOf } from '../trace.js';
import { slugOfKey } from '../../sdk/toolkits.js';
import { declaredValue } from '../values.js';
import { combine, nothing, type Claim, type Trace } from './claims.js';
import { isParameterAskedFor } from './asked.js';
import { branchesOf } from './branches.js';
import { byNamePattern, choose, type Follower, type Step } from './follow.js';
import { guardsOf } from './guards.js';
import { entriesOfMap, lookup, type Entry } from './maps.js';
import { isAuthConfigName, isToolkitName, lastNameOf, nameClaims, placeOf } from './names.js';
import { followAuthConfigCall } from './sdkCalls.js';
import { toolkitOf, type Frame } from './slots.js';

const SAME_LIST = /^(filter|slice|sort|reverse|toSorted|toReversed|concat)$/;
const ONE_OF_LIST = /^(find|findLast|at|pop|shift)$/;
const SAME_TEXT = /^(trim|toString|toLowerCase|valueOf)$/;

export function followCall(
  node: ts.CallExpression,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace {
  const callee = unwrap(node.expression) as ts.Expression;
  const own =
    followAuthConfigCall(node, path, frame, follower) ??
    (isMember(callee) ? followMethod(node, callee, path, frame, follower) : null) ??
    followImmediate(node, callee, path, frame, follower);
  if (own) return own;
  const helper = followHelper(node, callee, path, frame, follower);
  const name = lastNameOf(callee);
  return { ...helper, names: [name, ...helper.names] };
}

function followMethod(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace | null {
  const { facts, follow } = follower;
  const method = memberName(callee) ?? '';
  const receiver = callee.expression;
  const [argument] = node.arguments;
  const whole = receiver.getText();
  if (whole === 'Promise' && /^(resolve|all)$/.test(method) && argument) return follow(argument, path, frame);
  if (whole === 'Object' && argument && /^(entries|values)$/.test(method))
    return followEntries(argument, method, path, frame, follower);
  if (SAME_TEXT.test(method) && node.arguments.length === 0) return follow(receiver, path, frame);
  if (method === 'catch' || method === 'finally') return follow(receiver, path, frame);
  if (method === 'then' && argument) return followCallbackResult(argument, path, frame, follower);
  if (SAME_LIST.test(method)) return withPredicate(follow(receiver, path, frame), argument, frame, facts);
  if (ONE_OF_LIST.test(method)) {
    return withPredicate(follow(receiver, [{ kind: 'element' }, ...path], frame), argument, frame, facts);
  }
  const [step, ...rest] = path;
  if (method === 'map' && argument && (step?.kind === 'element' || step?.kind === 'index')) {
    return followCallbackResult(argument, rest, frame, follower);
  }
  if (method === 'get' && argument && node.arguments.length === 1)
    return followGet(node, receiver, argument, path, frame, follower);
  return null;
}

/** What a callback returns; its parameter is followed to what it is called with. */
function followCallbackResult(
  callback: ts.Expression,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace | null {
  const target = unwrap(callback);
  return isFunction(target) ? combine(returnsOf(target).map((value) => follower.follow(value, path, frame))) : null;
}

/** `.find((config) => config.toolkit.slug === 'github')`. */
function withPredicate(
  trace: Trace,
  predicate: ts.Expression | undefined,
  frame: Frame | null,
  facts: ExpressionFacts,
): Trace {
  const target = predicate && unwrap(predicate);
  if (!target || !isFunction(target)) return trace;
  const claims = predicateClaims(target, trace.source === 'api', frame, facts);
  return claims.length > 0 ? { ...trace, neutral: false, claims: [...claims, ...trace.claims] } : trace;
}

/** @param listed by the service: what is equal to its slug of a toolkit is one */
function predicateClaims(
  predicate: ts.FunctionLikeDeclaration,
  listed: boolean,
  frame: Frame | null,
  facts: ExpressionFacts,
): Claim[] {
  const [returned, ...others] = returnsOf(predicate);
  const parameter = predicate.parameters[0]?.name.getText();
  if (!returned || others.length > 0 || parameter === undefined) return [];
  const isSlug = (node: ts.Expression): boolean => {
    const text = unwrap(node)
      .getText()
      .replace(/[?!\s]/g, '');
    return new RegExp(
      `(?:^|\\.)(?:toolkit\\.slug|toolkitSlug|toolkit|toolkit_slug|slug)(?:\\.toLowerCase\\(\\))?$`,
    ).test(text);
  };
  const claims: Claim[] = [];
  walk(returned, (node) => {
    if (!ts.isBinaryExpression(node) || !/^===?$/.test(node.operatorToken.getText())) return;
    for (const [slug, other] of [
      [node.left, node.right],
      [node.right, node.left],
    ] as const) {
      if (!isSlug(slug) || (isSlug(other) && lastRoot(other) === parameter) || lastRoot(slug) !== parameter) continue;
      // `a || b` would admit others; the literal below an `||` proves nothing.
      if (!holdsAlways(node, returned)) continue;
      const asked = listed && /\btoolkit[?!]*\.slug\b/.test(slug.getText());
      const toolkit = toolkitOf(other, frame, facts, { asked });
      if (toolkit) claims.push({ rung: 2, toolkit, how: `it is the auth config with ${node.getText()}` });
    }
  });
  return claims;
}

function lastRoot(node: ts.Expression): string {
  return /^[\w$]+/.exec(unwrap(node).getText())?.[0] ?? '';
}

function holdsAlways(node: ts.Node, root: ts.Node): boolean {
  for (let current = node; current !== root; current = current.parent) {
    const { parent } = current;
    if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.BarBarToken) return false;
    if (ts.isPrefixUnaryExpression(parent)) return false;
  }
  return true;
}

/** `Object.entries(AUTH_CONFIGS)`: the other half of the pair is the toolkit. */
function followEntries(
  object: ts.Expression,
  method: string,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace {
  const { facts, follow } = follower;
  const [element, pair, ...rest] = path;
  if (method === 'values') return element ? follow(object, [{ kind: 'element' }, ...path.slice(1)], frame) : nothing();
  if (element?.kind !== 'element' || pair?.kind !== 'index' || pair.index !== 1) return nothing();
  const sibling = pair.sibling;
  if (!sibling) return nothing();
  const inner = follow(object, [{ kind: 'key', key: sibling, frame }, ...rest], frame);
  if (inner.claims.some((claim) => claim.rung === 3)) return inner;
  const toolkit = isAuthConfigName(lastNameOf(object))
    ? toolkitOf(sibling, frame, facts, { values: keysOfType(object, facts) })
    : null;
  if (!toolkit) return inner;
  return {
    ...inner,
    neutral: false,
    source: 'map',
    claims: [{ rung: 3, toolkit, how: `it stands beside its key in ${object.getText()}` }],
  };
}

function keysOfType(object: ts.Expression, facts: ExpressionFacts): string[] | null {
  const type = facts.checker.getNonNullableType(facts.checker.getTypeAtLocation(object));
  if (type.getStringIndexType()) return null;
  const names = type.getProperties().map((one) => one.name);
  return names.length > 0 && names.every((name) => slugOfKey(name) !== null) ? names : null;
}

/** `AUTH_CONFIGS.get(toolkit)`. */
function followGet(
  node: ts.CallExpression,
  receiver: ts.Expression,
  key: ts.Expression,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace | null {
  const { facts } = follower;
  const declared = declaredValue(unwrapAwait(receiver) as ts.Expression, facts);
  const entries: Entry[] | null = entriesOfMap(declared ?? receiver, facts);
  if (entries && entries.length > 0) return lookup(entries, key, frame, path, frame, follower);
  if (!isAuthConfigName(lastNameOf(receiver))) return null;
  const toolkit = toolkitOf(key, frame, facts);
  if (!toolkit) return null;
  return nothing({
    source: 'map',
    claims: [{ rung: 3, toolkit, how: `it is looked up in ${receiver.getText()}` }],
    names: [node.getText()],
  });
}

/** `(async () => …)()`, and wrappers that run a function given in place: `withRetry(() => composio.authConfigs.list(…))`. */
function followImmediate(
  node: ts.CallExpression,
  callee: ts.Expression,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace | null {
  if (isFunction(callee)) return combine(returnsOf(callee).map((value) => follower.follow(value, path, frame)));
  const given = node.arguments.map((one) => unwrap(one)).filter((one) => isFunction(one));
  const [run] = given;
  if (given.length !== 1 || !run || !isFunction(run) || run.parameters.length > 0) return null;
  const inner = combine(returnsOf(run).map((value) => follower.follow(value, path, frame)));
  return inner.source === 'api' || inner.claims.length > 0 ? inner : null;
}

/** A function of the user's: its returns with the arguments put in; where they do not say, its parameter or its name. */
function followHelper(
  node: ts.CallExpression,
  callee: ts.Expression,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace {
  const { facts } = follower;
  const owners = functionsCalled(node, facts);
  const name = lastNameOf(callee);
  if (!owners) {
    const pattern = node.arguments.map((one) => byNamePattern(one, frame, facts)).find((one) => one.claims.length > 0);
    return pattern ?? nothing({ claims: [...unseenHelper(node, name, frame, facts), ...nameClaims(name)] });
  }
  const inner = combine(owners.flatMap((owner) => returnedBy(owner, node, path, frame, follower)));
  if (inner.claims.length > 0) {
    // What the body says must not be denied by the name; a name alone is weaker than a body that says something.
    return { ...inner, neutral: false, claims: [...inner.claims, ...nameClaims(name)] };
  }
  const named = /auth/i.test(name) ? nameClaims(name) : [];
  return {
    ...inner,
    neutral: false,
    claims: [...owners.flatMap((owner) => byParameter(node, owner, name, frame, facts)), ...named],
  };
}

function returnedBy(
  owner: ts.FunctionLikeDeclaration,
  call: ts.CallExpression,
  path: readonly Step[],
  outer: Frame | null,
  follower: Follower,
): Trace[] {
  for (let current = outer; current; current = current.outer) if (current.owner === owner) return [];
  const frame: Frame = { owner, call, outer };
  return returnsOf(owner).map((value) => {
    const guards = guardsOf(value, follower.facts);
    return choose(follower.follow(value, path, frame), branchesOf(guards, frame, follower.facts));
  });
}

/** `resolveAuthConfigId(toolkitSlug)`: the only parameter is the toolkit, and the body reads it. */
function byParameter(
  node: ts.CallExpression,
  owner: ts.FunctionLikeDeclaration,
  name: string,
  frame: Frame | null,
  facts: ExpressionFacts,
): Claim[] {
  const [parameter] = owner.parameters;
  const [argument] = node.arguments;
  if (!parameter || !argument || owner.parameters.length !== 1 || !ts.isIdentifier(parameter.name)) return [];
  if (!/toolkit|slug|app|integration|provider|service/i.test(parameter.name.text)) return [];
  const symbol = facts.bindings.symbolOf(parameter.name);
  const reads = symbol ? facts.bindings.referencesTo(symbol, owner.getSourceFile()).length : 0;
  if (reads < 2) return [];
  const toolkit = toolkitOf(argument, frame, facts, { asked: isParameterAskedFor(owner, 0, facts) });
  if (!toolkit) return [];
  const how = `${name}(${argument.getText()}) takes the toolkit alone (${placeOf(owner, facts.program)})`;
  return [{ rung: 2, toolkit, how }];
}

/** A helper whose body is not loaded: its name must say auth config, and its only argument be a toolkit. */
function unseenHelper(node: ts.CallExpression, name: string, frame: Frame | null, facts: ExpressionFacts): Claim[] {
  const [argument] = node.arguments;
  if (!argument || node.arguments.length !== 1 || !isAuthConfigName(name)) return [];
  const literals = facts.literals(argument);
  const isToolkit = literals
    ? literals.every((value) => slugOfKey(value) !== null)
    : isToolkitName(lastNameOf(argument));
  const toolkit = isToolkit ? toolkitOf(argument, frame, facts) : null;
  return toolkit ? [{ rung: 2, toolkit, how: `${name}(${argument.getText()}) takes the toolkit alone` }] : [];
}
