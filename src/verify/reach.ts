/**
 * How far a change reaches in its file: the top-level statements whose types may be others now. To check only these
 * finds the same new errors as to check the file, for a part of the time: an effect on another statement passes
 * through a name, and any mention of a name counts.
 */
import { ts } from 'ts-morph';
import { rangesAfter, type Rewritten } from './diagnostics.js';

export interface Reach {
  /** The file as it is now. */
  before: ts.SourceFile | undefined;
  change: Rewritten | undefined;
  /** Specifiers by which the file imports others that change, or that import such. */
  specifiers: readonly string[];
}

/**
 * @param source the file as it is checked
 * @returns the statements to check; undefined for all of the file
 */
export function reachedStatements(
  source: ts.SourceFile,
  { before, change, specifiers }: Reach,
): ts.Statement[] | undefined {
  if (!before || source.text.includes('@ts-expect-error')) return undefined;
  const edits = change?.edits ?? [];
  const reached = new Set(statementsIn(source, rangesAfter(edits, before.text)));
  const touched = [...statementsIn(before, edits), ...reached];
  if (touched.some(isAmbient)) return undefined;
  const seen = new Set<string>();
  let names = new Set([...specifiers, ...touched.flatMap(namesFrom)]);
  while (names.size > 0) {
    const next = new Set<string>();
    for (const statement of source.statements) {
      if (reached.has(statement)) continue;
      const text = source.text.slice(statement.pos, statement.end);
      if (![...names].some((name) => mentions(text, name))) continue;
      if (isAmbient(statement)) return undefined;
      reached.add(statement);
      for (const name of namesFrom(statement)) next.add(name);
    }
    for (const name of names) seen.add(name);
    names = new Set([...next].filter((name) => !seen.has(name)));
  }
  return reached.size === source.statements.length ? undefined : [...reached].sort((a, b) => a.pos - b.pos);
}

/** Statements that a range touches, the comments before them included. */
function statementsIn(file: ts.SourceFile, ranges: readonly { start: number; end: number }[]): ts.Statement[] {
  return file.statements.filter(({ pos, end }) => ranges.some((range) => range.start <= end && pos <= range.end));
}

function mentions(text: string, name: string): boolean {
  // Most names are in no other statement: no pattern is made for them.
  return text.includes(name) && new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`).test(text);
}

function escaped(name: string): string {
  return name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

/** Declares for the whole program: `declare global`, `declare module 'a'`, `export = a`, `export as namespace A`. */
function isAmbient(statement: ts.Statement): boolean {
  return (
    (ts.isModuleDeclaration(statement) && (ts.isStringLiteral(statement.name) || statement.name.text === 'global')) ||
    (ts.isExportAssignment(statement) && statement.isExportEquals === true) ||
    ts.isNamespaceExportDeclaration(statement)
  );
}

/** Names by which others may feel what a statement does. */
function namesFrom(statement: ts.Statement): string[] {
  if (ts.isImportDeclaration(statement)) return importedNames(statement.importClause);
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
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
    return ts.isBinaryExpression(expression) ? wordsOf(expression.left) : [];
  }
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return [];
  // Conditions and loops narrow what follows them.
  return wordsOf(statement);
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

function wordsOf(node: ts.Node): string[] {
  const words: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) words.push(inner.text);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return words;
}
