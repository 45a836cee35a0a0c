/**
 * How far a change reaches in its file: the top-level statements whose types may be others now. To check only these
 * finds the same new errors as to check the file, for a part of the time: an effect on another statement passes
 * through a name, and any mention of a name counts.
 */
import { ts } from 'ts-morph';
import { namesFrom, wordsIn } from '../analyze/statements.js';
import { addTo } from '../grouping.js';
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
  const mentionedBy = new Map<string, ts.Statement[]>();
  for (const statement of source.statements) {
    const text = source.text.slice(statement.pos, statement.end);
    if (specifiers.some((specifier) => text.includes(specifier))) reached.add(statement);
    for (const word of wordsIn(text)) addTo(mentionedBy, word, statement);
  }
  const names = new Set([...touched, ...reached].flatMap(namesFrom));
  for (const name of names) {
    for (const statement of mentionedBy.get(name) ?? []) {
      if (reached.has(statement)) continue;
      reached.add(statement);
      for (const further of namesFrom(statement)) names.add(further);
    }
  }
  if ([...reached].some(isAmbient)) return undefined;
  return reached.size === source.statements.length ? undefined : [...reached].sort((a, b) => a.pos - b.pos);
}

/** Statements that a range touches, the comments before them included. A file can have thousands of both. */
function statementsIn(file: ts.SourceFile, ranges: readonly { start: number; end: number }[]): ts.Statement[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  const touched: ts.Statement[] = [];
  let next = 0;
  let reach = -1;
  for (const statement of file.statements) {
    for (; next < sorted.length && sorted[next]!.start <= statement.end; next++) {
      reach = Math.max(reach, sorted[next]!.end);
    }
    if (reach >= statement.pos) touched.push(statement);
  }
  return touched;
}

/** Declares for the whole program: `declare global`, `declare module 'a'`, `export = a`, `export as namespace A`. */
function isAmbient(statement: ts.Statement): boolean {
  return (
    (ts.isModuleDeclaration(statement) && (ts.isStringLiteral(statement.name) || statement.name.text === 'global')) ||
    (ts.isExportAssignment(statement) && statement.isExportEquals === true) ||
    ts.isNamespaceExportDeclaration(statement)
  );
}
