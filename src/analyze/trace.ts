/**
 * Follows a value back to where it is made, across files, without types: variables and everything assigned to them,
 * getters and factories, parameters and what their callers give, fields, destructuring.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import { functionAround, isFunction, isMember, memberName, propertyName, unwrapAwait, walk, wrapped } from './nodes.js';

/** Where a value comes from: the expressions that make it, and whether these are all of them. */
export interface Origins {
  /** Expressions that are no plain names any more: `new X()`, literals, calls of unknown functions. */
  ends: ts.Expression[];
  /** Some way could not be followed. */
  open: boolean;
}

const MAX_STEPS = 200;

export type Tracer = (node: ts.Expression) => Origins;

export function createTracer(facts: ExpressionFacts): Tracer {
  const cache = new WeakMap<ts.Node, Origins>();
  return (node) => {
    let known = cache.get(node);
    if (!known) {
      known = { ends: [], open: false };
      cache.set(node, known);
      trace(node, facts, known);
    }
    return known;
  };
}

function trace(start: ts.Expression, facts: ExpressionFacts, origins: Origins): void {
  const seen = new Set<ts.Node>();
  const queue: ts.Expression[] = [start];
  const end = (node: ts.Expression): void => {
    if (!origins.ends.includes(node)) origins.ends.push(node);
  };
  while (queue.length > 0) {
    const node = unwrapAwait(queue.pop()!) as ts.Expression;
    if (seen.has(node)) continue;
    seen.add(node);
    if (seen.size > MAX_STEPS) {
      origins.open = true;
      return;
    }
    if (isNothing(node)) continue;
    const steps = stepsFrom(node, facts);
    if (steps === 'end') end(node);
    else if (steps === 'open') origins.open = true;
    else queue.push(...steps);
  }
}

/** The expressions that a node's value comes from; `end` when the node makes it, `open` when it cannot be told. */
function stepsFrom(node: ts.Expression, facts: ExpressionFacts): ts.Expression[] | 'end' | 'open' {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    const K = ts.SyntaxKind;
    if (operator === K.BarBarToken || operator === K.QuestionQuestionToken) return [node.left, node.right];
    if (operator === K.AmpersandAmpersandToken || operator === K.CommaToken) return [node.right];
    if (operator === K.EqualsToken || operator === K.QuestionQuestionEqualsToken || operator === K.BarBarEqualsToken)
      return operator === K.EqualsToken ? [node.right] : [node.left, node.right];
    return 'end';
  }
  if (ts.isIdentifier(node)) return valuesOfSymbol(facts.bindings.symbolOf(node), facts);
  if (isMember(node)) {
    const symbol = facts.bindings.symbolOf(ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression);
    if (symbol?.declarations?.length) {
      const values = valuesOfSymbol(symbol, facts);
      if (values !== 'open') return values;
    }
    const name = memberName(node);
    return name === undefined ? 'open' : memberValues(node.expression, name, facts);
  }
  if (ts.isCallExpression(node)) {
    const functions = functionsCalled(node, facts);
    if (functions === null) return 'end';
    return functions.flatMap((called) => returnsOf(called));
  }
  return 'end';
}

function valuesOfSymbol(symbol: ts.Symbol | undefined, facts: ExpressionFacts): ts.Expression[] | 'open' {
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration || facts.program.isSdk(declaration.getSourceFile())) return 'open';
  if (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)) {
    const values = [...assignedValues(symbol, declaration, facts)];
    if (declaration.initializer) values.push(declaration.initializer);
    return values.length > 0 ? values : 'open';
  }
  if (ts.isBindingElement(declaration)) {
    if (facts.bindings.writesTo(symbol).length > 0) return 'open';
    return bindingValues(declaration, facts);
  }
  if (ts.isParameter(declaration)) {
    const given = parameterValues(declaration, facts);
    const assigned = assignedValues(symbol, declaration, facts);
    return given === null ? 'open' : [...given, ...assigned];
  }
  if (ts.isPropertyAssignment(declaration)) return [declaration.initializer];
  if (ts.isShorthandPropertyAssignment(declaration)) {
    return valuesOfSymbol(facts.checker.getShorthandAssignmentValueSymbol(declaration), facts);
  }
  if (ts.isGetAccessor(declaration)) return returnsOf(declaration);
  if (ts.isExportAssignment(declaration)) return [declaration.expression];
  if (ts.isBinaryExpression(declaration)) return [declaration.right];
  if (isMember(declaration) && ts.isBinaryExpression(declaration.parent)) {
    return (symbol.declarations ?? []).flatMap((one) => (ts.isBinaryExpression(one.parent) ? [one.parent.right] : []));
  }
  return 'open';
}

