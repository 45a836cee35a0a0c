/**
 * Modifiers (`modifySchema`, `beforeExecute`, `afterExecute`) and what a session makes of them.
 *
 * `@composio/core` 0.3.0 to 0.19.0, `modifiers.types`, `Tools.executeTool` and `executeSessionTool`:
 * - `modifySchema` has the same context in a session, from 0.3.0 on;
 * - `beforeExecute` gets `params: { arguments, userId, … }` in a direct call and returns such an object; in a session
 *   `params` are the arguments themselves, and so is what it returns;
 * - `afterExecute` has the same `result` (without `sessionInfo`); both get a `sessionId` besides;
 * - `beforeFileUpload` is accepted by a session's types but never called;
 * - a `signal` beside them goes to the second argument of `session.tools` (taken from 0.13.0 on).
 * `session.execute` takes no modifiers at all.
 */
import { ts } from 'ts-morph';
import { beforeExecuteRewrites, type Rewrite } from './beforeExecute.js';
import type { ExpressionFacts } from './expressions.js';
import type { ModifiersFact } from './facts.js';
import { objectLiteralOf } from './objectLiterals.js';
import { isFunction, isMember, lineOf, memberName, propertyName, unwrap, walk } from './nodes.js';

interface Reading {
  rewrites: Rewrite[];
  problem: string | null;
  signal: ts.ObjectLiteralElementLike | null;
  dependsOnTools: ModifiersFact['dependsOnTools'];
}

/**
 * @param node the argument: an object with modifiers and perhaps a `signal`.
 * @param kind where it goes: to `session.tools` or to `session.execute`.
 */
export function modifiersFact(node: ts.Expression, kind: 'tools' | 'execute', facts: ExpressionFacts): ModifiersFact {
  const expression = facts.describe(node);
  const none: ModifiersFact = {
    expression,
    rewrites: [],
    problem: null,
    signal: null,
    signalExpression: null,
    withoutSignal: null,
    restStable: true,
    dependsOnTools: null,
  };
  const target = unwrap(node) as ts.Expression;
  if (isUndefined(target)) return { ...none, withoutSignal: null, nothing: true };
  const literal = objectLiteralOf(node, facts);
  if (!literal) return { ...none, problem: `what ${short(expression.text)} holds cannot be seen from the call` };

  const inline = literal === target;
  const reading = readProperties(literal, kind, facts);
  if (reading.problem === null && reading.rewrites.length > 0 && !inline)
    reading.problem = `the modifiers in ${short(expression.text)} are written elsewhere and would have to change`;
  if (reading.problem === null && reading.signal && !inline)
    reading.problem = `${short(expression.text)} holds a signal, which a session takes apart from the modifiers`;
  if (reading.problem !== null) return { ...none, problem: reading.problem, dependsOnTools: reading.dependsOnTools };

  const signalValue = reading.signal && valueOf(reading.signal);
  return {
    ...none,
    rewrites: reading.rewrites,
    dependsOnTools: reading.dependsOnTools,
    signal: signalValue?.getText() ?? null,
    signalExpression: signalValue ? facts.describe(signalValue) : null,
    withoutSignal: reading.signal ? textWithout(literal, reading.signal, reading.rewrites) : null,
    restStable: literal.properties.every((one) => one === reading.signal || facts.isStable(one)),
    nothing: literal.properties.length === 0,
  };
}

function readProperties(
  literal: ts.ObjectLiteralExpression,
  kind: 'tools' | 'execute',
  facts: ExpressionFacts,
): Reading {
  const reading: Reading = { rewrites: [], problem: null, signal: null, dependsOnTools: null };
  for (const property of literal.properties) {
    const key = property.name && propertyName(property.name);
    if (key === undefined) {
      reading.problem ??= 'the modifiers are spread from elsewhere';
      continue;
    }
    if (key === 'signal') {
      reading.signal = property;
      continue;
    }
    if (kind === 'execute') {
      reading.problem ??= `session.execute takes no ${key}`;
      continue;
    }
    readModifier(key, property, reading, facts);
  }
  return reading;
}

