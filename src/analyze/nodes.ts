/** Small questions about TypeScript nodes that every part of the analysis asks. */
import { ts } from 'ts-morph';

/** Looks through parentheses, `as`, `satisfies`, `<T>x` and `!`. */
export function unwrap(node: ts.Node): ts.Node {
  let current = node;
  while (isWrapper(current)) current = current.expression;
  return current;
}

/** As `unwrap`, and through `await`. */
export function unwrapAwait(node: ts.Node): ts.Node {
  let current = unwrap(node);
  while (ts.isAwaitExpression(current)) current = unwrap(current.expression);
  return current;
}

/** The outermost wrapper (parentheses, casts, `!`) around a node; the node itself when there is none. */
export function wrapped(node: ts.Node): ts.Node {
  let current = node;
  while (isWrapper(current.parent)) current = current.parent;
  return current;
}

function isWrapper(
  node: ts.Node,
): node is
  ts.ParenthesizedExpression | ts.AsExpression | ts.SatisfiesExpression | ts.NonNullExpression | ts.TypeAssertion {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node)
  );
}

/** Function, method, accessor, constructor or arrow function around a node; undefined at module level. */
export function functionAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  let current: ts.Node = node.parent;
  while (current) {
    if (isFunction(current)) return current;
    current = current.parent;
  }
  return undefined;
}

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isGetAccessor(node) ||
    ts.isSetAccessor(node)
  );
}

export function isAsync(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword);
}

export function isLoop(node: ts.Node): node is ts.IterationStatement {
  return ts.isIterationStatement(node, false);
}

/** Name of a property access or of an element access with a literal; undefined for any other node. */
export function memberName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return node.argumentExpression.text;
  }
  return undefined;
}

export function isMember(node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** Name of an object literal's property; undefined when it is computed at run time. */
export function propertyName(name: ts.PropertyName | undefined): string | undefined {
  if (!name) return undefined;
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
}

/** Value of a property of an object literal, shorthand included; undefined when it is not there. */
export function propertyValue(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) {
    if (ts.isPropertyAssignment(property) && propertyName(property.name) === name) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) return property.name;
  }
  return undefined;
}

/** The node writes to its operand: `=`, `+=`, `++`, `--`, `delete`, a destructuring assignment or a loop variable. */
export function isWriteTarget(node: ts.Node): boolean {
  const outer = wrapped(node);
  const parent = outer.parent;
  if (ts.isBinaryExpression(parent)) {
    const operator = parent.operatorToken.kind;
    return (
      parent.left === outer && operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment
    );
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  if (ts.isDeleteExpression(parent)) return true;
  if ((ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === outer) return true;
  return isDestructuringTarget(outer);
}

function isDestructuringTarget(node: ts.Node): boolean {
  let current = node;
  for (;;) {
    const parent = current.parent;
    if (ts.isArrayLiteralExpression(parent) || ts.isSpreadElement(parent)) current = parent;
    else if (ts.isPropertyAssignment(parent) && parent.initializer === current) current = parent.parent;
    else if (ts.isShorthandPropertyAssignment(parent) && parent.name === current) current = parent.parent;
    else if (ts.isSpreadAssignment(parent)) current = parent.parent;
    else break;
  }
  const parent = current.parent;
  const isPattern = ts.isArrayLiteralExpression(current) || ts.isObjectLiteralExpression(current);
  if (!isPattern || current === node) return false;
  if (ts.isBinaryExpression(parent)) {
    return parent.left === current && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  }
  return ts.isForOfStatement(parent) && parent.initializer === current;
}

/**
 * Calls `visit` for the node and everything below it, in the order of the source; returning false leaves out what is
 * below. Without recursion: a sum of ten thousand numbers is a tree as deep.
 */
export function walk(node: ts.Node, visit: (node: ts.Node) => boolean | void): void {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (visit(next) === false) continue;
    const below: ts.Node[] = [];
    ts.forEachChild(next, (child) => void below.push(child));
    while (below.length > 0) open.push(below.pop()!);
  }
}

/** `null`, `undefined`, `void 0`. */
export function isMissing(node: ts.Node): boolean {
  const target = unwrap(node);
  if (target.kind === ts.SyntaxKind.NullKeyword || ts.isVoidExpression(target)) return true;
  return ts.isIdentifier(target) && target.text === 'undefined';
}

/** Line of an offset, from 1. */
export function lineOf(node: ts.Node): number {
  const file = node.getSourceFile();
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}
