/** Facts of `connectedAccounts.link`, `connectedAccounts.initiate` and `toolkits.authorize`. */
import { ts } from 'ts-morph';
import type { DirectApi } from '../sdk/apis.js';
import { authConfigFact } from './authConfigs.js';
import { testsForExistingConnection } from './errorTests.js';
import type { ExpressionFacts } from './expressions.js';
import type { AuthorizeFact, OptionsFact } from './facts.js';
import { isMember, isWriteTarget, memberName, propertyName, unwrap, unwrapAwait, walk, wrapped } from './nodes.js';
import { isMutated } from './values.js';

/** Options of the three calls, and what else `initiate` takes. Source: `connectedAccounts.types`, @composio/core 0.19.0. */
const OPTION_KEYS: ReadonlySet<string> = new Set(['callbackUrl', 'alias', 'allowMultiple', 'config', 'experimental']);

/**
 * @param api one of the three calls; any other is a mistake of the caller
 */
export function authorizeFact(call: ts.CallExpression, api: DirectApi, facts: ExpressionFacts): AuthorizeFact {
  const list = call.arguments;
  const byToolkit = api === 'toolkits.authorize';
  const spread = list.some((one) => ts.isSpreadElement(one));
  const [user, second, third] = list;
  const id = byToolkit ? third : second;
  const options = byToolkit ? undefined : third;
  const isShape = !spread && isUser(user, facts) && second !== undefined && list.length <= (byToolkit ? 3 : 3);
  return {
    authConfig: isShape && id && !isUndefined(id) ? authConfigFact(id, call, facts) : null,
    toolkit: isShape && byToolkit && second ? facts.describe(second) : null,
    options: isShape && options && !isUndefined(options) ? optionsFact(options, facts) : null,
    legacyShape: !isShape,
    testsForExisting: testsForExistingConnection(call, facts),
    sessionFallback: isSessionFallback(call),
  };
}

/** Older SDKs took one object with everything in it. */
function isUser(node: ts.Expression | undefined, facts: ExpressionFacts): boolean {
  if (!node || ts.isObjectLiteralExpression(unwrap(node))) return false;
  const type = facts.checker.getNonNullableType(facts.checker.getTypeAtLocation(node));
  const parts = type.isUnion() ? type.types : [type];
  return !parts.some((part) => part.flags & ts.TypeFlags.Object);
}

function isUndefined(node: ts.Expression): boolean {
  const target = unwrap(node);
  return (ts.isIdentifier(target) && target.text === 'undefined') || ts.isVoidExpression(target);
}

function optionsFact(node: ts.Expression, facts: ExpressionFacts): OptionsFact {
  const expression = facts.describe(node);
  const literal = unwrap(node) as ts.Expression;
  if (ts.isObjectLiteralExpression(literal)) return { expression, ...literalOptions(literal, facts) };
  return { expression, ...namedOptions(literal, facts) };
}

type OptionsPart = Omit<OptionsFact, 'expression'>;

function literalOptions(literal: ts.ObjectLiteralExpression, facts: ExpressionFacts): OptionsPart {
  const keys: OptionsFact['keys'] = [];
  let known = true;
  for (const property of literal.properties) {
    const range = { start: property.getStart(), end: property.getEnd() };
    const text = property.getText();
    if (ts.isSpreadAssignment(property)) {
      const inner = keysOfType(property.expression, facts);
      if (!inner) known = false;
      for (const key of inner ?? [])
        keys.push({ key, range, text, value: facts.describe(property.expression), given: 'maybe' });
    } else {
      const key = propertyName(property.name);
      const value = ts.isPropertyAssignment(property)
        ? property.initializer
        : ts.isShorthandPropertyAssignment(property)
          ? property.name
          : null;
      if (key === undefined || !value) known = false;
      else keys.push({ key, range, text, value: facts.describe(value), given: 'here' });
    }
  }
  return { known: known && keys.every((one) => OPTION_KEYS.has(one.key)), literal: true, keys };
}

/**
 * Options that are made elsewhere: the object literal of the constant and what is written to it in sight, else the
 * type, when it has known keys only.
 */
function namedOptions(node: ts.Expression, facts: ExpressionFacts): OptionsPart {
  const made = ts.isIdentifier(node) ? madeAs(node, facts) : null;
  if (made) return made;
  const names = keysOfType(node, facts);
  const range = { start: node.getStart(), end: node.getEnd() };
  const value = facts.describe(node);
  const keys = (names ?? []).map((key) => ({ key, range, text: node.getText(), value, given: 'maybe' as const }));
  return { known: names !== null && names.every((key) => OPTION_KEYS.has(key)), literal: false, keys };
}