/** Right sides of every assignment to a variable, parameter or field. */
function assignedValues(symbol: ts.Symbol, declaration: ts.Declaration, facts: ExpressionFacts): ts.Expression[] {
  const values: ts.Expression[] = [];
  const take = (target: ts.Node): void => {
    const outer = wrapped(target);
    if (ts.isBinaryExpression(outer.parent) && outer.parent.left === outer) values.push(outer.parent.right);
  };
  if (
    ts.isPropertyDeclaration(declaration) ||
    (ts.isParameter(declaration) && ts.isParameterPropertyDeclaration(declaration, declaration.parent))
  ) {
    const owner = ts.isPropertyDeclaration(declaration) ? declaration.parent : declaration.parent.parent;
    walk(owner, (node) => {
      if (isMember(node) && memberName(node) === symbol.name && node.expression.kind === ts.SyntaxKind.ThisKeyword)
        take(node);
    });
    return values;
  }
  for (const write of facts.bindings.writesTo(symbol)) take(write);
  return values;
}

/** `const { a } = value`, `({ a }) => …`: the value of the property. */
function bindingValues(element: ts.BindingElement, facts: ExpressionFacts): ts.Expression[] | 'open' {
  const name = propertyName(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined));
  const holder = element.parent.parent;
  if (name === undefined || !ts.isObjectBindingPattern(element.parent)) return 'open';
  if (ts.isVariableDeclaration(holder) && holder.initializer) return memberValues(holder.initializer, name, facts);
  if (ts.isParameter(holder)) {
    const given = parameterValues(holder, facts);
    if (given === null) return 'open';
    const values = given.map((value) => memberValues(value, name, facts));
    return values.includes('open') ? 'open' : (values as ts.Expression[][]).flat();
  }
  return 'open';
}

/** Values of a property of whatever the expression makes: object literals and instances followed, the rest open. */
function memberValues(object: ts.Expression, name: string, facts: ExpressionFacts): ts.Expression[] | 'open' {
  const origins: Origins = { ends: [], open: false };
  trace(object, facts, origins);
  if (origins.open || origins.ends.length === 0) return 'open';
  const values: ts.Expression[] = [];
  for (const end of origins.ends) {
    if (!ts.isObjectLiteralExpression(end)) return 'open';
    const property = end.properties.find((one) => propertyName(one.name) === name);
    if (property && ts.isPropertyAssignment(property)) values.push(property.initializer);
    else if (property && ts.isShorthandPropertyAssignment(property)) values.push(property.name);
    else return 'open';
  }
  return values;
}

/** What every caller gives for a parameter, its default included; null when a caller cannot be seen. */
export function parameterValues(parameter: ts.ParameterDeclaration, facts: ExpressionFacts): ts.Expression[] | null {
  const owner = parameter.parent;
  if (!isFunction(owner) || parameter.dotDotDotToken) return null;
  const position = owner.parameters.indexOf(parameter);
  const calls = callsOf(owner, facts);
  if (calls === null || calls.length === 0) return null;
  const values: ts.Expression[] = [];
  for (const call of calls) {
    const given = call.arguments?.[position];
    if (call.arguments?.some((argument) => ts.isSpreadElement(argument))) return null;
    if (given) values.push(given);
    else if (parameter.initializer) values.push(parameter.initializer);
    else return null;
  }
  return values;
}

