/**
 * What a call reads while its promise is under way: a session reads the arguments only when it is made, and code that
 * runs meanwhile may have changed them.
 */
import { ts } from 'ts-morph';
import { MUTATING_METHODS, type Bindings } from './bindings.js';
import {
  functionAround,
  isFunction,
  isLoop,
  isMember,
  isWriteTarget,
  lineOf,
  memberName,
  unwrap,
  wrapped,
} from './nodes.js';

/**
 * @param node an expression of a call that is not awaited at once
 * @returns the first thing that it reads and that is written while the call may be under way, in words; null for none
 */
export function changedLater(node: ts.Node, bindings: Bindings): string | null {
  for (const name of namesIn(node)) {
    const symbol = bindings.symbolOf(name);
    if (!symbol) continue;
    const change = changesOf(symbol, node.getSourceFile(), bindings).find((one) => mayComeMeanwhile(one, node, symbol));
    if (change) return `${name.text} (written in line ${lineOf(change)})`;
  }
  return null;
}

const changes = new WeakMap<ts.SourceFile, Map<ts.Symbol, ts.Identifier[]>>();

/** Where a file changes a binding or what it holds; looked for once. */
function changesOf(symbol: ts.Symbol, file: ts.SourceFile, bindings: Bindings): ts.Identifier[] {
  let ofFile = changes.get(file);
  if (!ofFile) changes.set(file, (ofFile = new Map()));
  let found = ofFile.get(symbol);
  if (!found) ofFile.set(symbol, (found = bindings.referencesTo(symbol, file).filter(isChange)));
  return found;
}

/** Bindings and properties that the expression reads itself, not in a function that it holds. */
function namesIn(node: ts.Node): ts.Identifier[] {
  const names: ts.Identifier[] = [];
  const visit = (current: ts.Node): void => {
    if (isFunction(current) || ts.isTypeNode(current)) return;
    if (ts.isPropertyAssignment(current)) {
      if (ts.isComputedPropertyName(current.name)) visit(current.name.expression);
      return visit(current.initializer);
    }
    if (ts.isIdentifier(current)) names.push(current);
    ts.forEachChild(current, visit);
  };
  visit(node);
  return names;
}

/** `x = …`, `x.to = …`, `delete x.to`, `x.list.push(…)`, `Object.assign(x, …)`. */
function isChange(reference: ts.Identifier): boolean {
  const { parent } = reference;
  let place: ts.Node = isMember(parent) && parent.expression !== reference ? parent : reference;
  for (;;) {
    if (isWriteTarget(place)) return true;
    const outer = wrapped(place);
    if (ts.isCallExpression(outer.parent) && outer.parent.arguments[0] === outer)
      return outer.parent.expression.getText() === 'Object.assign';
    if (!isMember(outer.parent) || outer.parent.expression !== outer) return false;
    const call = wrapped(outer.parent).parent;
    if (MUTATING_METHODS.has(memberName(outer.parent) ?? '') && ts.isCallExpression(call)) {
      if (unwrap(call.expression) === outer.parent) return true;
    }
    place = outer.parent;
  }
}

function mayComeMeanwhile(change: ts.Node, node: ts.Node, symbol: ts.Symbol): boolean {
  const home = functionAround(node);
  if (functionAround(change) !== home) return functionAround(change) !== undefined;
  if (isAwaitedAround(node)) return false;
  if (change.getStart() >= node.getEnd()) return !isOwnTurn(change, symbol);
  for (let around: ts.Node | undefined = node.parent; around && around !== home; around = around.parent) {
    if (isLoop(around) && change.getStart() >= around.getStart() && change.getEnd() <= around.getEnd())
      return !isDeclaredIn(symbol, around);
  }
  return false;
}

/** `await Promise.all([call()])`: nothing of this function runs before it is done. */
function isAwaitedAround(node: ts.Node): boolean {
  for (let around = node.parent; around && !isFunction(around) && !ts.isStatement(around); around = around.parent) {
    if (ts.isAwaitExpression(around)) return true;
  }
  return false;
}

/** `for (let i = 0; …; i++)`: each turn has an `i` of its own. */
function isOwnTurn(change: ts.Node, symbol: ts.Symbol): boolean {
  const loop = symbol.valueDeclaration?.parent.parent;
  const step = loop && ts.isForStatement(loop) ? loop.incrementor : undefined;
  return !!step && change.pos >= step.pos && change.end <= step.end;
}

/** Each turn of the loop has a binding of its own. */
function isDeclaredIn(symbol: ts.Symbol, loop: ts.Node): boolean {
  const declaration = symbol.valueDeclaration;
  if (!declaration || ts.isPropertyDeclaration(declaration)) return false;
  return declaration.pos >= loop.pos && declaration.end <= loop.end;
}
