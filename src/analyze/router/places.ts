/** Small questions about where a value stands. */
import { ts } from 'ts-morph';
import { isMember, memberName, unwrap, wrapped } from '../nodes.js';

const PRINTER = /^(?:console|log|logger)$/i;

/** The value is an argument of `console.log` and the like, by itself or as a part of what is printed. */
export function isPrinted(node: ts.Expression): boolean {
  let current: ts.Node = wrapped(node);
  for (;;) {
    const { parent } = current;
    if (ts.isCallExpression(parent) && parent.arguments.some((one) => one === current)) {
      const callee = unwrap(parent.expression);
      const holder = isMember(callee) ? unwrap(callee.expression) : callee;
      const name = ts.isIdentifier(holder) ? holder.text : isMember(holder) ? memberName(holder) : undefined;
      return name !== undefined && PRINTER.test(name);
    }
    const isPart =
      ts.isTemplateSpan(parent) ||
      ts.isTemplateExpression(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isShorthandPropertyAssignment(parent) ||
      ts.isParenthesizedExpression(parent) ||
      (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken);
    if (!isPart) return false;
    current = parent;
  }
}

/** A declaration that other files can use: exported itself, or by name. */
export function isExported(declaration: ts.Node): boolean {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  if (modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)) return true;
  const name = (declaration as Partial<ts.NamedDeclaration>).name;
  if (!name || !ts.isIdentifier(name)) return !ts.isVariableDeclaration(declaration);
  return declaration.getSourceFile().statements.some((one) => exportsName(one, name.text));
}

function exportsName(statement: ts.Statement, name: string): boolean {
  if (ts.isExportAssignment(statement)) return mentions(statement.expression, name);
  if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
    return statement.exportClause.elements.some((one) => (one.propertyName ?? one.name).text === name);
  }
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return false;
  const { left, right } = statement.expression;
  return /^(?:module\.)?exports\b/.test(left.getText()) && mentions(right, name);
}

function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node)) return node.text === name;
  return ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false;
}

/** Where a value goes, in words that follow its name: `is given to start`. */
export function describePlace(node: ts.Node): string {
  const outer = wrapped(node);
  const { parent } = outer;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return `is given to ${shorten(parent.expression)}`;
  if (isMember(parent)) return `is read as ${shorten(parent)}`;
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return 'is returned';
  if (ts.isBinaryExpression(parent)) return `is stored in ${shorten(parent.left)}`;
  if (ts.isVariableDeclaration(parent)) return `is stored in ${shorten(parent.name)}`;
  if (ts.isPropertyAssignment(parent)) return `is put into ${shorten(parent.name)} of an object`;
  if (ts.isShorthandPropertyAssignment(parent)) return 'is put into an object';
  if (ts.isArrayLiteralExpression(parent)) return 'is put into a list';
  if (ts.isSpreadAssignment(parent)) return 'is spread into an object';
  return 'goes where it cannot be followed';
}

/** Name of a member, or its source where it is computed. */
export function nameOf(member: ts.Node): string {
  return memberName(member) ?? shorten(member);
}

function shorten(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length > 50 ? `${text.slice(0, 47)}…` : text;
}
