/** The strings that an expression can be: behind constants, enums, `as const` arrays, unions, imported or not. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import type { ListFact } from './facts.js';
import { MUTATING_METHODS } from './bindings.js';
import { isMember, isWriteTarget, memberName, propertyName, unwrap, wrapped } from './nodes.js';

const MAX_DEPTH = 8;

/** Every string the expression can be, when all are proven; null otherwise. */
export function literalsOf(node: ts.Expression, facts: ExpressionFacts, depth = 0): string[] | null {
  const target = unwrap(node) as ts.Expression;
  if (ts.isStringLiteralLike(target)) return [target.text];
  if (depth > MAX_DEPTH) return null;
  if (ts.isConditionalExpression(target)) {
    return union([target.whenTrue, target.whenFalse], facts, depth);
  }
  if (ts.isBinaryExpression(target)) {
    const operator = target.operatorToken.kind;
    if (operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken) {
      return union([target.left, target.right], facts, depth);
    }
  }
  const declared = declaredValue(target, facts);
  if (declared) return literalsOf(declared, facts, depth + 1);
  const list = listOfTurns(target, facts);
  if (list) return union(list, facts, depth);
  return literalsOfType(steadyType(target, facts));
}

/** Its type, but the declared one for a binding that closures write: what TypeScript narrowed it to may be over by then. */
function steadyType(node: ts.Expression, facts: ExpressionFacts): ts.Type {
  const symbol = ts.isIdentifier(node) && !facts.isStable(node) ? facts.bindings.symbolOf(node) : undefined;
  return symbol ? facts.checker.getTypeOfSymbol(symbol) : facts.checker.getTypeAtLocation(node);
}

function union(nodes: ts.Expression[], facts: ExpressionFacts, depth: number): string[] | null {
  const all = new Set<string>();
  for (const node of nodes) {
    const values = literalsOf(node, facts, depth + 1);
    if (!values) return null;
    for (const value of values) all.add(value);
  }
  return [...all];
}

/** The elements of a written list that a loop goes through, for the variable of the loop: `for (const slug of ['A', 'B'])`. */
function listOfTurns(node: ts.Expression, facts: ExpressionFacts): ts.Expression[] | undefined {
  const symbol = ts.isIdentifier(node) ? facts.bindings.symbolOf(node) : undefined;
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  const loop = declaration.parent.parent;
  if (!ts.isForOfStatement(loop) || !ts.isIdentifier(declaration.name)) return undefined;
  if (facts.bindings.writesTo(symbol).length > 0) return undefined;
  const elements = arrayLiteralOf(loop.expression, facts, 0)?.elements;
  return elements?.length && !elements.some((one) => ts.isSpreadElement(one)) ? [...elements] : undefined;
}

function literalsOfType(type: ts.Type): string[] | null {
  const parts = type.isUnion() ? type.types : [type];
  const values: string[] = [];
  for (const part of parts) {
    if (!part.isStringLiteral()) return null;
    values.push(part.value);
  }
  return values.length > 0 ? values : null;
}

/**
 * The expression that a name or a member of a constant stands for, when nothing can have changed it:
 * a binding that is never written, a property of an object literal that is never written.
 */
export function declaredValue(node: ts.Expression, facts: ExpressionFacts): ts.Expression | undefined {
  const target = unwrap(node) as ts.Expression;
  if (ts.isIdentifier(target)) {
    const symbol = facts.bindings.symbolOf(target);
    const declaration = symbol?.declarations?.[0];
    if (!symbol || !declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
    if (!ts.isIdentifier(declaration.name)) return undefined;
    return facts.bindings.writesTo(symbol).length === 0 ? declaration.initializer : undefined;
  }
  if (isMember(target)) {
    const object = declaredValue(target.expression, facts);
    const literal = object && unwrap(object);
    const name = memberName(target) ?? keyOf(target, facts);
    if (!literal || name === undefined || !ts.isObjectLiteralExpression(literal)) return undefined;
    if (isMutated(target.expression, facts)) return undefined;
    return memberOf(literal, name);
  }
  return undefined;
}

function keyOf(node: ts.Node, facts: ExpressionFacts): string | undefined {
  if (!ts.isElementAccessExpression(node)) return undefined;
  const keys = literalsOf(node.argumentExpression, facts, MAX_DEPTH - 2);
  return keys?.length === 1 ? keys[0] : undefined;
}

function memberOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  for (const property of object.properties) {
    if (ts.isSpreadAssignment(property)) return undefined;
    if (ts.isPropertyAssignment(property) && propertyName(property.name) === undefined) return undefined;
    if (ts.isPropertyAssignment(property) && propertyName(property.name) === name) found = property.initializer;
    if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) found = property.name;
  }
  return found;
}