/** Every call of a function; null when it is also used as a value, cannot be named, or may have calls that are not loaded. */
export function callsOf(
  owner: ts.FunctionLikeDeclaration,
  facts: ExpressionFacts,
): (ts.CallExpression | ts.NewExpression)[] | null {
  if (facts.program.hasUnseenCallers(owner.getSourceFile()) && mayBeCalledElsewhere(owner)) return null;
  const named = ts.isConstructorDeclaration(owner) ? owner.parent : owner;
  let name: ts.Node | undefined = named.name;
  if (!name) {
    const outer = wrapped(owner).parent;
    if (ts.isVariableDeclaration(outer) || ts.isPropertyAssignment(outer) || ts.isPropertyDeclaration(outer))
      name = outer.name;
  }
  const symbol = name && facts.bindings.symbolOf(name);
  if (!symbol) return null;
  const calls: (ts.CallExpression | ts.NewExpression)[] = [];
  for (const file of facts.program.sources) {
    for (const reference of facts.bindings.referencesTo(symbol, file)) {
      if (reference === name || isDeclarationOrImport(reference)) continue;
      const holder =
        ts.isPropertyAccessExpression(reference.parent) && reference.parent.name === reference
          ? reference.parent
          : reference;
      const outer = wrapped(holder);
      const parent = outer.parent;
      if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === outer)
        calls.push(parent);
      else if (!ts.isTypeNode(parent) && !ts.isTypeQueryNode(parent) && !ts.isExportAssignment(parent)) return null;
    }
  }
  return calls;
}

/** Other files may call the function: it is exported, or a member of something. */
export function mayBeCalledElsewhere(owner: ts.FunctionLikeDeclaration): boolean {
  for (let node: ts.Node = owner; node; node = node.parent) {
    if (ts.isClassLike(node) || ts.isObjectLiteralExpression(node)) return true;
    if (ts.isFunctionDeclaration(node) || ts.isVariableStatement(node)) {
      if (ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)) return true;
      if (!functionAround(node)) return exportsByName(node);
      return false;
    }
    if (ts.isSourceFile(node)) return false;
  }
  return false;
}

function exportsByName(node: ts.FunctionDeclaration | ts.VariableStatement): boolean {
  const first = ts.isFunctionDeclaration(node) ? node : node.declarationList.declarations[0];
  const name = (first?.name?.getText() ?? '').replaceAll('$', '\\$');
  const text = node.getSourceFile().text;
  return new RegExp(
    `export\\s*\\{[^}]*\\b${name}\\b|export\\s+default\\s+${name}\\b|exports\\b[^;]*\\b${name}\\b`,
  ).test(text);
}

function isDeclarationOrImport(node: ts.Identifier): boolean {
  const parent = node.parent;
  return (
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    (ts.isFunctionLike(parent) && parent.name === node) ||
    (ts.isVariableDeclaration(parent) && parent.name === node) ||
    (ts.isClassLike(parent) && parent.name === node)
  );
}

/** The functions that a call may run; null when they are not in the loaded files. */
export function functionsCalled(call: ts.CallExpression, facts: ExpressionFacts): ts.FunctionLikeDeclaration[] | null {
  const callee = unwrapAwait(call.expression) as ts.Expression;
  if (isFunction(callee)) return [callee];
  const nameNode = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const symbol = facts.bindings.symbolOf(nameNode);
  const declaration = symbol?.valueDeclaration ?? symbol?.declarations?.[0];
  if (!declaration || facts.program.isSdk(declaration.getSourceFile())) return null;
  if (isFunction(declaration)) return declaration.body ? [declaration] : null;
  if (
    ts.isVariableDeclaration(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isPropertyAssignment(declaration)
  ) {
    const value = declaration.initializer && unwrapAwait(declaration.initializer);
    if (value && isFunction(value)) return [value];
    // `cache(() => …)`, `once(() => …)`, `memoize(function …)`: the function inside.
    if (value && ts.isCallExpression(value)) {
      const inner = value.arguments.map((argument) => unwrapAwait(argument)).find((argument) => isFunction(argument));
      if (inner && isFunction(inner)) return [inner];
    }
  }
  return null;
}

/** Expressions that a function returns, those of functions inside it left out. */
export function returnsOf(owner: ts.FunctionLikeDeclaration): ts.Expression[] {
  if (!owner.body) return [];
  if (!ts.isBlock(owner.body)) return [owner.body];
  const values: ts.Expression[] = [];
  walk(owner.body, (node) => {
    if (isFunction(node)) return false;
    if (ts.isReturnStatement(node) && node.expression && functionAround(node) === owner) values.push(node.expression);
    return true;
  });
  return values;
}

function isNothing(node: ts.Expression): boolean {
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined') ||
    ts.isVoidExpression(node)
  );
}