function madeAs(node: ts.Identifier, facts: ExpressionFacts): OptionsPart | null {
  const symbol = facts.bindings.symbolOf(node);
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return null;
  const literal = unwrap(declaration.initializer);
  if (!ts.isObjectLiteralExpression(literal) || facts.bindings.writesTo(symbol).length > 0) return null;
  const part = literalOptions(literal, facts);
  for (const write of memberWrites(symbol, node.getSourceFile(), facts)) {
    if (!write) return null;
    const range = { start: write.value.getStart(), end: write.value.getEnd() };
    part.keys.push({
      key: write.name,
      range,
      text: write.value.getText(),
      value: facts.describe(write.value),
      given: 'maybe',
    });
  }
  const mutated = isMutated(node, facts) && part.keys.every((one) => one.given === 'here');
  return {
    keys: part.keys,
    known: part.known && !mutated && part.keys.every((one) => OPTION_KEYS.has(one.key)),
    literal: false,
  };
}

/** `options.callbackUrl = url`; null for a write that cannot be read. */
function* memberWrites(
  symbol: ts.Symbol,
  file: ts.SourceFile,
  facts: ExpressionFacts,
): Generator<{ name: string; value: ts.Expression } | null> {
  for (const reference of facts.bindings.referencesTo(symbol, file)) {
    const member = wrapped(reference).parent;
    if (!isMember(member) || member.expression !== wrapped(reference) || !isWriteTarget(member)) continue;
    const name = memberName(member);
    const parent = wrapped(member).parent;
    yield name !== undefined && ts.isBinaryExpression(parent) ? { name, value: parent.right } : null;
  }
}

/** Every key that a value of this type can have; null when it may have others. */
function keysOfType(node: ts.Expression, facts: ExpressionFacts): string[] | null {
  const target = unwrap(node) as ts.Expression;
  if (ts.isConditionalExpression(target)) return both(target.whenTrue, target.whenFalse, facts);
  if (ts.isBinaryExpression(target) && target.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    return keysOfType(target.right, facts);
  }
  if (ts.isObjectLiteralExpression(target)) {
    const part = literalOptions(target, facts);
    return part.known ? part.keys.map((one) => one.key) : null;
  }
  const type = facts.checker.getNonNullableType(facts.checker.getTypeAtLocation(target));
  const parts = type.isUnion() ? type.types : [type];
  const names = new Set<string>();
  for (const part of parts) {
    const open =
      part.getStringIndexType() || !(part.flags & ts.TypeFlags.Object) || part.getCallSignatures().length > 0;
    if (open || part.getProperties().length === 0) return null;
    for (const property of part.getProperties()) names.add(property.name);
  }
  return [...names];
}

function both(left: ts.Expression, right: ts.Expression, facts: ExpressionFacts): string[] | null {
  const [a, b] = [left, right].map((one) => (isUndefined(one) ? [] : keysOfType(one, facts)));
  return a && b ? [...new Set([...a, ...b])] : null;
}

/** The direct call is what the code falls back to when `session.authorize` fails. */
function isSessionFallback(call: ts.Node): boolean {
  for (let child: ts.Node = call, parent = call.parent; parent; child = parent, parent = parent.parent) {
    if (ts.isCatchClause(parent) && containsSessionAuthorize(parent.parent.tryBlock)) return true;
    if (
      ts.isBinaryExpression(parent) &&
      parent.right === child &&
      /^(\?\?|\|\|)$/.test(parent.operatorToken.getText())
    ) {
      if (containsSessionAuthorize(parent.left)) return true;
    }
    const callee =
      ts.isCallExpression(parent) && parent.arguments.includes(child as ts.Expression)
        ? unwrap(parent.expression)
        : null;
    if (callee && isMember(callee) && memberName(callee) === 'catch' && containsSessionAuthorize(callee.expression))
      return true;
    if (ts.isFunctionDeclaration(parent) || ts.isMethodDeclaration(parent)) return false;
  }
  return false;
}

function containsSessionAuthorize(node: ts.Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (found) return false;
    if (!ts.isCallExpression(inner)) return true;
    const callee = unwrap(inner.expression);
    if (!isMember(callee) || memberName(callee) !== 'authorize') return true;
    const receiver = unwrapAwait(callee.expression);
    const isToolkits = isMember(receiver) ? memberName(receiver) === 'toolkits' : receiver.getText() === 'toolkits';
    found = !isToolkits && inner.arguments.length >= 1 && inner.arguments.length <= 3;
    return true;
  });
  return found;
}
