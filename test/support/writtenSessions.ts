/** Reads the sessions that stand in a text: where each is made, with which config, and which calls use it. */
import ts from 'typescript';

/** A call that a session takes over. */
export interface SessionUse {
  create: ts.CallExpression;
  call: ts.CallExpression;
  method: string;
}

const METHODS: ReadonlySet<string> = new Set(['tools', 'execute', 'authorize']);

/** Every use of a session in a file, in the order of the methods' names. */
export function sessionUses(file: ts.SourceFile): SessionUse[] {
  const uses: SessionUse[] = [];
  const visit = (node: ts.Node): void => {
    const use = sessionUse(node);
    if (use) uses.push(use);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses.sort((a, b) => positionOf(a) - positionOf(b));
}

const positionOf = ({ call }: SessionUse): number => (call.expression as ts.PropertyAccessExpression).name.getStart();

/** `session.tools(…)`, `(await composio.create(…)).tools(…)`, `.then((session) => session.tools(…))` */
function sessionUse(node: ts.Node): SessionUse | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const method = node.expression.name.text;
  if (!METHODS.has(method)) return null;
  const holder = bare(node.expression.expression);
  const create = ts.isIdentifier(holder) ? sessionNamed(holder) : createCall(holder);
  return create ? { create, call: node, method } : null;
}

/** An expression without what does not change its value. */
export function bare(node: ts.Expression): ts.Expression {
  let current = node;
  while (
    ts.isParenthesizedExpression(current) ||
    ts.isAwaitExpression(current) ||
    ts.isNonNullExpression(current) ||
    ts.isAsExpression(current) ||
    ts.isSatisfiesExpression(current)
  ) {
    current = current.expression;
  }
  return current;
}

function createCall(node: ts.Node | undefined): ts.CallExpression | null {
  if (!node || !ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  return node.expression.name.text === 'create' && !/authConfigs|triggers/.test(node.expression.expression.getText())
    ? node
    : null;
}

function sessionNamed(name: ts.Identifier): ts.CallExpression | null {
  for (let node: ts.Node | undefined = name; node; node = node.parent) {
    const found = ts.isArrowFunction(node) ? parameterOf(node, name.text) : declaredIn(node, name.text);
    if (found !== undefined) return found;
  }
  return null;
}

/** The session of a callback; undefined when it has no such parameter. */
function parameterOf(callback: ts.ArrowFunction, name: string): ts.CallExpression | null | undefined {
  if (!callback.parameters.some((one) => one.name.getText() === name)) return undefined;
  const call = callback.parent;
  return ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression)
    ? createCall(bare(call.expression.expression))
    : null;
}

function declaredIn(node: ts.Node, name: string): ts.CallExpression | null | undefined {
  if (!ts.isBlock(node) && !ts.isSourceFile(node) && !ts.isModuleBlock(node) && !ts.isCaseClause(node))
    return undefined;
  for (const statement of node.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const one of statement.declarationList.declarations) {
      if (one.name.getText() === name && one.initializer) return createCall(bare(one.initializer));
    }
  }
  return undefined;
}

/** The value of a property of an object literal, also of one that is spread into it. */
export function propertyOf(object: ts.Expression | undefined, name: string): ts.Expression | null {
  const literal = object && bare(object);
  if (!literal || !ts.isObjectLiteralExpression(literal)) return null;
  for (const one of literal.properties) {
    if (ts.isPropertyAssignment(one) && nameOf(one.name) === name) return one.initializer;
    if (ts.isShorthandPropertyAssignment(one) && one.name.text === name) return one.name;
    if (!ts.isSpreadAssignment(one)) continue;
    const spread = bare(one.expression);
    const sides = ts.isConditionalExpression(spread)
      ? [spread.whenTrue, spread.whenFalse]
      : ts.isBinaryExpression(spread)
        ? [spread.right]
        : [spread];
    for (const side of sides) {
      const found = propertyOf(side, name);
      if (found) return found;
    }
  }
  return null;
}

export const nameOf = (name: ts.PropertyName): string =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : name.getText();
