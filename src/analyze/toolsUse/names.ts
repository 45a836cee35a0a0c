/** Whether code reads the names of tools, and whether it only logs them. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, memberName, propertyName, unwrap, walk, wrapped } from '../nodes.js';
import { isLogged, rootOf } from './shapes.js';

const NAME_KEYS: ReadonlySet<string> = new Set(['name', 'slug', 'toolSlug', 'toolName']);

/** A callback or a `for … of` loop reads the name of the tool that it is given. */
export function readsToolNames(node: ts.Node | undefined): boolean {
  if (!node) return false;
  const given = namesGiven(node);
  if (!given) return ts.isIdentifier(node);
  if (given.byPattern) return true;
  let found = false;
  walk(node, (part) => {
    if (!isMember(part) || !NAME_KEYS.has(memberName(part) ?? '')) return;
    const root = rootOf(part);
    if (root && given.names.has(root.text) && !isLogged(part)) found = true;
  });
  return found;
}

/** Names that stand for one tool in a callback or a loop; undefined for any other node. */
function namesGiven(node: ts.Node): { names: Set<string>; byPattern: boolean } | undefined {
  const patterns: ts.BindingName[] = [];
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node))
    patterns.push(...node.parameters.map((one) => one.name));
  else if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer)) {
    patterns.push(...node.initializer.declarations.map((one) => one.name));
  } else return undefined;
  const names = new Set<string>();
  let byPattern = false;
  const visit = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) return void names.add(name.text);
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue;
      const key = propertyName((element.propertyName ?? element.name) as ts.PropertyName);
      if (ts.isObjectBindingPattern(name) && key !== undefined && NAME_KEYS.has(key)) byPattern = true;
      visit(element.name);
    }
  };
  patterns.forEach(visit);
  return { names, byPattern };
}

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
