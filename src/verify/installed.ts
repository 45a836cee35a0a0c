/** The check as the project itself would do it: its tsconfigs, whole, and the types of its installed packages. */
import path from 'node:path';
import { ts } from 'ts-morph';
import { COMPILER_OPTIONS, type AnalysisProgram } from '../analyze/program.js';
import { importSpecifiers } from '../analyze/importSpecifiers.js';
import { errorsIn, type Found, type Rewritten } from './diagnostics.js';
import { createDiskHost, TooLarge, type DiskHost } from './diskHost.js';
import type { Tsconfig } from './tsconfigs.js';
import type { SdkTypes, Step } from './typeCheck.js';

export interface InstalledCheck {
  /** What was not installed, or could not be loaded, is left to the check against the description. */
  stepsFor(
    files: readonly string[],
    after: ReadonlyMap<string, Rewritten>,
    sdkOf: (path: string) => SdkTypes,
  ): Iterable<Step>;
  /** Why the types around a file could not be loaded, in words; null when they could, or were not asked for. */
  problemOf(file: string): string | null;
}

interface Group {
  config: Tsconfig | null;
  sdk: SdkTypes;
  files: string[];
}

export function createInstalledCheck(
  program: AnalysisProgram,
  configsOf: (file: string) => readonly Tsconfig[],
): InstalledCheck {
  const problems = new Map<string, string>();
  const packages = installedPackages(program.root);
  let host: DiskHost | undefined;
  // The program of the last group: of the next round, most often the same.
  let last: { key: string; program: ts.Program } | undefined;
  const before = new Map<string, Map<string, Found[]>>();

  const load = (key: string, group: Group, texts: ReadonlyMap<string, string>): ts.Program => {
    host ??= createDiskHost(program);
    const options = optionsFor(group.config);
    const made = ts.createProgram({
      rootNames: [...group.files.map(host.pathOf), ...ambientFiles(group, host, program.root)],
      options,
      host: host.over(options, texts, group.sdk),
      projectReferences: group.config?.references,
      ...(last?.key === key ? { oldProgram: last.program } : {}),
    });
    last = { key, program: made };
    made.getTypeChecker();
    return made;
  };

  return {
    problemOf: (file) => problems.get(file) ?? null,
    *stepsFor(files, after, sdkOf) {
      const texts = new Map([...after].map(([file, { after: text }]) => [file, text]));
      for (const [key, group] of groupsOf(files, configsOf, sdkOf)) {
        const isUseful = group.files.some((file) => usesPackages(file, program, group.sdk, packages));
        if (!isUseful || group.files.some((file) => problems.has(file))) continue;
        const known = before.get(key) ?? new Map<string, Found[]>();
        before.set(key, known);
        let loaded: ts.Program;
        try {
          loaded = load(key, group, texts);
        } catch (error) {
          if (!(error instanceof TooLarge) && !(error instanceof RangeError)) throw error;
          for (const file of group.files) problems.set(file, error.message);
          last = undefined;
          continue;
        }
        const { pathOf, relativeOf } = host!;
        const sourceOf = (compiled: ts.Program, file: string): ts.SourceFile | undefined =>
          compiled.getSourceFile(pathOf(file));
        yield {
          program: loaded,
          files: group.files,
          sourceOf,
          before(file) {
            let errors = known.get(file);
            if (!errors) {
              const present = load(key, group, new Map());
              for (const one of group.files) known.set(one, errorsIn(present, sourceOf(present, one)));
              errors = known.get(file) ?? [];
            }
            return errors;
          },
          pathOf: relativeOf,
        };
      }
    },
  };
}

/** Files that are checked together: those of one tsconfig, with one kind of SDK types. */
function groupsOf(
  files: readonly string[],
  configsOf: (file: string) => readonly Tsconfig[],
  sdkOf: (path: string) => SdkTypes,
): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const file of files) {
    const configs = configsOf(file);
    for (const config of configs.length > 0 ? configs : [null]) {
      const sdk = sdkOf(file);
      const key = `${sdk} ${config?.path ?? ''}`;
      const group = groups.get(key) ?? { config, sdk, files: [] };
      groups.set(key, group);
      group.files.push(file);
    }
  }
  return groups;
}

/** The options of a configuration, without those that say what is written; `strict` where there is none. */
function optionsFor(config: Tsconfig | null): ts.CompilerOptions {
  const { lib: _lib, types: _types, ...shared } = COMPILER_OPTIONS;
  const options: ts.CompilerOptions = { ...(config?.options ?? { ...shared, checkJs: false }) };
  for (const name of ['composite', 'incremental', 'tsBuildInfoFile', 'declaration', 'declarationMap'] as const)
    delete options[name];
  for (const name of ['emitDeclarationOnly', 'isolatedDeclarations', 'declarationDir', 'outDir', 'outFile'] as const)
    delete options[name];
  return { ...options, noEmit: true, skipLibCheck: true, skipDefaultLibCheck: true };
}

/** Declarations of the project that no file imports: `global.d.ts`, `next-env.d.ts`, types of modules. */
function ambientFiles({ config }: Group, host: DiskHost, root: string): string[] {
  if (!config) return [];
  return config.ambientFiles().map((file) => host.pathOf(path.posix.relative(root, file)));
}

/** Whether the types of a package would say more about a file than the first check has seen. */
function usesPackages(
  file: string,
  program: AnalysisProgram,
  sdk: SdkTypes,
  isInstalled: (specifier: string, file: string) => boolean,
): boolean {
  const source = program.fileAt(file);
  if (!source) return false;
  return importSpecifiers(source.text).some(
    (name) => (sdk === 'installed' || !name.startsWith('@composio/')) && isInstalled(name, file),
  );
}

/** Looks packages up as Node does: in `node_modules` of the folder of a file and of all above it. */
export function installedPackages(root: string): (specifier: string, file: string) => boolean {
  const known = new Map<string, boolean>();
  const isThere = (folder: string): boolean => {
    let found = known.get(folder);
    if (found === undefined) known.set(folder, (found = ts.sys.directoryExists(folder)));
    return found;
  };
  return (specifier, file) => {
    const name = /^(?:@[\w.~-]+\/)?[\w~][\w.~-]*/.exec(specifier)?.[0];
    if (name === undefined || specifier.startsWith('node:')) return false;
    for (let folder = path.posix.dirname(path.posix.join(root, file)); ; folder = path.posix.dirname(folder)) {
      const modules = path.posix.join(folder, 'node_modules');
      if (isThere(modules) && isThere(path.posix.join(modules, name))) return true;
      if (folder === path.posix.dirname(folder)) return false;
    }
  };
}
