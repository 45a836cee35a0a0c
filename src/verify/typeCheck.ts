/** Type check of the changed texts in memory: which errors were not there before, and where. */
import path from 'node:path';
import type { ts } from 'ts-morph';
import type { AnalysisProgram } from '../analyze/program.js';
import type { ConfigFile } from '../analyze/resolve.js';
import { importSpecifiers } from '../analyze/importSpecifiers.js';
import { addTo } from '../grouping.js';
import { begin } from '../stages.js';
import {
  addedErrors,
  errorsIn,
  isInside,
  toNewError,
  type Found,
  type NewError,
  type Rewritten,
} from './diagnostics.js';
import { createInstalledCheck } from './installed.js';
import { reachedStatements } from './reach.js';
import { checksOf, isHeldToTypes, readTsconfigs, type Tsconfig } from './tsconfigs.js';

export type { NewError, Rewritten } from './diagnostics.js';

export interface TypeCheck {
  /**
   * Errors that the changed texts have and the present ones do not.
   *
   * @param versions what counts in a file: the description that ships with the tool when left out
   */
  newErrors(after: ReadonlyMap<string, Rewritten>, versions?: Versions): NewError[];
  /** Why the installed types around a file could not be loaded, in words; null when they could, or were not asked for. */
  problemOf(file: string): string | null;
}

/** The installed types where they are those of the version that the package gets, else the shipped description. */
export type SdkTypes = 'installed' | 'described';

/** What is known of the SDK's version in the package of a file. */
export interface Versions {
  sdkOf(path: string): SdkTypes;
  /** False for an error against the description that the version of the package does not have. */
  isError(error: NewError): boolean;
}

const AS_DESCRIBED: Versions = { sdkOf: () => 'described', isError: () => true };

/** What the check knows of the project beside its program. */
export interface CheckedProject {
  configs: readonly ConfigFile[];
  /** Whether packages are looked for on the disk: in `node_modules` of the root and of the folders around. */
  packages: boolean;
}

/**
 * What can be wrong about names and shapes: no such name (2304, 2552), no such member (2339, 2551), declared twice
 * (2451), used before it is declared (2448), no such option (2353), no such shorthand (18004).
 */
const SHAPE_ERRORS: ReadonlySet<number> = new Set([2304, 2339, 2353, 2448, 2451, 2551, 2552, 18004]);

/**
 * Checks in two steps. First against the shipped description of the SDK, in the program of the analysis: a matter of
 * milliseconds, and needs nothing installed. Each file is held to the checks that its own tsconfigs ask for, to
 * `strict` where none speaks for it. What passes is checked again as the project itself would do it, with all options
 * of its tsconfigs and the types of its packages, where these are installed.
 *
 * @param program the program of the analysis: what does not change is neither parsed nor bound again
 * @param watched paths of the files that may be affected: the candidates
 */
export function createTypeCheck(
  program: AnalysisProgram,
  watched: readonly string[],
  project: CheckedProject = { configs: [], packages: false },
): TypeCheck {
  const tsconfigs = readTsconfigs(project.configs);
  const absolute = (file: string): string => path.posix.join(program.root, file);
  const configsOf = (file: string): readonly Tsconfig[] => tsconfigs.of(absolute(file));
  const textOf = (file: string): string => program.fileAt(file)?.text ?? '';
  const installed = project.packages ? createInstalledCheck(program, configsOf) : null;

  const isTyped = (file: string): boolean => isHeldToTypes(file, textOf(file), configsOf(file));

  const described = describedCheck(program, configsOf);

  const newErrorsOf = (file: string, errors: Found[], before: Found[], change: Rewritten | undefined): Found[] => {
    const added = addedErrors(errors, before, textOf(file), change?.edits ?? []);
    // JavaScript was never held to types: only what we wrote is, and only to names and shapes.
    const held = (one: Found): boolean =>
      one.code < 2000 || (SHAPE_ERRORS.has(one.code) && isInside(change?.edits ?? [], one.offset, textOf(file)));
    return isTyped(file) ? added : added.filter(held);
  };

  return {
    newErrors(after, { sdkOf, isError } = AS_DESCRIBED) {
      const finished = begin('verify');
      const imports = new Map(watched.map((file) => [file, importsOf(program.fileAt(file), program)]));
      const reached = dependentsOf(after.keys(), imports);
      const affected = [...reached].filter((file) => after.has(file) || isTyped(file));
      const statementsIn = (file: string, source: ts.SourceFile | undefined): ts.Statement[] | undefined =>
        source &&
        reachedStatements(source, {
          before: program.fileAt(file),
          change: after.get(file),
          specifiers: [...(imports.get(file) ?? [])].flatMap(([specifier, target]) =>
            reached.has(target) ? specifier : [],
          ),
        });
      const steps = [described.stepsFor(affected, after)];
      if (installed) steps.push(installed.stepsFor(affected.filter(isTyped), after, sdkOf));
      let checked = 0;
      const found: NewError[] = [];
      for (const step of steps) {
        if (found.length > 0) break;
        for (const { program: now, files, sourceOf, before, pathOf } of step) {
          for (const file of files) {
            checked++;
            const source = sourceOf(now, file);
            const errors = errorsIn(now, source, statementsIn(file, source));
            // Errors of the present texts are asked for only in files where the new ones have any.
            if (errors.length === 0) continue;
            const added = newErrorsOf(file, errors, before(file), after.get(file));
            found.push(...added.map((error) => toNewError(file, error, now, pathOf)).filter(isError));
          }
        }
      }
      finished({ checked });
      return unique(found);
    },
    problemOf: (file) => installed?.problemOf(file) ?? null,
  };
}

