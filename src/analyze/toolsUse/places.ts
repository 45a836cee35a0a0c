/** Where an expression with the tools stands: in which literal, which call. */
import { ts } from 'ts-morph';
import { isMember, unwrap, wrapped } from '../nodes.js';
import { calleeName, isLogged } from './shapes.js';

export function isCallOrNew(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

/** The outermost literal that this one is a part of: `config: { tools: [{ … }] }`, `...(has ? { tools } : {})`. */
export function holderOf(literal: ts.ObjectLiteralExpression): ts.Expression {
  let holder: ts.Expression = literal;
  for (let current: ts.Node = literal; ;) {
    const outer = wrapped(current);
    const parent = outer.parent;
    if (ts.isPropertyAssignment(parent) && parent.initializer === outer) current = parent.parent;
    else if (ts.isArrayLiteralExpression(parent)) current = parent;
    else if (ts.isSpreadAssignment(parent)) current = parent.parent;
    else if (ts.isConditionalExpression(parent) && parent.condition !== outer) current = parent;
    else if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
      current = parent;
    else return holder;
    holder = current as ts.Expression;
  }
}

export function rootIs(call: ts.CallExpression | ts.NewExpression, name: string): boolean {
  const callee = unwrap(call.expression);
  return isMember(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === name;
}

/** Takers of tools that are the end of the way: nothing of the list comes back out of them. */
export function isKnownTaker(call: ts.CallExpression | ts.NewExpression): boolean {
  return /^(ToolNode|bindTools|createReactAgent|createToolCallingAgent|AgentExecutor|Agent|ToolLoopAgent)$/.test(
    calleeName(call),
  );
}

/** `count: tools.length`: a value of an object that is not logged. */
export function isCounted(node: ts.Node): boolean {
  if (isLogged(node)) return false;
  const parent = wrapped(node).parent;
  return ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent);
}
