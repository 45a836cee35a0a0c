/** Type check of the changed texts in memory: which errors were not there before, and where. */
import path from 'node:path';
import { ts } from 'ts-morph';
import type { AnalysisProgram } from '../analyze/program.js';
import { mapOffset } from '../edit/apply.js';
import type { Edit } from '../edit/edit.js';
import { begin } from '../stages.js';

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
  newErrors(after: ReadonlyMap<string, Rewritten>): NewError[];
  /** What could not be checked, in sentences, for the changed files given. */
  limits(changed: readonly string[]): { path: string; message: string }[];
}

interface Rewritten {
  after: string;
  edits: readonly Edit[];
}

interface Found {
  code: number;
  offset: number;
  line: number;
  key: string;
  message: string;
}

/**
 * What can be wrong about names and shapes: no such name (2304, 2552), no such member (2339, 2551), declared twice
 * (2451), used before it is declared (2448), no such option (2353), no such shorthand (18004).
 */
const SHAPE_ERRORS: ReadonlySet<number> = new Set([2304, 2339, 2353, 2448, 2451, 2551, 2552, 18004]);

const TYPED = /\.[cm]?tsx?$/;

/**
 * Checks with the options of the analysis: `strict`, and every further check that some tsconfig of the project asks
 * for, so that nothing is let through that the project itself would refuse. The SDK's types are those of the shipped
 * description; a test holds them against the real ones.
 *
 * @param program the program of the analysis: what does not change is neither parsed nor bound again
 * @param watched paths of the files that may be affected: the candidates
 */
export function createTypeCheck(program: AnalysisProgram, watched: readonly string[]): TypeCheck {
  const before = new Map<string, Found[]>();
  const texts = new Map<string, string>();
  for (const file of watched) {
    const source = program.fileAt(file);
    if (source) texts.set(file, source.text);
  }

  const check = (now: ts.Program, after: ReadonlyMap<string, Rewritten>): Map<string, Found[]> => {
    const found = new Map<string, Found[]>();
    const affected = dependentsOf(after.keys(), program, watched);
    for (const file of affected) {
      const changed = after.get(file);
      if (!TYPED.test(file) && !changed) continue;
      const errors = errorsIn(now, program, file);
      // JavaScript was never held to types: only what we wrote is, and only to names and shapes.
      found.set(
        file,
        TYPED.test(file) || !changed
          ? errors
          : errors.filter((one) => SHAPE_ERRORS.has(one.code) && isInside(changed, one.offset, texts.get(file))),
      );
    }
    return found;
  };

  return {
    newErrors(after) {
      const finished = begin('verify');
      const found = check(program.withTexts(new Map([...after].map(([file, { after: text }]) => [file, text]))), after);
      // Errors of the present texts are asked for only in files where the new ones have any.
      const suspects = [...found].filter(([, errors]) => errors.length > 0).map(([file]) => file);
      for (const file of suspects) if (!before.has(file)) before.set(file, errorsIn(program.compiled, program, file));
      finished({ checked: found.size, 'checked before the change': suspects.length });
      return suspects.flatMap((file) => addedErrors(file, found.get(file) ?? [], before.get(file) ?? []));
    },
    limits(changed) {
      return changed.flatMap((file) => {
        const source = program.fileAt(file);
        const missing = source ? unresolvedImports(source, program) : [];
        if (missing.length === 0) return [];
        const names = missing.slice(0, 3).join(', ') + (missing.length > 3 ? ', …' : '');
        return [
          {
            path: file,
            message: `its types were checked without what it imports from ${names}: these files were not found`,
          },
        ];
      });
    },
  };
}

/** The files and every watched file that imports one of them, over any number of steps. */
function dependentsOf(changed: Iterable<string>, program: AnalysisProgram, watched: readonly string[]): Set<string> {
  const importers = new Map<string, string[]>();
  for (const file of watched) {
    const source = program.fileAt(file);
    if (!source) continue;
    for (const imported of importedBy(source, program)) {
      const known = importers.get(imported);
      if (known) known.push(file);
      else importers.set(imported, [file]);
    }
  }
  const affected = new Set(changed);
  for (const file of affected) for (const importer of importers.get(file) ?? []) affected.add(importer);
  return affected;
}

function importedBy(source: ts.SourceFile, program: AnalysisProgram): string[] {
  return ts.preProcessFile(source.text, true, true).importedFiles.flatMap(({ fileName }) => {
    const target = program.resolve(fileName, source.fileName);
    return target === undefined ? [] : [path.posix.relative(program.root, target)];
  });
}

/** Local imports whose file is not there; packages are never read and are no surprise. */
function unresolvedImports(source: ts.SourceFile, program: AnalysisProgram): string[] {
  const { importedFiles } = ts.preProcessFile(source.text, true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => /^\.{1,2}\//.test(name) && !/\.(css|scss|json|svg|png|jpe?g|wasm)$/.test(name))
    .filter((name) => program.resolve(name, source.fileName) === undefined);
}

/** The offset, in the new text, lies in what an edit wrote. */
function isInside({ edits }: Rewritten, offset: number, before = ''): boolean {
  return edits.some((edit) => {
    const start = mapOffset(
      before,
      edit.start,
      edits.filter((other) => other !== edit && other.end <= edit.start),
    );
    return offset >= start && offset <= start + edit.text.length + 1;
  });
}

function errorsIn(compiled: ts.Program, program: AnalysisProgram, file: string): Found[] {
  const source = compiled.getSourceFile(path.posix.join(program.root, file));
  if (!source) return [];
  return [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)].map((diagnostic) => {
    const offset = diagnostic.start ?? 0;
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
    return {
      code: diagnostic.code,
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