/** One program that checks some of the files. */
export interface Step {
  program: ts.Program;
  files: readonly string[];
  sourceOf(program: ts.Program, file: string): ts.SourceFile | undefined;
  /** Errors of the present text of a file under the same options. */
  before(file: string): Found[];
  /** Path relative to the root. */
  pathOf(absolute: string): string;
}

/** Checks in the program of the analysis, once for each set of checks that some tsconfig asks for. */
function describedCheck(
  program: AnalysisProgram,
  configsOf: (file: string) => readonly Tsconfig[],
): { stepsFor(files: readonly string[], after: ReadonlyMap<string, Rewritten>): Iterable<Step> } {
  const known = new Map<string, { base: ts.Program; before: Map<string, Found[]> }>();
  const sourceOf = (compiled: ts.Program, file: string): ts.SourceFile | undefined =>
    compiled.getSourceFile(path.posix.join(program.root, file));
  return {
    *stepsFor(files, after) {
      const groups = new Map<string, { checks: ts.CompilerOptions; files: string[] }>();
      for (const file of files) {
        const configs = configsOf(file);
        const wanted = configs.length > 0 ? configs.map(checksOf) : [{}];
        for (const [key, checks] of new Map(wanted.map((one) => [JSON.stringify(one), one]))) {
          const group = groups.get(key) ?? { checks, files: [] };
          groups.set(key, group);
          group.files.push(file);
        }
      }
      const texts = new Map([...after].map(([file, { after: text }]) => [file, text]));
      for (const [key, group] of groups) {
        const present = known.get(key) ?? {
          base: key === '{}' ? program.compiled : program.withTexts(new Map(), group.checks),
          before: new Map(),
        };
        known.set(key, present);
        const before = (file: string): Found[] => {
          let errors = present.before.get(file);
          if (!errors) present.before.set(file, (errors = errorsIn(present.base, sourceOf(present.base, file))));
          return errors;
        };
        const pathOf = (file: string): string => path.posix.relative(program.root, file);
        yield { program: program.withTexts(texts, group.checks), files: group.files, sourceOf, before, pathOf };
      }
    },
  };
}

/** The same error under two tsconfigs is one. */
function unique(errors: readonly NewError[]): NewError[] {
  return [...new Map(errors.map((error) => [`${error.path}\0${error.offset}\0${error.message}`, error])).values()];
}

/** The files and every other one that imports one of them, over any number of steps. */
function dependentsOf(
  changed: Iterable<string>,
  imports: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Set<string> {
  const importers = new Map<string, string[]>();
  for (const [file, targets] of imports) {
    for (const imported of targets.values()) addTo(importers, imported, file);
  }
  const affected = new Set(changed);
  for (const file of affected) for (const importer of importers.get(file) ?? []) affected.add(importer);
  return affected;
}

/** Paths of the files that a file imports, by specifier. */
function importsOf(source: ts.SourceFile | undefined, program: AnalysisProgram): Map<string, string> {
  const imports = new Map<string, string>();
  if (!source) return imports;
  for (const specifier of importSpecifiers(source.text)) {
    const target = program.resolve(specifier, source.fileName);
    if (target !== undefined) imports.set(specifier, path.posix.relative(program.root, target));
  }
  return imports;
}
