/** Whether a binding can be reached from other files. */
import { ts } from 'ts-morph';

export function isExported(symbol: ts.Symbol): boolean {
  return !!symbol.declarations?.some((declaration) => {
    const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)) return true;
    return isNamedInExport(declaration);
  });
}

function isNamedInExport(declaration: ts.Declaration): boolean {
  const name = ts.getNameOfDeclaration(declaration);
  if (!name || !ts.isIdentifier(name)) return false;
  const file = declaration.getSourceFile();
  return file.statements.some((statement) => {
    if (ts.isExportAssignment(statement))
      return ts.isIdentifier(statement.expression) && statement.expression.text === name.text;
    const clause = ts.isExportDeclaration(statement) && !statement.moduleSpecifier ? statement.exportClause : undefined;
    const named =
      clause &&
      ts.isNamedExports(clause) &&
      clause.elements.some((one) => (one.propertyName ?? one.name).text === name.text);
    return named === true || isCommonJsExport(statement, name.text);
  });
}

/** `module.exports = { tools }`, `exports.tools = tools`. */
function isCommonJsExport(statement: ts.Statement, name: string): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return false;
  const { left, right } = statement.expression;
  return (
    /^(module\.)?exports\b/.test(left.getText()) &&
    new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(right.getText())
  );
}
