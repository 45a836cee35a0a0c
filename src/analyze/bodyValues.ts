/** What a value inside of a body is, and whether it can be written at the call instead. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import type { BodyKey, ExpressionFact } from './facts.js';
import { functionAround, isMember, isMissing, unwrap } from './nodes.js';
import { blocksOf } from './placement.js';
import { createTracer } from './trace.js';

/** Keys that a session does not need: they may also be set later. */
export const DROPPED: ReadonlySet<string> = new Set(['version', 'dangerouslySkipVersionCheck']);

/** The body cannot be taken apart; the message says why. */
export class UnknownBody extends Error {}

/** The value may be written at the call: it is the same there, and every name in it means the same. */
export function canStandAt(value: ts.Expression, call: ts.CallExpression, facts: ExpressionFacts): boolean {
  if (value.getSourceFile() !== call.getSourceFile() || !facts.isStable(value)) {
    return ts.isStringLiteralLike(unwrap(value));
  }
  const blocks = new Set(blocksOf(call));
  let fits = true;
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) return visit(node.expression);
    if (ts.isPropertyAssignment(node)) return visit(node.initializer);
    if (node.kind === ts.SyntaxKind.ThisKeyword && functionAround(value) !== functionAround(call)) fits = false;
    if (ts.isIdentifier(node)) {
      const symbol = facts.bindings.symbolOf(node);
      const declaration = symbol?.declarations?.[0];
      const isOutside = !declaration || blocksOf(declaration).every((block) => blocks.has(block));
      // `let to = 'alice'; const body = { to }; to = 'bob'`: the call has what it was when the body was made.
      const isWritten = symbol && facts.bindings.writesTo(symbol).some((write) => write.pos >= value.pos);
      if (!isOutside || isWritten || meaningAt(call, node.text, facts) !== symbol) fits = false;
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(value);
  return fits;
}

/** What a name means at a place, through imports. */
function meaningAt(place: ts.Node, name: string, facts: ExpressionFacts): ts.Symbol | undefined {
  const { checker } = facts;
  const visible = checker.getSymbolsInScope(place, ts.SymbolFlags.Value | ts.SymbolFlags.Alias);
  const symbol = visible.find((one) => one.name === name);
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
  const target = checker.getAliasedSymbol(symbol);
  return target.declarations?.length ? target : symbol;
}

/** `base.userId` in the place of `base`: what is known about the value, with the binding that holds it. */
export function memberFact(base: ts.Expression, key: BodyKey, facts: ExpressionFacts): ExpressionFact | null {
  const holder = facts.describe(base);
  if (!key.value) return null;
  const isWritten = facts.bindings.propertyIsWritten(base.getSourceFile(), key.key);
  if ((isWritten || !holder.stable) && !DROPPED.has(key.key)) {
    throw new UnknownBody(`${base.getText()}.${key.key} may be another by the time of the call`);
  }
  return {
    ...holder,
    text: `${base.getText()}.${key.key}`,
    literals: key.value.literals,
    type: key.value.type,
    identity: holder.identity === null ? null : `${holder.identity}.${key.key}`,
    origin: key.value.origin,
    env: key.value.env,
  };
}

/** A name, a member or a literal: may be repeated where the constant stays. */
export function isShort(value: ts.Expression): boolean {
  const target = unwrap(value);
  return ts.isIdentifier(target) || isMember(target) || ts.isLiteralExpression(target);
}

/** `id`, `!!id`, `Boolean(id)`, `id != null`, `id !== undefined`: the condition is the value itself. */
export function asksFor(condition: ts.Expression, value: ts.Expression | undefined, facts: ExpressionFacts): boolean {
  if (!value) return false;
  let target = unwrap(condition) as ts.Expression;
  if (ts.isCallExpression(target) && target.expression.getText() === 'Boolean' && target.arguments[0]) {
    target = unwrap(target.arguments[0]) as ts.Expression;
  }
  while (ts.isPrefixUnaryExpression(target) && ts.isPrefixUnaryExpression(unwrap(target.operand))) {
    target = unwrap((unwrap(target.operand) as ts.PrefixUnaryExpression).operand) as ts.Expression;
  }
  if (ts.isBinaryExpression(target) && isMissing(target.right)) {
    const operator = target.operatorToken.kind;
    const differs =
      operator === ts.SyntaxKind.ExclamationEqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsToken;
    if (differs) target = unwrap(target.left) as ts.Expression;
  }
  const identity = facts.describe(target).identity;
  return identity !== null && identity === facts.describe(value).identity;
}

/** Members of a value whose type names every key; null where it is open, a union, or not an object. */
export function typedKeys(base: ts.Expression, facts: ExpressionFacts): Omit<BodyKey, 'range'>[] | null {
  const { checker } = facts;
  const type = checker.getTypeAtLocation(base);
  const isObject = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  const isPlain = isObject && type.getCallSignatures().length === 0;
  if (!isPlain || checker.getIndexInfosOfType(type).length > 0 || checker.isArrayType(type)) return null;
  const properties = checker.getPropertiesOfType(type);
  if (properties.length === 0) return null;
  if (!properties.some(({ name }) => name === ACCOUNT) && !isMadeWhole(base, facts)) return null;
  return properties.map((property) => {
    const key: Omit<BodyKey, 'range'> = {
      key: property.name,
      value: null,
      shorthand: false,
      conditional: null,
      conditionIsValue: false,
      optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
      missing: false,
      constant: false,
    };
    const described = facts.describe(base);
    const word = wordOfType(checker.getTypeOfSymbolAtLocation(property, base));
    const value: ExpressionFact = {
      ...described,
      literals: null,
      type: word,
      origin: `${base.getText()}.${property.name}`,
      env: null,
    };
    return { ...key, value: memberFact(base, { ...key, value, range: described }, facts) };
  });
}

const ACCOUNT = 'connectedAccountId';

/**
 * A type admits values with further keys, an account among them: only where every way to the value is seen, and makes
 * it of no more than its type names, is there none.
 */
function isMadeWhole(base: ts.Expression, facts: ExpressionFacts): boolean {
  const { ends, open } = createTracer(facts)(base);
  const isWhole = (end: ts.Expression): boolean => {
    if (!ts.isObjectLiteralExpression(end)) return ts.isCallExpression(end);
    return end.properties.every(
      (one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text !== ACCOUNT,
    );
  };
  return !open && ends.length > 0 && ends.every(isWhole);
}

function wordOfType(type: ts.Type): ExpressionFact['type'] {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'any';
  const parts = type.isUnion() ? type.types : [type];
  const missing = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;
  if (parts.some((part) => part.flags & missing)) return 'maybe-undefined';
  return parts.every((part) => part.flags & ts.TypeFlags.StringLike) ? 'string' : 'other';
}
