/** Top-level statements by the names that connect them. */
import { ts } from 'ts-morph';

/** Names by which other statements of the file may feel what a statement does. */
export function namesFrom(statement: ts.Statement): string[] {
  if (ts.isImportDeclaration(statement)) return importedNames(statement.importClause);
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  }
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement)
  ) {
    return statement.name ? [statement.name.text] : [];
  }
  if (ts.isExpressionStatement(statement)) {
    const { expression } = statement;
    // `Service.prototype.run = …`, `module.exports = …`: declares, in JavaScript.
    return ts.isBinaryExpression(expression) ? identifiersIn(expression.left) : [];
  }
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return [];
  // Conditions and loops narrow what follows them.
  return identifiersIn(statement);
}

function importedNames(clause: ts.ImportClause | undefined): string[] {
  const names = clause?.name ? [clause.name.text] : [];
  const bindings = clause?.namedBindings;
  if (!bindings) return names;
  if (ts.isNamespaceImport(bindings)) return [...names, bindings.name.text];
  return [...names, ...bindings.elements.map(({ name }) => name.text)];
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function identifiersIn(node: ts.Node): string[] {
  const words: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) words.push(inner.text);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return words;
}

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;
const ASCII_WORD = /[A-Za-z$_][\w$]*/g;

/** Everything in a text that reads like a name, in comments and strings too: more than it mentions, never less. */
export function wordsIn(text: string): Set<string> {
  // eslint-disable-next-line no-control-regex -- asks for what is not ASCII
  return new Set(text.match(/[^\x00-\x7f]/.test(text) ? WORD : ASCII_WORD));
}
