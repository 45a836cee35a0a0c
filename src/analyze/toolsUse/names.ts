/** Whether code only logs the names of tools. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, memberName, unwrap, wrapped } from '../nodes.js';
import { isLogged } from './shapes.js';

/** Methods of a list that ask for certain ones: a search, also when only its result is logged. */
const SEARCHES: ReadonlySet<string> = new Set([
  ...['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'includes', 'indexOf', 'some'],
]);

/** A list of names goes into log lines and nowhere else, directly or through one variable. */
export function isNamesOnlyLogged(node: ts.Expression, facts: ExpressionFacts): boolean {
  const chain = chainFrom(node);
  if (chain.searches) return false;
  if (isLogged(node)) return true;
  const parent = chain.outer.parent;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const symbol = facts.bindings.symbolOf(parent.name);
  const references = symbol ? facts.bindings.referencesTo(symbol, node.getSourceFile()) : [];
  return references.every(
    (reference) => reference === parent.name || (isLogged(reference) && !chainFrom(reference).searches),
  );
}

/** The members and calls that stand behind an expression, and whether a search is among them, or is its own method. */
function chainFrom(node: ts.Expression): { outer: ts.Node; searches: boolean } {
  const own = ts.isCallExpression(node) ? memberName(unwrap(node.expression)) : undefined;
  let searches = own !== undefined && SEARCHES.has(own);
  let outer: ts.Node = wrapped(node);
  while (isMember(outer.parent) || (ts.isCallExpression(outer.parent) && outer.parent.expression === outer)) {
    if (isMember(outer.parent) && SEARCHES.has(memberName(outer.parent) ?? '')) searches = true;
    outer = wrapped(outer.parent);
  }
  return { outer, searches };
}
