/** Type check of the changed texts in memory: which errors were not there before, and where. */
import path from 'node:path';
import { ts } from 'ts-morph';
import type { AnalysisProgram } from '../analyze/program.js';

export interface NewError {
  /** Relative to the root. */
  path: string;
  /** In the text after the migration: offset, and line from 1. */
  offset: number;
  line: number;
  message: string;
}

export interface TypeCheck {
  /** Errors that the changed texts have and the present ones do not. */
  newErrors(after: ReadonlyMap<string, string>): NewError[];
}

interface Found {
  offset: number;
  line: number;
  key: string;
  message: string;
}

/**
 * @param program the program of the analysis; its source texts are replaced while checking, so that nothing is parsed
 * or bound twice
 * @param watched paths of the files that may be affected: the candidates
 */
export function createTypeCheck(program: AnalysisProgram, watched: readonly string[]): TypeCheck {
  const checked = watched.filter((file) => /\.[cm]?tsx?$/.test(file));
  const before = new Map<string, Found[]>();
  const texts = new Map<string, string>();
  for (const file of watched) {
    const source = program.files.get(file);
    if (source) texts.set(file, source.text);
  }
  let first: ts.Program | undefined = program.project.getProgram().compilerObject;

  return {
    newErrors(after) {
      // Errors of the present texts are asked for only in files where the new ones have any.
      replaceTexts(program, texts, after);
      const now = program.project.getProgram().compilerObject;
      const found = new Map(checked.map((file) => [file, errorsIn(now, program, file)]));
      const suspects = [...found].filter(([, errors]) => errors.length > 0).map(([file]) => file);
      if (suspects.some((file) => !before.has(file))) {
        if (!first) {
          replaceTexts(program, texts, new Map());
          first = program.project.getProgram().compilerObject;
        }
        for (const file of suspects) if (!before.has(file)) before.set(file, errorsIn(first, program, file));
      }
      first = undefined;
      return suspects.flatMap((file) => addedErrors(file, found.get(file) ?? [], before.get(file) ?? []));
    },
  };
}

function replaceTexts(
  program: AnalysisProgram,
  texts: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): void {
  for (const [file, text] of texts) {
    const source = program.project.getSourceFile(path.posix.join(program.root, file));
    const wanted = after.get(file) ?? text;
    if (source && source.getFullText() !== wanted) source.replaceWithText(wanted);
  }
}

function errorsIn(compiled: ts.Program, program: AnalysisProgram, file: string): Found[] {
  const source = compiled.getSourceFile(path.posix.join(program.root, file));
  if (!source) return [];
  return [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)].map((diagnostic) => {
    const offset = diagnostic.start ?? 0;
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
    return {
      offset,
      line: source.getLineAndCharacterOfPosition(offset).line + 1,
      key: `TS${diagnostic.code} ${message}`,
      message: `TS${diagnostic.code}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n').split('\n')[0]}`,
    };
  });
}

function addedErrors(file: string, now: Found[], before: Found[]): NewError[] {
  const known = before.map((error) => error.key);
  return now
    .filter((error) => {
      const position = known.indexOf(error.key);
      if (position >= 0) known.splice(position, 1);
      return position < 0;
    })
    .map(({ offset, line, message }) => ({ path: file, offset, line, message }));
}
