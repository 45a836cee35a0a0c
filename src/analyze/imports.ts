/** What a file imports, and what of it others can need. */
import { ts } from 'ts-morph';

/**
 * The modules that a file imports, without those that only the bodies of its components use: what a component renders
 * says nothing about a value that another file gets from this one, and interfaces import a great deal.
 *
 * @param source parsed, need not be bound
 * @returns specifiers as they stand in the file, each once
 */
export function importsForOthers(source: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const imported = new Map<string, string>();
  const named = new Set<string>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const specifier = textOf(statement.moduleSpecifier);
      const names = namesOf(statement.importClause);
      if (names.length === 0) found.add(specifier);
      for (const name of names) imported.set(name, specifier);
    } else if (ts.isExportDeclaration(statement)) {
      if (statement.moduleSpecifier) found.add(textOf(statement.moduleSpecifier));
      else statement.forEachChild((child) => collect(child, named, found));
    } else {
      collect(statement, named, found);
    }
  }
  for (const [name, specifier] of imported) if (named.has(name)) found.add(specifier);
  found.delete('');
  return found;
}

function namesOf(clause: ts.ImportClause | undefined): string[] {
  if (!clause) return [];
  const names = clause.name ? [clause.name.text] : [];
  const { namedBindings } = clause;
  if (namedBindings && ts.isNamespaceImport(namedBindings)) names.push(namedBindings.name.text);
  else if (namedBindings) names.push(...namedBindings.elements.map((element) => element.name.text));
  return names;
}

/**
 * Takes in every name, and every module that is asked for by a call or in a type.
 *
 * @returns whether something is rendered in the node
 */
function collect(node: ts.Node, names: Set<string>, modules: Set<string>): boolean {
  if (ts.isIdentifier(node)) names.add(node.text);
  if (ts.isExternalModuleReference(node)) modules.add(textOf(node.expression));
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) modules.add(textOf(node.argument.literal));
  if (ts.isCallExpression(node) && isLoading(node.expression)) modules.add(textOf(node.arguments[0]));
  let renders = ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
  const body = ts.isFunctionLike(node) && 'body' in node ? node.body : undefined;
  node.forEachChild((child) => {
    if (child !== body) {
      if (collect(child, names, modules)) renders = true;
      return;
    }
    const inside = { names: new Set<string>(), modules: new Set<string>() };
    if (collect(child, inside.names, inside.modules)) {
      renders = true;
      return;
    }
    for (const name of inside.names) names.add(name);
    for (const specifier of inside.modules) modules.add(specifier);
  });
  return renders;
}

function isLoading(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function textOf(node: ts.Node | undefined): string {
  return node && ts.isStringLiteralLike(node) ? node.text : '';
}
