/** A compiler host over the disk: user files as they are in memory, packages from `node_modules`. */
import path from 'node:path';
import { Project, ts } from 'ts-morph';
import { sdkSibling, type AnalysisProgram } from '../analyze/program.js';
import { describedPackages, sdkTypeFiles } from '../sdk/description.js';
import type { SdkTypes } from './typeCheck.js';

/** More declarations than this, in characters, are not loaded: they would take a gigabyte. A large project has 20 million. */
const MOST_CHARACTERS = 60_000_000;

/** The installed types are more than can be loaded. */
export class TooLarge extends Error {}

export interface DiskHost {
  /** Where a file is on the disk, with links followed as the compiler follows them. */
  pathOf(file: string): string;
  relativeOf(absolute: string): string;
  /** @param texts texts after the migration, by path relative to the root */
  over(options: ts.CompilerOptions, texts: ReadonlyMap<string, string>, sdk: SdkTypes): ts.CompilerHost;
}

export function createDiskHost(program: AnalysisProgram, most = MOST_CHARACTERS): DiskHost {
  const root = ts.sys.realpath?.(program.root) ?? program.root;
  const pathOf = (file: string): string => path.posix.join(root, file);
  const relativeOf = (file: string): string => path.posix.relative(root, file);
  const library = new Project({ useInMemoryFileSystem: true }).getModuleResolutionHost();
  const isLibrary = (file: string): boolean => file.startsWith(LIBRARY) && library.fileExists(file);
  const description = sdkTypeFiles();
  const describedNames = new Set(describedPackages());
  const present = new Map([...program.files].map(([file, source]) => [pathOf(file), source.text]));
  /** Declarations are read once, whatever the options are that a program asks for them with. */
  const declarations = new Map<string, ts.SourceFile | undefined>();
  let characters = 0;

  const read = (file: string): string | undefined => {
    const text = isLibrary(file) ? library.readFile?.(file) : ts.sys.readFile(file);
    characters += text?.length ?? 0;
    if (characters > most)
      throw new TooLarge(`their declarations are more than ${Math.round(most / 1e6)} million characters`);
    return text;
  };

  return {
    pathOf,
    relativeOf,
    over(options, texts, sdk) {
      const described = sdk === 'described' ? description : new Map<string, string>();
      const changed = new Map([...texts].map(([file, text]) => [pathOf(file), text]));
      const textOf = (file: string): string | undefined => changed.get(file) ?? present.get(file);
      const exists = (file: string): boolean => textOf(file) !== undefined || ts.sys.fileExists(file);
      const host: ts.CompilerHost = {
        ...ts.createCompilerHost(options),
        getSourceFile(file, wanted) {
          const parsing: ts.CreateSourceFileOptions = typeof wanted === 'object' ? wanted : { languageVersion: wanted };
          const own = textOf(file) ?? described.get(file);
          const isDeclaration = own === undefined && /\.d\.[cm]?ts$/.test(file);
          const key = `${parsing.languageVersion} ${parsing.impliedNodeFormat ?? ''} ${file}`;
          if (isDeclaration && declarations.has(key)) return declarations.get(key);
          const text = own ?? read(file);
          const source =
            text === undefined
              ? undefined
              : ts.createSourceFile(file, text, {
                  ...parsing,
                  jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors,
                });
          if (isDeclaration) declarations.set(key, source);
          return source;
        },
        getDefaultLibLocation: () => LIBRARY.slice(0, -1),
        getDefaultLibFileName: (all) => LIBRARY + ts.getDefaultLibFileName(all),
        fileExists: (file) => isLibrary(file) || exists(file),
        readFile: (file) => textOf(file) ?? described.get(file) ?? ts.sys.readFile(file),
        writeFile: () => undefined,
      };
      const cache = ts.createModuleResolutionCache(root, (file) => file, options);
      host.resolveModuleNameLiterals = (literals, from, redirected, all, source) =>
        literals.map((literal) => {
          const name = literal.text;
          if (described.has(from)) return asModule(sdkSibling(name, from));
          if (sdk === 'described' && describedNames.has(name)) return asModule(`/node_modules/${name}/index.d.ts`);
          const mode = ts.getModeForUsageLocation(source, literal, all);
          const found = ts.resolveModuleName(name, from, all, host, cache, redirected, mode);
          if (found.resolvedModule) return found;
          // Packages of the workspace that were not built have their sources.
          const target = program.resolve(name, path.posix.join(program.root, relativeOf(from)));
          return target === undefined || from.includes('/node_modules/')
            ? found
            : asModule(pathOf(path.posix.relative(program.root, target)));
        });
      return host;
    },
  };
}

/** Where ts-morph has the language's own library, in memory. */
const LIBRARY = '/node_modules/typescript/lib/';

function asModule(target: string | undefined): ts.ResolvedModuleWithFailedLookupLocations {
  if (target === undefined) return { resolvedModule: undefined };
  const extension = /\.d\.ts$/.test(target) ? ts.Extension.Dts : path.posix.extname(target);
  return {
    resolvedModule: { resolvedFileName: target, extension, isExternalLibraryImport: false },
  } as ts.ResolvedModuleWithFailedLookupLocations;
}
