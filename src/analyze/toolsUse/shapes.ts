/** Small questions about calls that the following of tools asks. */
import { ts } from 'ts-morph';
import { functionAround, isFunction, isLoop, isMember, memberName, unwrap, wrapped } from '../nodes.js';

/** Code that looks at the tools, or names one. */
export interface Sign {
  node: ts.Node;
  what: string;
  /** Slugs that the code writes out, where it names tools by these and by nothing else. */
  slugs?: string[];
}

/** The method name of a call (`create` of `openai.chat.completions.create`), or the name of the function called. */
export function calleeName(call: ts.CallExpression | ts.NewExpression): string {
  const callee = unwrap(call.expression);
  if (ts.isIdentifier(callee)) return callee.text;
  return memberName(callee) ?? '';
}

/** The call is of a member of the global of this name: `Object.keys`, `Promise.all`. */
export function rootIs(call: ts.CallExpression | ts.NewExpression, name: string): boolean {
  const callee = unwrap(call.expression);
  return isMember(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === name;
}

const LOG_NAMES = /^(console|log|logger|logging|debug|winston|pino)$/i;

/** `console.log`, `logger.info`, `this.logger.debug`, `log(…)`. */
export function isLogCall(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const callee = unwrap(node.expression);
  if (ts.isIdentifier(callee)) return LOG_NAMES.test(callee.text);
  if (!isMember(callee)) return false;
  const object = unwrap(callee.expression);
  const name = ts.isIdentifier(object) ? object.text : (memberName(object) ?? '');
  return LOG_NAMES.test(name);
}

/** `res.json(…)`, `NextResponse.json(…)`, `c.json(…)`, `res.send(…)`, `new Response(…)`. */
export function isResponseCall(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return calleeName(node) === 'Response';
  return ts.isCallExpression(node) && isMember(unwrap(node.expression)) && /^(json|send)$/.test(calleeName(node));
}

/** The expression ends in a log line and nowhere else: in the call itself, a template, a `join`. */
export function isLogged(node: ts.Node): boolean {
  for (
    let current = node.parent;
    current && !ts.isStatement(current) && !isFunction(current);
    current = current.parent
  ) {
    if (isLogCall(current)) return true;
  }
  return false;
}

/** A loop around the node, in its function or around the callback that it is in; function calls are not followed. */
export function isInLoop(node: ts.Node): boolean {
  for (let current: ts.Node = node; current.parent; current = current.parent) {
    const parent = current.parent;
    if (isLoop(parent) && !isLoopStart(parent, current)) return true;
    if (isFunction(parent) && !isCallback(parent)) return false;
  }
  return false;
}

function isLoopStart(loop: ts.IterationStatement, child: ts.Node): boolean {
  if (ts.isForStatement(loop)) return loop.initializer === child;
  return (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) && loop.expression === child;
}

/** A function that is an argument of a call. */
export function isCallback(node: ts.Node): boolean {
  const outer = wrapped(node);
  return ts.isCallExpression(outer.parent) && outer.parent.arguments.includes(outer as ts.Expression);
}

/** The outermost function around a node, callbacks left out; the file at module level. */
export function namedFunctionAround(node: ts.Node): ts.Node {
  let found = around.get(node);
  if (!found) {
    let current = functionAround(node);
    while (current && isCallback(current)) current = functionAround(current);
    around.set(node, (found = current ?? node.getSourceFile()));
  }
  return found;
}

const around = new WeakMap<ts.Node, ts.Node>();

/** Name by which a function can be called: its own, that of its variable, or of its property. */
export function nameOfFunction(node: ts.Node): ts.Identifier | undefined {
  if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.name && ts.isIdentifier(node.name))
    return node.name;
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined;
  let outer: ts.Node = wrapped(node);
  // `useCallback(async () => …)`, `cache(async () => …)`: the variable holds the function all the same.
  if (ts.isCallExpression(outer.parent) && /^(cache|useCallback|memoize|memo)$/.test(calleeName(outer.parent)))
    outer = wrapped(outer.parent);
  const parent = outer.parent;
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) && ts.isIdentifier(parent.name))
    return parent.name;
  if (ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name)) return parent.name;
  return undefined;
}
