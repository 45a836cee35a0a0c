/** Whether a list that limits a session may be undefined at run time: then it would limit nothing. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import type { ListFact } from './facts.js';
import { isMember, memberName, unwrap } from './nodes.js';
import { declaredValue } from './values.js';

const MAX_DEPTH = 4;

/** Methods that give a list whenever they give anything. */
const LIST_METHODS: ReadonlySet<string> = new Set([
  'concat',
  'entries',
  'filter',
  'flat',
  'flatMap',
  'from',
  'keys',
  'map',
  'slice',
  'sort',
  'split',
  'toSorted',
  'values',
]);

/**
 * Why the value of a filter's key may be missing, in words; null when it is there for certain.
 * TypeScript's own view is not enough: `any`, and reads of an index signature, hide `undefined`.
 */
export function mayBeMissing(node: ts.Expression, fact: ListFact, facts: ExpressionFacts): string | null {
  if (fact.items) {
    const item = fact.items.find((one) => one.maybeUndefined);
    return item ? `${item.text} may be undefined` : null;
  }
  if (fact.literals) return null;
  if (fact.type === 'maybe-undefined') return `${fact.text} may be undefined`;
  return hidesUndefined(node, facts, 0) ? `nothing proves that ${fact.text} is set` : null;
}

function hidesUndefined(node: ts.Expression, facts: ExpressionFacts, depth: number): boolean {
  if (ts.isNonNullExpression(node)) return false;
  const target = unwrap(node) as ts.Expression;
  if (ts.isArrayLiteralExpression(target)) return false;
  if (depth > MAX_DEPTH) return true;
  if (ts.isConditionalExpression(target))
    return hidesUndefined(target.whenTrue, facts, depth + 1) || hidesUndefined(target.whenFalse, facts, depth + 1);
  if (ts.isBinaryExpression(target)) {
    const operator = target.operatorToken.kind;
    const isDefault = operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken;
    return !isDefault || hidesUndefined(target.right, facts, depth + 1);
  }
  if (readsIndexSignature(target, facts)) return true;
  // It gives what the text says, and no text says undefined.
  if (ts.isCallExpression(target) && /^JSON\s*\.\s*parse$/.test(target.expression.getText())) return false;
  const declared = declaredValue(target, facts);
  if (declared) return hidesUndefined(declared, facts, depth + 1);
  const isAny = !!(facts.checker.getTypeAtLocation(target).flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown));
  return isAny && !isGivenList(target, facts);
}

/** `MAP[key]`, `config['tools']` without a declared property: the type leaves out that there may be none. */
function readsIndexSignature(node: ts.Expression, facts: ExpressionFacts): boolean {
  if (!isMember(node)) return false;
  const object = facts.checker.getTypeAtLocation(node.expression);
  if (object.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return false;
  const name = memberName(node);
  if (name !== undefined)
    return facts.checker.getPropertyOfType(facts.checker.getApparentType(object), name) === undefined;
  const key = ts.isElementAccessExpression(node) ? facts.literals(node.argumentExpression) : null;
  return !key?.every((one) => facts.checker.getPropertyOfType(object, one) !== undefined);
}

/** Without types: a parameter that has to be given, or the result of a method that gives lists. */
function isGivenList(node: ts.Expression, facts: ExpressionFacts): boolean {
  if (ts.isCallExpression(node)) {
    const callee = unwrap(node.expression);
    const name = memberName(callee);
    const optional = ts.isOptionalChain(node) || ts.isOptionalChain(callee);
    return name !== undefined && LIST_METHODS.has(name) && !optional;
  }
  if (!ts.isIdentifier(node)) return false;
  const symbol = facts.bindings.symbolOf(node);
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration || facts.bindings.writesTo(symbol).length > 0) return false;
  return ts.isParameter(declaration) && !declaration.questionToken && ts.isIdentifier(declaration.name);
}
