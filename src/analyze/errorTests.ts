/**
 * Handlers of a call's errors, and what they ask of the error. The direct calls throw errors of the SDK (`code`,
 * `statusCode`, classes named `Composio…Error`: `errors/` of @composio/core 0.19.0); a session throws the errors of the
 * API client.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import { isFunction, isMember, lineOf, memberName, propertyName, unwrap, walk, wrapped } from './nodes.js';

export interface ErrorTest {
  line: number;
  /** A few words for the report: `reads error.code`. */
  what: string;
}

/** A `catch` clause, or a function given to `.catch(…)` or as the second argument of `.then(…)`. */
interface Handler {
  /** The caught value; undefined: `catch {}`, or a handler that takes no parameter. */
  parameter: ts.BindingName | undefined;
  /** Null for a function whose body is elsewhere. */
  body: ts.Node | null;
  node: ts.Node;
}

/** Properties that only errors of the SDK have (`ComposioError`), and that errors of the API client do not have. */
const SDK_ERROR_PROPERTIES: ReadonlySet<string> = new Set(['code', 'statusCode', 'possibleFixes', 'errorId']);
const SDK_ERROR_NAME = /^Composio\w*(?:Error|Link)$/;
/** Name, code and words of the error that `link` and `initiate` throw for a user who is connected already. */
const EXISTING_NAME = /^ComposioMultipleConnectedAccountsError$/;
const EXISTING_WORDS = /multiple|already/i;
const TEXT_TESTS: ReadonlySet<string> = new Set([
  'includes',
  'startsWith',
  'endsWith',
  'indexOf',
  'match',
  'search',
  'test',
]);
const MAX_CALL_DEPTH = 2;

/**
 * A handler around the call that reads `.code` (or another property of SDK errors) or tests for a class of the SDK.
 *
 * @returns the first such test, null when there is none.
 */
export function testsForErrors(call: ts.CallExpression, facts: ExpressionFacts): ErrorTest | null {
  for (const handler of handlersOf(call)) {
    const found = testsIn(handler, facts, 0, (node, names) => sdkErrorTest(node, names, facts));
    if (found) return found;
  }
  return null;
}

/**
 * A handler around the call that tests for the error "the user has a connected account already": by class, name, code
 * or the words of its message.
 */
export function testsForExistingConnection(call: ts.CallExpression, facts: ExpressionFacts): ErrorTest | null {
  for (const handler of handlersOf(call)) {
    const found = testsIn(handler, facts, 0, (node) => existingConnectionTest(node));
    if (found) return found;
  }
  return null;
}

/** The innermost handler never looks at the error: `catch {}`, or a caught value that nothing reads. */
export function ignoresError(call: ts.CallExpression, facts: ExpressionFacts): boolean {
  const [handler] = handlersOf(call);
  if (!handler?.body) return false;
  if (!handler.parameter) return true;
  if (!ts.isIdentifier(handler.parameter)) return false;
  const symbol = facts.bindings.symbolOf(handler.parameter);
  if (!symbol) return false;
  return facts.bindings.referencesTo(symbol, call.getSourceFile()).every((node) => node === handler.parameter);
}

/** Innermost first: rejection handlers of the call's own chain, then `catch` clauses, also around callbacks. */
function handlersOf(call: ts.CallExpression): Handler[] {
  const handlers = chainHandlers(call);
  for (let node: ts.Node = call; node.parent; node = node.parent) {
    const parent = node.parent;
    if (ts.isTryStatement(parent) && parent.tryBlock === node && parent.catchClause) {
      const { catchClause } = parent;
      handlers.push({ parameter: catchClause.variableDeclaration?.name, body: catchClause.block, node: catchClause });
    }
    if (isFunction(node) && !isCallback(node)) break;
    if (ts.isCallExpression(node) && node !== call) handlers.push(...chainHandlers(node));
  }
  return handlers;
}

