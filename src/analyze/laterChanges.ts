/**
 * What a call reads while its promise is under way: a session reads the arguments only when it is made, and code that
 * runs meanwhile may have changed them.
 */
import { ts } from 'ts-morph';
import { MUTATING_METHODS, type Bindings } from './bindings.js';
import type { ExpressionFacts } from './expressions.js';
import {
  functionAround,
  isAsync,
  isFunction,
  isLoop,
  isMember,
  isWriteTarget,
  lineOf,
  memberName,
  unwrap,
  wrapped,
} from './nodes.js';
import { callsOf } from './trace.js';

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

/**
 * @param node an expression of a call that is awaited: its session is made before it reads what it was given
 * @returns the first object that it hands over and in which other code may write meanwhile, in words; null for none
 */
export function changedMeanwhile(node: ts.Node, facts: ExpressionFacts): string | null {
  for (const holder of holdersIn(node)) {
    const change = changeInside(holder, node, facts) ?? changeOfCaller(holder, facts, new Set());
    if (change) return `${holder.getText()} (written in line ${lineOf(change)}${placeOf(change, node)})`;
  }
  return null;
}

function placeOf(change: ts.Node, node: ts.Node): string {
  const file = change.getSourceFile();
  return file === node.getSourceFile() ? '' : ` of ${file.fileName.split('/').at(-1)}`;
}

/** The objects that are handed over as they are, or whose properties are: `args`, `this.args`, `{ ...args }`. */
function holdersIn(node: ts.Node): ts.Expression[] {
  const target = unwrap(node);
  if (ts.isIdentifier(target) || isMember(target)) return [target];
  if (!ts.isObjectLiteralExpression(target)) return [];
  return target.properties.flatMap((one) => (ts.isSpreadAssignment(one) ? holdersIn(one.expression) : []));
}

/** `args` of `args.labels`; undefined where it begins with something else, as `this` does. */
function rootOf(node: ts.Node): ts.Identifier | undefined {
  let target = unwrap(node);
  while (isMember(target)) target = unwrap(target.expression);
  return ts.isIdentifier(target) ? target : undefined;
}

/** Another function that writes in the object, or this one, where a second run of it has the same object. */
function changeInside(holder: ts.Expression, node: ts.Node, facts: ExpressionFacts): ts.Node | undefined {
  const { bindings } = facts;
  const target = unwrap(holder);
  const name = ts.isPropertyAccessExpression(target) ? target.name : target;
  const symbol = ts.isIdentifier(name) ? bindings.symbolOf(name) : undefined;
  if (!symbol) return undefined;
  const root = rootOf(target);
  const rootSymbol = root && bindings.symbolOf(root);
  const home = functionAround(node);
  const isShared = home !== undefined && !isDeclaredIn((root ? rootSymbol : undefined) ?? symbol, home);
  const own = node.getSourceFile();
  const declared = symbol.declarations?.[0]?.getSourceFile();
  const files = declared && declared !== own && !facts.program.isSdk(declared) ? [own, declared] : [own];
  return files
    .flatMap((file) => changesOf(symbol, file, bindings))
    .find((change) => {
      const around = functionAround(change);
      if (around === undefined || ts.isConstructorDeclaration(around) || !isInside(change)) return false;
      const changedRoot = rootOf(
        isMember(change.parent) && change.parent.expression !== change ? change.parent : change,
      );
      if (rootSymbol && changedRoot && bindings.symbolOf(changedRoot) !== rootSymbol) return false;
      return around === home ? isShared : !isOverBefore(change, node, home);
    });
}

/** What it holds is written, not the binding itself: that is read in its turn. */
function isInside(change: ts.Identifier): boolean {
  const { parent } = change;
  return !isWriteTarget(isMember(parent) && parent.expression !== change ? parent : change);
}

/** Methods that are done with their callback when they return. */
const AT_ONCE = /^(?:forEach|map|flatMap|filter|reduce|reduceRight|some|every|find|findIndex|sort|from)$/;

/** `items.forEach((item) => list.push(item))` in this very function, before the call. */
function isOverBefore(change: ts.Node, node: ts.Node, home: ts.FunctionLikeDeclaration | undefined): boolean {
  for (let around = functionAround(change); around && around !== home; around = functionAround(around)) {
    const call = wrapped(around).parent;
    const isCallback =
      ts.isCallExpression(call) && isMember(call.expression) && call.arguments.some((one) => unwrap(one) === around);
    if (!isCallback || isAsync(around) || !AT_ONCE.test(memberName(call.expression) ?? '')) return false;
    if (functionAround(call) === home) return call.getEnd() <= node.getStart();
  }
  return false;
}

/** A caller that does not wait for the function, and writes in what it handed over. */
function changeOfCaller(holder: ts.Expression, facts: ExpressionFacts, seen: Set<ts.Node>): ts.Node | undefined {
  const root = rootOf(holder);
  const parameter = root && facts.bindings.symbolOf(root)?.valueDeclaration;
  if (!parameter || !ts.isParameter(parameter) || seen.has(parameter) || parameter.dotDotDotToken) return undefined;
  seen.add(parameter);
  const owner = parameter.parent;
  if (!isFunction(owner)) return undefined;
  const position = owner.parameters.indexOf(parameter);
  for (const call of callsOf(owner, facts) ?? []) {
    const given = call.arguments?.[position];
    for (const handed of given && !ts.isSpreadElement(given) ? holdersIn(given) : []) {
      const change = laterInside(handed, facts.bindings) ?? changeOfCaller(handed, facts, seen);
      if (change) return change;
    }
  }
  return undefined;
}

function laterInside(handed: ts.Expression, bindings: Bindings): ts.Node | undefined {
  const root = rootOf(handed);
  const symbol = root && bindings.symbolOf(root);
  if (!symbol) return undefined;
  const around = functionAround(handed);
  return changesOf(symbol, handed.getSourceFile(), bindings).find(
    (one) => isInside(one) && functionAround(one) === around && mayComeMeanwhile(one, handed, symbol),
  );
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

/** Each turn of the loop, or each run of the function, has a binding of its own. */
function isDeclaredIn(symbol: ts.Symbol, place: ts.Node): boolean {
  const declaration = symbol.valueDeclaration;
  if (!declaration || ts.isPropertyDeclaration(declaration)) return false;
  return declaration.pos >= place.pos && declaration.end <= place.end;
}