function readModifier(
  key: string,
  property: ts.ObjectLiteralElementLike,
  reading: Reading,
  facts: ExpressionFacts,
): void {
  const value = ts.isMethodDeclaration(property) ? property : valueOf(property);
  const hook = value && functionOf(value, facts);
  if (hook) reading.dependsOnTools ??= toolTestIn(hook);
  switch (key) {
    case 'modifySchema':
      return;
    case 'afterExecute':
      if (hook && reads(hook, 'sessionInfo'))
        reading.problem ??= 'afterExecute reads sessionInfo, which a session has not';
      if (hook && reads(hook, 'data'))
        reading.dependsOnTools ??= { line: lineOf(hook), what: 'afterExecute looks into the result of a tool' };
      return;
    case 'beforeExecute': {
      if (!hook || !value || (hook !== value && hook !== unwrap(value))) {
        reading.problem ??= 'beforeExecute is not written at the call, and its params differ in a session';
        return;
      }
      const found = beforeExecuteRewrites(hook, facts);
      if ('problem' in found) reading.problem ??= found.problem;
      else {
        reading.rewrites.push(...found.rewrites);
        if (found.rewrites.length > 0)
          reading.dependsOnTools ??= { line: lineOf(hook), what: "beforeExecute looks into a tool's arguments" };
      }
      return;
    }
    case 'beforeFileUpload':
      reading.problem ??= 'a session never calls beforeFileUpload';
      return;
    default:
      reading.problem ??= `${key} is no modifier that a session knows`;
  }
}

/** The function that a modifier is: written there, or a constant that holds one. */
function functionOf(node: ts.Node, facts: ExpressionFacts): ts.FunctionLikeDeclaration | undefined {
  const target = unwrap(node);
  if (isFunction(target)) return target;
  if (!ts.isIdentifier(target)) return undefined;
  const declaration = facts.bindings.symbolOf(target)?.declarations?.[0];
  if (!declaration) return undefined;
  if (isFunction(declaration)) return declaration;
  const initializer = ts.isVariableDeclaration(declaration) && declaration.initializer;
  const inner = initializer && unwrap(initializer);
  return inner && isFunction(inner) ? inner : undefined;
}

/** `toolSlug === 'GITHUB_X'`, `switch (toolkitSlug)`, `SLUGS.includes(toolSlug)`: the hook is meant for some tools. */
function toolTestIn(hook: ts.FunctionLikeDeclaration): { line: number; what: string } | null {
  let found: { line: number; what: string } | null = null;
  walk(hook, (node) => {
    const name = ts.isIdentifier(node) ? node.text : undefined;
    if (found || (name !== 'toolSlug' && name !== 'toolkitSlug')) return;
    const whole = isMember(node.parent) && memberName(node.parent) === name ? node.parent : node;
    if (isTested(whole)) found = { line: lineOf(node), what: `the modifiers test ${name}` };
  });
  return found;
}

const EQUALITY: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

function isTested(node: ts.Node): boolean {
  const parent = node.parent;
  if (ts.isBinaryExpression(parent)) return EQUALITY.has(parent.operatorToken.kind);
  if (ts.isSwitchStatement(parent)) return parent.expression === node;
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === node;
  if (ts.isCallExpression(parent) && parent.arguments.includes(node as ts.Expression)) {
    const method = memberName(unwrap(parent.expression));
    return method === 'includes' || method === 'has' || method === 'get' || method === 'test';
  }
  if (isMember(parent) && parent.expression === node) {
    return /^(startsWith|endsWith|includes|match|indexOf)$/.test(memberName(parent) ?? '');
  }
  return false;
}

function reads(hook: ts.Node, name: string): boolean {
  let found = false;
  walk(hook, (node) => {
    if (isMember(node) && memberName(node) === name) found = true;
    if (ts.isBindingElement(node) && propertyName((node.propertyName ?? node.name) as ts.PropertyName) === name)
      found = true;
  });
  return found;
}

function valueOf(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  if (ts.isShorthandPropertyAssignment(property)) return property.name;
  return undefined;
}

/** The literal's text without one property and with the rewrites; null when nothing is left. */
function textWithout(
  literal: ts.ObjectLiteralExpression,
  removed: ts.ObjectLiteralElementLike,
  rewrites: Rewrite[],
): string | null {
  const { properties } = literal;
  if (properties.length === 1) return null;
  const text = literal.getSourceFile().text;
  const index = properties.indexOf(removed);
  const next = properties[index + 1];
  const previous = properties[index - 1];
  const cut = next
    ? { start: removed.getStart(), end: next.getStart(), text: '' }
    : { start: previous?.getEnd() ?? removed.getStart(), end: removed.getEnd(), text: '' };
  const start = literal.getStart();
  let result = text.slice(start, literal.getEnd());
  for (const edit of [...rewrites, cut].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, edit.start - start) + edit.text + result.slice(edit.end - start);
  }
  return result;
}

function isUndefined(node: ts.Expression): boolean {
  return (ts.isIdentifier(node) && node.text === 'undefined') || node.kind === ts.SyntaxKind.NullKeyword;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 50 ? `${line.slice(0, 47)}…` : line;
}
