/** Errors of a file in a program, and which of them a change has brought. */
import { ts } from 'ts-morph';
import { mapOffset, withEol } from '../edit/apply.js';
import type { Edit } from '../edit/edit.js';
import { originsOf, type Origin } from './origins.js';

export interface NewError {
  /** Relative to the root. */
  path: string;
  /** In the text after the migration: offset, and line from 1. */
  offset: number;
  line: number;
  message: string;
  /** Where the types in the error come from: rings of places, the nearest first. */
  origins: Origin[][];
}

/** A text after the migration, and the edits that made it. */
export interface Rewritten {
  after: string;
  edits: readonly Edit[];
}

export interface Found {
  code: number;
  offset: number;
  line: number;
  key: string;
  message: string;
  diagnostic: ts.Diagnostic;
}

/** The compiler takes the nodes to check as its editor does; its public types leave them out. TypeScript 5.9. */
type Checks = (source: ts.SourceFile, token?: undefined, nodes?: readonly ts.Node[]) => readonly ts.Diagnostic[];

/**
 * @param source undefined when the program does not have the file
 * @param statements what is checked beyond the syntax; all of the file when left out
 */
export function errorsIn(
  program: ts.Program,
  source: ts.SourceFile | undefined,
  statements?: readonly ts.Statement[],
): Found[] {
  if (!source) return [];
  const check: Checks = program.getSemanticDiagnostics;
  return [...program.getSyntacticDiagnostics(source), ...check(source, undefined, statements)]
    .filter(({ category }) => category === ts.DiagnosticCategory.Error)
    .map((diagnostic) => {
      const offset = diagnostic.start ?? 0;
      return {
        code: diagnostic.code,
        offset,
        line: source.getLineAndCharacterOfPosition(offset).line + 1,
        key: `TS${diagnostic.code} ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`,
        message: `TS${diagnostic.code}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n').split('\n')[0]}`,
        diagnostic,
      };
    });
}

/**
 * Errors that were not there before. The same error at the place to which the edits moved it is not new, whatever its
 * text; what an edit wrote may have an error that what it replaced had, too.
 *
 * @param text the text before
 */
export function addedErrors(
  now: readonly Found[],
  before: readonly Found[],
  text: string,
  edits: readonly Edit[],
): Found[] {
  const left = before.map((error) => ({ error, place: placeAfter(text, error.offset, edits) }));
  const take = (isSame: (one: (typeof left)[number]) => boolean): boolean => {
    const index = left.findIndex(isSame);
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  };
  return now
    .filter((error) => !take(({ error: old, place }) => place === error.offset && old.code === error.code))
    .filter(
      (error) =>
        !isInside(edits, error.offset, text) ||
        !take(({ error: old, place }) => place === null && old.key === error.key),
    );
}

/** Null when an edit replaced what stood there. */
function placeAfter(text: string, offset: number, edits: readonly Edit[]): number | null {
  if (edits.some((edit) => edit.start <= offset && offset < edit.end)) return null;
  return mapOffset(text, offset, edits);
}

/** The offset, in the new text, lies in what an edit wrote. */
export function isInside(edits: readonly Edit[], offset: number, before: string): boolean {
  return rangesAfter(edits, before).some(({ start, end }) => offset >= start && offset <= end + 1);
}

/** Where the texts of the edits stand in the new text, in order. */
export function rangesAfter(edits: readonly Edit[], before: string): { edit: Edit; start: number; end: number }[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((edit) => {
      const removed = edit.end - edit.start;
      const { length } = withEol(before, edit);
      const start = edit.start + shift;
      shift += length - removed;
      return { edit, start, end: start + length };
    });
}

/** An error as the stages to the right see it: without the compiler's own objects. */
export function toNewError(
  file: string,
  error: Found,
  program: ts.Program,
  pathOf: (file: string) => string,
): NewError {
  return {
    path: file,
    offset: error.offset,
    line: error.line,
    message: error.message,
    origins: originsOf(error.diagnostic, program.getTypeChecker(), pathOf),
  };
}
