/**
 * What every program has: the language's own library, and any text that ships with the tool. Its syntax trees are made
 * once for a process; a checker keeps what it learns about a tree to itself, so that programs can share it.
 */
import { Project, ts } from 'ts-morph';

/** Where ts-morph, which has the library inside, says that it lies. */
export const LIBRARY_FOLDER = '/node_modules/typescript/lib';

/** Options that decide about a tree are the same for every program of the analysis. */
export const PARSE_OPTIONS: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.ES2022,
  // Comments for people say nothing about types in TypeScript; in JavaScript they are read all the same.
  jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors,
};

const trees = new Map<string, ts.SourceFile>();
let library: ts.ModuleResolutionHost | undefined;

/** A file of the language's library, undefined when there is none of this name. */
export function librarySource(file: string): ts.SourceFile | undefined {
  if (!file.startsWith(`${LIBRARY_FOLDER}/`)) return undefined;
  const known = trees.get(file);
  if (known) return known;
  library ??= new Project({ useInMemoryFileSystem: true }).getModuleResolutionHost();
  const text = library.readFile?.(file);
  return text === undefined ? undefined : shippedSource(file, text);
}

/** The tree of a text that is the same in every run. */
export function shippedSource(file: string, text: string): ts.SourceFile {
  const known = trees.get(file);
  if (known?.text === text) return known;
  const tree = ts.createSourceFile(file, text, PARSE_OPTIONS);
  trees.set(file, tree);
  return tree;
}
