/** Several lists of tools in one: which belong together, and whether one session could hold them all. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import type { MergeRemoval, Range } from '../facts.js';
import { blocksOf, placementOf } from '../placement.js';
import { wrapped } from '../nodes.js';
import { removeStatement } from '../../edit/remove.js';
import type { ToolsFlow } from './flow.js';

/** Places where both flows come together. */
export function sharedMerges(a: ToolsFlow, b: ToolsFlow): boolean {
  return a.merges.some((one) => b.merges.some((other) => other.place === one.place));
}

/** All calls stand in one block, each evaluated exactly once whenever its statement is. */
export function areUnconditional(calls: readonly ts.CallExpression[], facts: ExpressionFacts): boolean {
  const [first] = calls;
  if (!first) return false;
  const home = blocksOf(first).join();
  return calls.every((call) => {
    const placement = placementOf(call, facts);
    return placement.once && !placement.inCallback && placement.loops.length === 0 && blocksOf(call).join() === home;
  });
}

/**
 * What goes from the file when another session's tools already hold these ones: the declaration of the list, if the
 * merge is its only reader, and its element in the merge. Null when that is not plain.
 */
export function removalOf(call: ts.CallExpression, flow: ToolsFlow, facts: ExpressionFacts): MergeRemoval | null {
  const merge = flow.merges.length === 1 ? flow.merges[0] : undefined;
  if (!merge?.element) return null;
  const element = elementRange(merge.element);
  if (!element) return null;
  const { kind } = merge;
  const index = siblingsOf(merge.element).indexOf(merge.element);
  if (isInside(call, merge.element)) return { kind, index, ranges: [element] };

  const awaited = wrapped(call).parent;
  const value = ts.isAwaitExpression(awaited) ? wrapped(awaited) : undefined;
  const declaration = value?.parent;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return null;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length !== 1 || !ts.isVariableStatement(list.parent))
    return null;
  const symbol = facts.bindings.symbolOf(declaration.name);
  const readers = symbol
    ? facts.bindings.referencesTo(symbol, call.getSourceFile()).filter((one) => one !== declaration.name)
    : [];
  if (readers.length !== 1 || !readers[0] || !isInside(readers[0], merge.element)) return null;
  if (ts.getModifiers(list.parent)?.length) return null;
  const statement = { start: list.parent.getStart(), end: list.parent.getEnd() };
  return { kind, index, ranges: [removeStatement(call.getSourceFile().text, statement), element] };
}

function siblingsOf(element: ts.SpreadElement | ts.SpreadAssignment): readonly ts.Node[] {
  return ts.isSpreadElement(element)
    ? (element.parent as ts.ArrayLiteralExpression).elements
    : (element.parent as ts.ObjectLiteralExpression).properties;
}

/** The element with the comma before it, or behind it when it is the first; null when it is the only one. */
function elementRange(element: ts.SpreadElement | ts.SpreadAssignment): Range | null {
  const all = siblingsOf(element);
  const index = all.indexOf(element);
  const previous = all[index - 1];
  const next = all[index + 1];
  if (previous) return { start: previous.getEnd(), end: element.getEnd() };
  return next ? { start: element.getStart(), end: next.getStart() } : null;
}

function isInside(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}