/** A function that is called where it stands, or by the call that it is given to. */
function isCallback(node: ts.Node): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  return ts.isCallExpression(wrapped(node).parent);
}

function chainHandlers(call: ts.CallExpression): Handler[] {
  const handlers: Handler[] = [];
  let current: ts.Node = wrapped(call);
  for (;;) {
    const member = current.parent;
    if (!isMember(member) || member.expression !== current) return handlers;
    const next = wrapped(member).parent;
    if (!ts.isCallExpression(next) || unwrap(next.expression) !== member) return handlers;
    const name = memberName(member);
    const handler = name === 'catch' ? next.arguments[0] : name === 'then' ? next.arguments[1] : undefined;
    if (handler) handlers.push(handlerOf(handler));
    if (name !== 'catch' && name !== 'then' && name !== 'finally') return handlers;
    current = wrapped(next);
  }
}

function handlerOf(node: ts.Expression): Handler {
  const target = unwrap(node);
  if (ts.isArrowFunction(target) || ts.isFunctionExpression(target)) {
    return { parameter: target.parameters[0]?.name, body: target.body, node: target };
  }
  return { parameter: undefined, body: null, node: target };
}

type Test = (node: ts.Node, isError: (node: ts.Node) => boolean) => string | null;

/** First test in the handler, in functions of the project that it hands the error to as well. */
function testsIn(handler: Handler, facts: ExpressionFacts, depth: number, test: Test): ErrorTest | null {
  if (!handler.body) {
    const target = functionOf(handler.node, facts);
    return target ? testsIn(target, facts, depth + 1, test) : null;
  }
  if (handler.parameter && !ts.isIdentifier(handler.parameter)) {
    const words = patternTest(handler.parameter);
    if (words && test(handler.parameter, () => true) !== null) return { line: lineOf(handler.parameter), what: words };
  }
  const symbols = errorSymbols(handler, facts);
  const isError = (node: ts.Node): boolean => {
    const target = unwrap(node);
    if (!ts.isIdentifier(target)) return false;
    const symbol = facts.bindings.symbolOf(target);
    return symbol !== undefined && symbols.has(symbol);
  };
  let found: ErrorTest | null = null;
  walk(handler.body, (node) => {
    if (found) return false;
    const words = test(node, isError);
    if (words !== null) found = { line: lineOf(node), what: words };
    else if (ts.isCallExpression(node) && depth < MAX_CALL_DEPTH) {
      const position = node.arguments.findIndex((argument) => isError(argument));
      const target = position >= 0 ? functionOf(node.expression, facts, position) : undefined;
      if (target) found = testsIn(target, facts, depth + 1, test);
    }
    return found === null;
  });
  return found;
}

/** The caught value and the constants that stand for it: `const err = error as Error`. */
function errorSymbols(handler: Handler, facts: ExpressionFacts): Set<ts.Symbol> {
  const symbols = new Set<ts.Symbol>();
  const add = (name: ts.Node): void => {
    const symbol = facts.bindings.symbolOf(name);
    if (symbol) symbols.add(symbol);
  };
  if (handler.parameter && ts.isIdentifier(handler.parameter)) add(handler.parameter);
  if (handler.body) {
    walk(handler.body, (node) => {
      if (!ts.isVariableDeclaration(node) || !node.initializer || !ts.isIdentifier(node.name)) return;
      const value = unwrap(node.initializer);
      const symbol = ts.isIdentifier(value) ? facts.bindings.symbolOf(value) : undefined;
      if (symbol && symbols.has(symbol)) add(node.name);
    });
  }
  return symbols;
}

/** A function of the project, as a handler that gets the error in the given parameter. */
function functionOf(node: ts.Node, facts: ExpressionFacts, position = 0): Handler | undefined {
  const target = unwrap(node);
  const name = ts.isPropertyAccessExpression(target) ? target.name : target;
  const declaration = facts.bindings.symbolOf(name)?.declarations?.[0];
  if (!declaration || facts.program.isSdk(declaration.getSourceFile())) return undefined;
  const value =
    (ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration)) && declaration.initializer
      ? unwrap(declaration.initializer)
      : declaration;
  if (!isFunction(value) || !value.body) return undefined;
  return { parameter: value.parameters[position]?.name, body: value.body, node: value };
}

