/** Whether code reads the names of tools, and whether it only logs them. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, memberName, propertyName, walk, wrapped } from '../nodes.js';
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

/** A list of names goes into log lines and nowhere else, directly or through one variable. */
export function isNamesOnlyLogged(node: ts.Expression, facts: ExpressionFacts): boolean {
  if (isLogged(node)) return true;
  let outer: ts.Node = wrapped(node);
  while (isMember(outer.parent) || (ts.isCallExpression(outer.parent) && outer.parent.expression === outer))
    outer = wrapped(outer.parent);
  const parent = outer.parent;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const symbol = facts.bindings.symbolOf(parent.name);
  const references = symbol ? facts.bindings.referencesTo(symbol, node.getSourceFile()) : [];
  return references.every((reference) => reference === parent.name || isLogged(reference));
}
