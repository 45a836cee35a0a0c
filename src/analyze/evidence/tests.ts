/** Which tests of a value stand around a place: what is known there of one value need not hold for others. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { functionAround, isMember, memberName, unwrap, walk } from '../nodes.js';
import { leaves } from './guards.js';

interface Test {
  condition: ts.Expression;
  /** Equal for the same way through the same test. */
  key: string;
}

/**
 * The tests of a value under which a node runs, each by a key that is equal for the same way through the same test.
 * Whether there is a value at all is no such test, and neither is one that ends in an error.
 *
 * @param value the value as it is written there
 */
export function testsOn(node: ts.Node, value: ts.Expression, facts: ExpressionFacts): string[] {
  const text = squeezed(value);
  return testsAround(node, homeOf(value, facts))
    .filter(({ condition }) => mentions(condition, text) && !isPresence(condition, text))
    .map((test) => test.key);
}

/** A test around the node, or a way out before it, makes sure that there is a value. */
export function isThere(value: ts.Expression, facts: ExpressionFacts): boolean {
  const text = squeezed(value);
  return testsAround(value, homeOf(value, facts), true).some(({ condition }) => asksForPresence(condition, text));
}

/** The function in which the value is declared: tests outside of it cannot be about it. */
function homeOf(value: ts.Expression, facts: ExpressionFacts): ts.Node | undefined {
  let root = unwrap(value) as ts.Expression;
  while (isMember(root)) root = unwrap(root.expression) as ts.Expression;
  const declaration = facts.bindings.symbolOf(root)?.declarations?.[0];
  return declaration && functionAround(declaration);
}

/** @param errors also those whose other way ends in an error */
function testsAround(node: ts.Node, home: ts.Node | undefined, errors = false): Test[] {
  const tests: Test[] = [];
  const take = (condition: ts.Expression, way: string): void => {
    tests.push({ condition, key: `${condition.pos}:${way}` });
  };
  for (let child = node, parent = node.parent; parent && child !== home; child = parent, parent = parent.parent) {
    if (ts.isIfStatement(parent)) {
      if (child !== parent.expression) take(parent.expression, child === parent.thenStatement ? 'then' : 'else');
    } else if (ts.isConditionalExpression(parent)) {
      if (child !== parent.condition) take(parent.condition, child === parent.whenTrue ? 'then' : 'else');
    } else if (ts.isBinaryExpression(parent) && child === parent.right) {
      const operator = parent.operatorToken.kind;
      if (operator === ts.SyntaxKind.AmpersandAmpersandToken) take(parent.left, 'then');
      else if (operator === ts.SyntaxKind.BarBarToken) take(parent.left, 'else');
    } else if (ts.isCaseOrDefaultClause(parent)) take(parent.parent.parent.expression, `case${parent.pos}`);
    else if (ts.isWhileStatement(parent) && child === parent.statement) take(parent.expression, 'then');
    if (!ts.isBlock(parent) && !ts.isSourceFile(parent) && !ts.isCaseOrDefaultClause(parent)) continue;
    for (const statement of parent.statements) {
      if (statement === child) break;
      if (!ts.isIfStatement(statement) || (!errors && throws(statement.thenStatement))) continue;
      if (leaves(statement.thenStatement)) take(statement.expression, 'else');
      else if (statement.elseStatement && leaves(statement.elseStatement)) take(statement.expression, 'then');
    }
  }
  return tests;
}

function throws(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return !!last && ts.isThrowStatement(last);
}

function mentions(condition: ts.Node, text: string): boolean {
  let found = false;
  walk(condition, (node) => {
    if ((ts.isIdentifier(node) || isMember(node)) && squeezed(node) === text) found = true;
    return !found;
  });
  return found;
}

/** What the condition says of the value is only whether there is one: `!toolkit || !userId`. */
function isPresence(condition: ts.Expression, text: string): boolean {
  const test = unwrap(condition) as ts.Expression;
  if (!mentions(test, text)) return true;
  if (squeezed(test) === text) return true;
  if (ts.isPrefixUnaryExpression(test)) return isPresence(test.operand, text);
  if (ts.isTypeOfExpression(test)) return isPresence(test.expression, text);
  if (ts.isCallExpression(test)) {
    const callee = unwrap(test.expression);
    return isMember(callee) && memberName(callee) === 'trim' && isPresence(callee.expression, text);
  }
  if (!ts.isBinaryExpression(test)) return false;
  const operator = test.operatorToken.kind;
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken)
    return isPresence(test.left, text) && isPresence(test.right, text);
  return [test.left, test.right].some(isNoToolkit) && isPresence(test.left, text) && isPresence(test.right, text);
}

/** What no toolkit is called: a comparison with it tells nothing of which toolkit it is. */
function isNoToolkit(node: ts.Expression): boolean {
  const target = unwrap(node);
  return (
    target.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(target) && target.text === 'undefined') ||
    (ts.isStringLiteralLike(target) && /^(?:|string|undefined)$/.test(target.text))
  );
}

function asksForPresence(condition: ts.Expression, text: string): boolean {
  return mentions(condition, text) && isPresence(condition, text);
}

function squeezed(node: ts.Node): string {
  return unwrap(node).getText().replace(/\s+/g, '');
}
