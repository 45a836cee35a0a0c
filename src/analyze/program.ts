/**
 * One TypeScript program over the candidates and what they need: imports that direct calls can depend on, the shipped
 * description of the SDK, the language's own library. Nothing is read from `node_modules`.
 */
import path from 'node:path';
import { ts } from 'ts-morph';
import { globalTypeFile, sdkTypeFiles } from '../sdk/description.js';
import { begin } from '../stages.js';
import { loadImports } from './loading.js';
import { isDeepTree, isTooDeep } from './nesting.js';
import { createResolver, type ConfigFile, type Resolver, type WorkspacePackage } from './resolve.js';
import { LIBRARY_FOLDER, PARSE_OPTIONS, librarySource, shippedSource } from './sharedSources.js';

export interface ProgramInput {
  /** Absolute, forward slashes. */
  root: string;
  /** Candidates: path relative to the root, text without BOM. */
  files: { path: string; text: string }[];
  /** Files that are loaded for the calls in them; nothing is said of them. */
  callers?: { path: string; text: string }[];
  /** Absolute paths of files whose importers are all loaded; leave out when the files are all that there are. */
  closed?: ReadonlySet<string>;
  /** Text of any other file by absolute path, undefined when there is none; leave out to see the candidates only. */
  read?: (absolutePath: string) => string | undefined;
  configs?: ConfigFile[];
  packages?: WorkspacePackage[];
}

export interface AnalysisProgram {
  root: string;
  /** The program over the present texts. */
  compiled: ts.Program;
  checker: ts.TypeChecker;
  /** Candidates by relative path. */
  files: Map<string, ts.SourceFile>;
  /** Any loaded file by its relative path. */
  fileAt(path: string): ts.SourceFile | undefined;
  /** Every user file that is loaded, candidates first. */
  sources: ts.SourceFile[];
  /** Path of a loaded file relative to the root. */
  pathOf(file: ts.SourceFile): string;
  /** Files that are not loaded may call what the file exports. */
  hasUnseenCallers(file: ts.SourceFile): boolean;
  /** The file is part of the shipped SDK description. */
  isSdk(file: ts.SourceFile): boolean;
  resolve: Resolver;
  /**
   * The same program with other texts for some of its files, by relative path: what did not change is neither parsed
   * nor bound again.
   *
   * @param checks options in place of those of the analysis: only such as say which code is refused
   */
  withTexts(texts: ReadonlyMap<string, string>, checks?: ts.CompilerOptions): ts.Program;
}

export const COMPILER_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts'],
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  allowJs: true,
  // Reports errors in JavaScript too; verification takes only those inside of what it changed.
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
  experimentalDecorators: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  types: [],
  // No package stands in for the language's own library.
  libReplacement: false,
};

/** As `openProgram`; files that overflow the compiler's stack are left out, and so missing in `files`. */
export function createProgram(input: ProgramInput): AnalysisProgram {
  try {
    return openProgram(input);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const read = (file: string): string | undefined => {
      const text = input.read?.(file);
      return text === undefined || isDeepTree(file, text) ? undefined : text;
    };
    const shallow = (files: ProgramInput['files']): ProgramInput['files'] =>
      files.filter(({ path: file, text }) => !isDeepTree(file, text));
    return openProgram({ ...input, files: shallow(input.files), callers: shallow(input.callers ?? []), read });
  }
}

/** @param texts texts at hand, by absolute path; others are read */
export function resolverOver(
  input: ProgramInput,
  texts: ReadonlyMap<string, string>,
): { read(file: string): string | undefined; resolve: Resolver } {
  const read = (file: string): string | undefined => texts.get(file) ?? input.read?.(file);
  const { configs = [], packages = [] } = input;
  return { read, resolve: createResolver({ exists: (file) => read(file) !== undefined, read, configs, packages }) };
}