function sdkErrorTest(node: ts.Node, isError: (node: ts.Node) => boolean, facts: ExpressionFacts): string | null {
  if (ts.isObjectBindingPattern(node)) return patternTest(node);
  if (isMember(node) && isError(node.expression)) {
    const name = memberName(node);
    return name !== undefined && SDK_ERROR_PROPERTIES.has(name) ? `reads ${short(node)}` : null;
  }
  if (ts.isVariableDeclaration(node) && node.initializer && isError(node.initializer)) {
    return ts.isObjectBindingPattern(node.name) ? patternTest(node.name) : null;
  }
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    if (operator === ts.SyntaxKind.InstanceOfKeyword) {
      return isError(node.left) && isSdkError(node.right, facts) ? `tests ${short(node)}` : null;
    }
    if (operator === ts.SyntaxKind.InKeyword && isError(node.right)) {
      const key = unwrap(node.left);
      return ts.isStringLiteralLike(key) && SDK_ERROR_PROPERTIES.has(key.text) ? `tests ${short(node)}` : null;
    }
  }
  if (ts.isStringLiteralLike(node) && SDK_ERROR_NAME.test(node.text) && isTested(node)) {
    return `tests for ${node.text}`;
  }
  return null;
}

function patternTest(pattern: ts.BindingName): string | null {
  if (!ts.isObjectBindingPattern(pattern)) return null;
  for (const element of pattern.elements) {
    const name = propertyName(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined));
    if (name !== undefined && SDK_ERROR_PROPERTIES.has(name)) return `reads ${name} of the error`;
  }
  return null;
}

function isSdkError(node: ts.Expression, facts: ExpressionFacts): boolean {
  const target = unwrap(node);
  const name = ts.isPropertyAccessExpression(target) ? target.name : target;
  if (ts.isIdentifier(name) && SDK_ERROR_NAME.test(name.text)) return true;
  const declaration = facts.bindings.symbolOf(name)?.declarations?.[0];
  return declaration !== undefined && facts.program.isSdk(declaration.getSourceFile());
}

function existingConnectionTest(node: ts.Node): string | null {
  // The class is named to compare with it, whatever compares: `instanceof`, `constructor ===`, a helper.
  if (ts.isIdentifier(node) && EXISTING_NAME.test(node.text)) return `tests for ${node.text}`;
  if (ts.isStringLiteralLike(node) && isTested(node)) {
    return EXISTING_NAME.test(node.text) || EXISTING_WORDS.test(node.text) ? `tests for '${node.text}'` : null;
  }
  if (ts.isRegularExpressionLiteral(node) && isTested(node)) {
    return EXISTING_WORDS.test(node.text) ? `tests for ${node.text}` : null;
  }
  return null;
}

/** The text decides something: it is compared, searched for, or a case of a switch. */
function isTested(node: ts.Node): boolean {
  const outer = wrapped(node);
  const parent = outer.parent;
  if (ts.isCaseClause(parent)) return parent.expression === outer;
  if (ts.isBinaryExpression(parent)) {
    const operator = parent.operatorToken.kind;
    return (
      operator === ts.SyntaxKind.EqualsEqualsEqualsToken ||
      operator === ts.SyntaxKind.EqualsEqualsToken ||
      operator === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
      operator === ts.SyntaxKind.ExclamationEqualsToken
    );
  }
  const call = isMember(parent) && parent.expression === outer ? parent.parent : parent;
  if (!ts.isCallExpression(call)) return false;
  const callee = unwrap(call.expression);
  const name = isMember(callee) ? memberName(callee) : undefined;
  return name !== undefined && TEXT_TESTS.has(name);
}

function short(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