/** Some code of the binding's file writes to the object or array that a name holds, or calls a method on it that does. */
export function isMutated(node: ts.Expression, facts: ExpressionFacts): boolean {
  const target = unwrap(node);
  if (!ts.isIdentifier(target)) {
    const name = memberName(target);
    return name !== undefined && facts.bindings.propertyIsWritten(target.getSourceFile(), name);
  }
  const symbol = facts.bindings.symbolOf(target);
  if (!symbol) return true;
  const files = new Set([symbol.declarations?.[0]?.getSourceFile(), target.getSourceFile()]);
  for (const file of files) {
    if (!file) return true;
    for (const reference of facts.bindings.referencesTo(symbol, file)) {
      let outer: ts.Node = wrapped(reference);
      while (isMember(outer.parent) && outer.parent.expression === outer) {
        const name = memberName(outer.parent);
        if (isWriteTarget(outer.parent)) return true;
        if (name !== undefined && MUTATING_METHODS.has(name) && ts.isCallExpression(outer.parent.parent)) return true;
        outer = wrapped(outer.parent);
      }
      if (isAssignTarget(outer)) return true;
    }
  }
  return false;
}

/** `Object.assign(x, …)` changes x. */
function isAssignTarget(node: ts.Node): boolean {
  const call = node.parent;
  return (
    ts.isCallExpression(call) &&
    call.arguments[0] === node &&
    ts.isPropertyAccessExpression(call.expression) &&
    /^(assign|defineProperty|setPrototypeOf)$/.test(call.expression.name.text)
  );
}

/** Name of the environment variable that the expression reads, through constants, `!`, casts, `?? ''` and `|| ''`. */
export function envOf(node: ts.Expression, facts: ExpressionFacts, depth = 0): string | null {
  const target = unwrap(node) as ts.Expression;
  if (depth > MAX_DEPTH) return null;
  if (ts.isBinaryExpression(target)) {
    const operator = target.operatorToken.kind;
    const isDefault = operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken;
    const right = unwrap(target.right);
    return isDefault && ts.isStringLiteralLike(right) && right.text === ''
      ? envOf(target.left, facts, depth + 1)
      : null;
  }
  if (isMember(target)) {
    const name = memberName(target);
    const object = target.expression.getText();
    if (name !== undefined && /^(process\??\.env|import\.meta\.env|Deno\.env|Bun\.env|env)$/.test(object)) return name;
  }
  const declared = declaredValue(target, facts);
  return declared ? envOf(declared, facts, depth + 1) : null;
}

type ListPart = Pick<ListFact, 'items' | 'values' | 'isList' | 'lowerCase'>;

/** What is known about a list of strings. */
export function listOf(node: ts.Expression, facts: ExpressionFacts): ListPart {
  const literal = arrayLiteralOf(node, facts, 0);
  const type = facts.checker.getTypeAtLocation(node);
  const nonNull = facts.checker.getNonNullableType(type);
  const isList = literal !== undefined || facts.checker.isArrayType(nonNull) || facts.checker.isTupleType(nonNull);
  if (!literal) {
    const element = isList ? facts.checker.getIndexTypeOfType(nonNull, ts.IndexKind.Number) : undefined;
    const possible = element ? literalsOfType(element) : null;
    const branches = branchesOf(unwrap(node) as ts.Expression);
    const lowerCase = branches
      ? branches.every((branch) => listOf(branch, facts).lowerCase)
      : (possible?.every((value) => value === value.toLowerCase()) ?? false);
    return { items: null, values: null, isList, lowerCase };
  }
  const items = literal.elements.map((element) => {
    const spread = ts.isSpreadElement(element);
    const value = spread ? element.expression : element;
    const list = spread ? listOf(value, facts) : null;
    return {
      text: element.getText(),
      literals: list ? list.values : literalsOf(value, facts),
      spreadsList: list?.isList ?? false,
      maybeUndefined: !spread && isMissing(facts.checker.getTypeAtLocation(value)),
      spread,
    };
  });
  const single = items.every((item) => item.literals !== null && (item.spread || item.literals.length === 1));
  const values = single ? items.flatMap((item) => item.literals ?? []) : null;
  const lowerCase = items.every((item) => item.literals?.every((value) => value === value.toLowerCase()) ?? false);
  return { items, values, isList: true, lowerCase };
}

/** What a choice can give: `c ? a : b`, `a ?? b`, `a || b`; undefined for anything else. */
function branchesOf(node: ts.Expression): ts.Expression[] | undefined {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator = node.operatorToken.kind;
  const chooses = operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken;
  return chooses ? [node.left, node.right] : undefined;
}

function isMissing(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null));
}

function arrayLiteralOf(
  node: ts.Expression,
  facts: ExpressionFacts,
  depth: number,
): ts.ArrayLiteralExpression | undefined {
  const target = unwrap(node) as ts.Expression;
  if (ts.isArrayLiteralExpression(target)) return target;
  if (depth > MAX_DEPTH) return undefined;
  const declared = declaredValue(target, facts);
  if (!declared || isMutated(target, facts)) return undefined;
  return arrayLiteralOf(declared, facts, depth + 1);
}