function openProgram(input: ProgramInput): AnalysisProgram {
  const finished = begin('program');
  const root = input.root;
  const texts = new Map<string, string>();
  const absolute = (file: string): string => path.posix.join(root, file);
  for (const file of input.files) texts.set(absolute(file.path), file.text);
  const callers = (input.callers ?? []).filter((file) => !isTooDeep(file.text));
  for (const file of callers) texts.set(absolute(file.path), file.text);
  const { read, resolve } = resolverOver(input, texts);
  const pathsOf = (files: ProgramInput['files']): string[] => files.map((file) => absolute(file.path));
  const trees = new Map<string, ts.SourceFile>();
  const parse = (file: string, text: string): ts.SourceFile => {
    const known = trees.get(file);
    if (known?.text === text) return known;
    const tree = ts.createSourceFile(file, text, PARSE_OPTIONS);
    trees.set(file, tree);
    return tree;
  };
  loadImports(pathsOf(input.files), pathsOf(callers), { texts, read, parse, resolve });

  const globals = globalTypeFile();
  const sdk = new Map([...sdkTypeFiles()].filter(([file]) => file.endsWith('.d.ts')));
  const sdkModules = new Map(
    [...sdk.keys()].map((file) => [file.replace(/^\/node_modules\//, '').replace(/\/index\.d\.ts$/, ''), file]),
  );
  const options = { ...COMPILER_OPTIONS, ...strictnessOf(input.configs ?? []) };
  const rootNames = [...sdk.keys(), globals.path, ...texts.keys()];
  const shipped = new Map([...sdk, [globals.path, globals.text]]);
  const given = new Map([...shipped, ...texts]);
  const host = hostOver(given, shipped, parse, (name, from) => {
    const target = sdk.has(from) ? sdkSibling(name, from) : (sdkModules.get(name) ?? resolve(name, from));
    return target !== undefined && given.has(target) ? target : undefined;
  });
  const program = ts.createProgram({ rootNames, options, host });
  const files = new Map<string, ts.SourceFile>();
  for (const file of input.files) {
    const source = program.getSourceFile(path.posix.join(root, file.path));
    if (source) files.set(file.path, source);
  }
  const candidates = new Set(files.values());
  const others = [...texts.keys()]
    .map((file) => program.getSourceFile(file))
    .filter((file): file is ts.SourceFile => file !== undefined && !candidates.has(file));
  const checker = program.getTypeChecker();
  const characters = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
  finished({ candidates: files.size, parsed: texts.size, characters });
  return {
    root,
    compiled: program,
    checker,
    files,
    fileAt: (file) => program.getSourceFile(absolute(file)),
    sources: [...candidates, ...others],
    pathOf: (file) => path.posix.relative(root, file.fileName),
    hasUnseenCallers: (file) => input.closed !== undefined && !input.closed.has(file.fileName),
    isSdk: (file) => sdk.has(file.fileName) || file.fileName === globals.path,
    resolve,
    withTexts(changed, checks = {}) {
      const replaced = new Map<string, ts.SourceFile>();
      for (const [file, text] of changed) {
        const absolute = path.posix.join(root, file);
        replaced.set(absolute, ts.createSourceFile(absolute, text, PARSE_OPTIONS));
      }
      const getSourceFile: ts.CompilerHost['getSourceFile'] = (file, ...rest) =>
        replaced.get(file) ?? host.getSourceFile(file, ...rest);
      const all = { ...options, ...checks };
      return ts.createProgram({ rootNames, options: all, host: { ...host, getSourceFile }, oldProgram: program });
    },
  };
}

/**
 * A compiler host over texts in memory; the files of the project are plain source files of the compiler: a wrapper of
 * ts-morph for each of them would cost as much as its parse.
 *
 * @param shipped those of the texts that are the same in every run
 */
function hostOver(
  texts: ReadonlyMap<string, string>,
  shipped: ReadonlyMap<string, string>,
  parse: (file: string, text: string) => ts.SourceFile,
  resolve: (name: string, from: string) => string | undefined,
): ts.CompilerHost {
  return {
    getSourceFile(file) {
      const text = texts.get(file);
      if (text === undefined) return librarySource(file);
      return shipped.get(file) === text ? shippedSource(file, text) : parse(file, text);
    },
    getDefaultLibLocation: () => LIBRARY_FOLDER,
    getDefaultLibFileName: (wanted) => `${LIBRARY_FOLDER}/${ts.getDefaultLibFileName(wanted)}`,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (file) => file,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (file) => texts.has(file),
    readFile: (file) => texts.get(file),
    writeFile: () => undefined,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const target = resolve(text, from);
        if (target === undefined) return { resolvedModule: undefined };
        const resolvedModule = { resolvedFileName: target, extension: extensionOf(target) };
        return { resolvedModule: { ...resolvedModule, isExternalLibraryImport: false } };
      }),
  };
}

/** Checks beyond `strict`: a project that has one of them in any tsconfig is checked with it everywhere. */
const FURTHER_CHECKS = [
  'exactOptionalPropertyTypes',
  'noUncheckedIndexedAccess',
  'noPropertyAccessFromIndexSignature',
  'noImplicitReturns',
  'noImplicitOverride',
] as const;

function strictnessOf(configs: readonly ConfigFile[]): ts.CompilerOptions {
  const options: ts.CompilerOptions = {};
  for (const { path: file, text } of configs) {
    const parsed = ts.parseConfigFileTextToJson(file, text).config as
      { compilerOptions?: ts.CompilerOptions } | undefined;
    for (const check of FURTHER_CHECKS) if (parsed?.compilerOptions?.[check] === true) options[check] = true;
  }
  return options;
}

/** `./client.js` in the shipped description is the file client.d.ts beside. */
export function sdkSibling(specifier: string, from: string): string | undefined {
  if (!specifier.startsWith('.')) return `/node_modules/${specifier}/index.d.ts`;
  return path.posix.join(path.posix.dirname(from), specifier.replace(/\.js$/, '.d.ts'));
}

function extensionOf(file: string): ts.Extension {
  if (file.endsWith('.d.ts')) return ts.Extension.Dts;
  const extension = path.posix.extname(file);
  return (Object.values(ts.Extension) as string[]).includes(extension) ? (extension as ts.Extension) : ts.Extension.Ts;
}
