/** Names that a new binding in a function may not take. */
import { ts } from 'ts-morph';
import type { ScopeFact } from './facts.js';
import { functionAround, isFunction, walk } from './nodes.js';
import { functionIdOf } from './placement.js';

/** A file may have thousands of calls: what is known of a function, or of a block, is worked out once. */
const scopes = new WeakMap<ts.Node, ScopeFact>();
const declared = new WeakMap<ts.Node, readonly string[]>();

/**
 * @param node any node inside the function (or module) in which a name is wanted
 * @returns every name read or declared inside that function, and every name declared around it
 */
export function scopeOf(node: ts.Node): ScopeFact {
  const home: ts.Node = functionAround(node) ?? node.getSourceFile();
  let scope = scopes.get(home);
  if (!scope) {
    const names = new Set<string>();
    collectNames(home, names);
    const around: (readonly string[])[] = [];
    for (let outer = home.parent; outer; outer = outer.parent) {
      if (isFunction(outer) || ts.isBlock(outer) || ts.isSourceFile(outer) || ts.isModuleBlock(outer)) {
        around.push(declaredNames(outer));
      }
    }
    scope = { id: functionIdOf(node), names: [...names].sort(), around };
    scopes.set(home, scope);
  }
  return scope;
}

function declaredNames(scope: ts.Node): readonly string[] {
  let list = declared.get(scope);
  if (!list) {
    const names = new Set<string>();
    collectDeclared(scope, names);
    list = [...names].sort();
    declared.set(scope, list);
  }
  return list;
}

function collectNames(root: ts.Node, names: Set<string>): void {
  walk(root, (node) => {
    if (ts.isIdentifier(node) && !isMemberPosition(node)) names.add(node.text);
  });
}

/** Names that a scope declares itself, those of functions and blocks inside it left out. */
function collectDeclared(scope: ts.Node, names: Set<string>): void {
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isDeclarationName(node)) names.add(node.text);
    if (node !== scope && (isFunction(node) || ts.isClassLike(node) || ts.isBlock(node))) {
      if (node.parent && 'name' in node && node.name && ts.isIdentifier(node.name as ts.Node))
        names.add((node.name as ts.Identifier).text);
      return;
    }
    ts.forEachChild(node, visit);
  };
  if (isFunction(scope)) scope.parameters.forEach((parameter) => visit(parameter));
  else ts.forEachChild(scope, visit);
}

function isDeclarationName(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isBindingElement(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent))
    return parent.name === node;
  return (
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isImportEqualsDeclaration(parent)
  );
}

/** The identifier names a member, a key or a type's part: it can never be taken by a variable. */
function isMemberPosition(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertySignature(parent))
    return parent.name === node;
  if (ts.isPropertyDeclaration(parent) || ts.isMethodSignature(parent) || ts.isGetAccessor(parent))
    return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return parent.propertyName === node;
  return ts.isJsxAttribute(parent) || ts.isLabeledStatement(parent);
}
