/**
 * Rewrites a `beforeExecute` hook for a session: there `params` are the tool's arguments themselves, while in a direct
 * call they are `{ arguments, userId, … }` (see modifiers.ts for the source).
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import type { Range } from './facts.js';
import { isFunction, isMember, memberName, propertyName, unwrap, walk, wrapped } from './nodes.js';

export type Rewrite = Range & { text: string };
type Outcome = { rewrites: Rewrite[] } | { problem: string };

const OTHER = 'which a session gives no hook';

/**
 * @param hook the function, written at the call.
 * @returns edits inside it (empty: right as it is), or why it cannot be rewritten for certain.
 */
export function beforeExecuteRewrites(hook: ts.FunctionLikeDeclaration, facts: ExpressionFacts): Outcome {
  const [parameter] = hook.parameters;
  if (!hook.body) return { problem: 'beforeExecute has no body' };
  if (!parameter) return { problem: 'beforeExecute takes no context, so what it returns cannot be its params' };
  if (parameter.type) return { problem: 'the context of beforeExecute has a written type, which differs in a session' };
  if (hook.type) return { problem: 'beforeExecute has a written result type, which differs in a session' };
  const uses = usesOfParams(parameter, hook, facts);
  if ('problem' in uses) return uses;

  const rewrites: Rewrite[] = [];
  const spreadInReturns = new Set<ts.Node>();
  for (const returned of returnsOf(hook)) {
    if (!returned) return { problem: 'beforeExecute may return nothing' };
    const target = unwrap(returned);
    if (uses.nodes.has(target)) continue;
    const unwrapped = ts.isObjectLiteralExpression(target) ? newArguments(target, uses.nodes) : undefined;
    if (!unwrapped) return { problem: 'beforeExecute returns something other than its params' };
    spreadInReturns.add(unwrapped.spread);
    rewrites.push({ start: target.getStart(), end: unwrapped.value.getStart(), text: '' });
    rewrites.push({ start: unwrapped.value.getEnd(), end: target.getEnd(), text: '' });
  }
  for (const use of uses.nodes) {
    if (spreadInReturns.has(use)) continue;
    const found = rewriteUse(use);
    if ('problem' in found) return found;
    rewrites.push(...found.rewrites);
  }
  return { rewrites: rewrites.sort((a, b) => a.start - b.start) };
}

/** Every node of the body that means `params`: a name of its own, or `context.params`. */
function usesOfParams(
  parameter: ts.ParameterDeclaration,
  hook: ts.FunctionLikeDeclaration,
  facts: ExpressionFacts,
): { nodes: Set<ts.Node> } | { problem: string } {
  const nodes = new Set<ts.Node>();
  const { name } = parameter;
  if (ts.isArrayBindingPattern(name)) return { problem: 'the context of beforeExecute is taken apart as a list' };
  if (ts.isIdentifier(name)) {
    for (const reference of referencesIn(name, hook, facts)) {
      const member = reference.parent;
      if (!isMember(member) || member.expression !== reference)
        return { problem: `beforeExecute hands its context on (${name.text})` };
      if (memberName(member) === 'params') nodes.add(member);
      else if (memberName(member) === undefined)
        return { problem: 'beforeExecute reads its context by a computed name' };
    }
    return { nodes };
  }
  for (const element of name.elements) {
    if (element.dotDotDotToken) return { problem: 'the context of beforeExecute is taken as a rest' };
    const key = propertyName((element.propertyName ?? element.name) as ts.PropertyName);
    if (key !== 'params') continue;
    if (!ts.isIdentifier(element.name) || element.initializer)
      return { problem: 'the params of beforeExecute are taken apart in its parameter' };
    for (const reference of referencesIn(element.name, hook, facts)) nodes.add(reference);
  }
  return { nodes };
}

function referencesIn(name: ts.Identifier, hook: ts.FunctionLikeDeclaration, facts: ExpressionFacts): ts.Identifier[] {
  const symbol = facts.bindings.symbolOf(name);
  if (!symbol) return [];
  return facts.bindings.referencesTo(symbol, hook.getSourceFile()).filter((one) => one !== name);
}

/** Values that the hook returns; undefined for a bare `return`, or where its end is reached. */
function returnsOf(hook: ts.FunctionLikeDeclaration): (ts.Expression | undefined)[] {
  const { body } = hook;
  if (!body) return [];
  if (!ts.isBlock(body)) return [body];
  const returns: (ts.Expression | undefined)[] = [];
  walk(body, (node) => {
    if (isFunction(node)) return false;
    if (ts.isReturnStatement(node)) returns.push(node.expression);
    return true;
  });
  const last = body.statements.at(-1);
  const endsInReturn = last && (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isSwitchStatement(last));
  if (!endsInReturn && !(last && ts.isIfStatement(last) && last.elseStatement)) returns.push(undefined);
  return returns;
}

/** `{ ...params, arguments: X }`: X, when nothing else is in it. */
function newArguments(
  literal: ts.ObjectLiteralExpression,
  params: ReadonlySet<ts.Node>,
): { value: ts.Expression; spread: ts.Node } | undefined {
  const [first, second] = literal.properties;
  if (literal.properties.length !== 2 || !first || !second) return undefined;
  if (!ts.isSpreadAssignment(first) || !params.has(unwrap(first.expression))) return undefined;
  if (!ts.isPropertyAssignment(second) || propertyName(second.name) !== 'arguments') return undefined;
  return { value: second.initializer, spread: unwrap(first.expression) };
}

function rewriteUse(use: ts.Node): Outcome {
  const outer = wrapped(use);
  const parent = outer.parent;
  if (isMember(parent) && parent.expression === outer) {
    const name = memberName(parent);
    if (name !== 'arguments')
      return { problem: `beforeExecute reads ${name ?? 'a computed member'} of its params, ${OTHER}` };
    return { rewrites: [{ start: outer.getStart(), end: parent.getEnd(), text: use.getText() }] };
  }
  const isReturned = ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === outer);
  if (isReturned || isLogged(outer)) return { rewrites: [] };
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) {
    return { problem: 'beforeExecute takes its params apart' };
  }
  return { problem: 'beforeExecute uses its params as a whole' };
}

/** An argument of `console.log(…)` and the like. */
function isLogged(node: ts.Node): boolean {
  const call = node.parent;
  if (!ts.isCallExpression(call) || !call.arguments.includes(node as ts.Expression)) return false;
  const callee = unwrap(call.expression);
  return isMember(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === 'console';
}
