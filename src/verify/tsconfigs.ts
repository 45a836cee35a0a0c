/** The tsconfigs and jsconfigs of a project: what each of them asks for, and which files it speaks for. */
import path from 'node:path';
import { ts } from 'ts-morph';
import type { ConfigFile } from '../analyze/resolve.js';

/** A configuration with everything that it extends. */
export interface Tsconfig {
  /** Absolute, forward slashes. */
  path: string;
  options: ts.CompilerOptions;
  references: readonly ts.ProjectReference[];
  /** What of it could not be read, in words; null when all could. */
  problem: string | null;
  /** Absolute paths of the declaration files that it lists. Reads the tree. */
  ambientFiles(): readonly string[];
}

export interface Tsconfigs {
  /**
   * The configurations that a file is checked with: all that list it. Where none does, the nearest one above it, as a
   * listed file may import it; none where there is none.
   *
   * @param file absolute, forward slashes
   */
  of(file: string): readonly Tsconfig[];
}

interface Read extends Tsconfig {
  folder: string;
  /** It names no files: every file below belongs to it. */
  isOpen: boolean;
  /** It names none at all: it only refers to others. */
  isEmpty: boolean;
  /** Paths of what it extends, over any number of steps. */
  bases: ReadonlySet<string>;
  covers(file: string): boolean;
}

/**
 * @param configs the configurations of the project, with their texts
 * @param read any other file by absolute path: what packages offer to extend
 */
export function readTsconfigs(
  configs: readonly ConfigFile[],
  read: (file: string) => string | undefined = ts.sys.readFile,
): Tsconfigs {
  const texts = new Map(configs.map((config) => [config.path, config.text]));
  let known: Read[] | undefined;
  const cache = new Map<string, readonly Tsconfig[]>();
  return {
    of(file) {
      known ??= configs.map((config) => readOne(config, (other) => texts.get(other) ?? read(other)));
      let found = cache.get(file);
      if (!found) cache.set(file, (found = configsFor(file, known)));
      return found;
    },
  };
}

function configsFor(file: string, known: readonly Read[]): readonly Tsconfig[] {
  const covering = known.filter((config) => config.covers(file));
  const chosen = covering.filter(
    (config) =>
      !config.isOpen ||
      // One that only says what others have in common, or that a nearer one takes the file from, is no check of its own.
      !covering.some((other) => other.bases.has(config.path) || other.folder.startsWith(`${config.folder}/`)),
  );
  if (chosen.length > 0) return chosen;
  const above = known.filter((config) => !config.isEmpty && file.startsWith(`${config.folder}/`));
  const nearest = Math.max(...above.map((config) => config.folder.length));
  const beside = above.filter((config) => config.folder.length === nearest);
  const usual = beside.filter((config) => /\/[tj]sconfig\.json$/.test(config.path));
  return (usual.length > 0 ? usual : beside).slice(0, 1);
}

/** A file that is not there, that cannot be read; a base that is the configuration itself. */
const UNREADABLE: ReadonlySet<number> = new Set([5083, 6053, 18000]);

function readOne({ path: file, text }: ConfigFile, read: (file: string) => string | undefined): Read {
  const folder = path.posix.dirname(file);
  let listing: Listing | undefined;
  const source = ts.readJsonConfigFile(file, () => text);
  const parsed = ts.parseJsonSourceFileConfigFileContent(
    source,
    {
      useCaseSensitiveFileNames: true,
      fileExists: (other) => read(other) !== undefined,
      readFile: read,
      // The tree is not listed: what a configuration would find in it is asked file by file.
      readDirectory: (root, extensions, exclude = [], include) => {
        listing = { root, extensions, exclude, include };
        return [];
      },
    },
    folder,
    undefined,
    file,
  );
  const given = parsed.raw as { files?: unknown; include?: unknown } | undefined;
  const named = new Set(parsed.fileNames);
  const lists = listing && matcherOf(listing);
  return {
    path: file,
    folder,
    options: parsed.options,
    references: parsed.projectReferences ?? [],
    problem: problemOf(file, text, parsed.errors),
    isOpen: given?.files === undefined && given?.include === undefined,
    isEmpty: named.size === 0 && (!listing || listing.include.length === 0),
    bases: new Set(source.extendedSourceFiles),
    ambientFiles: () => [
      ...parsed.fileNames.filter((name) => DECLARATION.test(name)),
      ...(listing
        ? ts.sys.readDirectory(listing.root, ['.d.ts', '.d.mts', '.d.cts'], listing.exclude, listing.include)
        : []),
    ],
    covers: (other) => named.has(other) || lists?.(other) === true,
  };
}

const DECLARATION = /\.d\.[cm]?ts$/;

function problemOf(file: string, text: string, errors: readonly ts.Diagnostic[]): string | null {
  const syntax = ts.parseConfigFileTextToJson(file, text).error;
  const error = syntax ?? errors.find(({ code }) => UNREADABLE.has(code));
  return error ? ts.flattenDiagnosticMessageText(error.messageText, ' ') : null;
}

interface Listing {
  root: string;
  extensions: readonly string[];
  exclude: readonly string[];
  include: readonly string[];
}

function matcherOf({ root, extensions, exclude, include }: Listing): (file: string) => boolean {
  const included = include.map((spec) => new RegExp(`^${patternOf(root, spec, false)}$`));
  const excluded = exclude.map((spec) => new RegExp(`^${patternOf(root, spec, true)}(?:/|$)`));
  return (file) =>
    extensions.some((extension) => file.endsWith(extension)) &&
    included.some((pattern) => pattern.test(file)) &&
    !excluded.some((pattern) => pattern.test(file));
}

/** Neither hidden folders nor those of packages lie in `**`. */
const ANY_FOLDERS = '(?:/(?!(?:node_modules|bower_components|jspm_packages)(?:/|$)|\\.)[^/]+)*';

/** The globs of `include` and `exclude`: `*` and `?` within a name, `**` for folders; a folder is all that it holds. */
function patternOf(root: string, spec: string, isExclude: boolean): string {
  const full = /^(?:[a-z]:)?\//i.test(spec) ? path.posix.normalize(spec) : path.posix.join(root, spec);
  const parts = full.replace(/\/$/, '').split('/');
  if (!isExclude && !/[.*?]/.test(parts.at(-1) ?? '')) parts.push('**', '*');
  if (!isExclude && parts.at(-1) === '**') parts.push('*');
  return parts
    .map((part, index) => {
      if (part === '**') return isExclude ? '(?:/[^/]+)*' : ANY_FOLDERS;
      const literal = part.replace(/[\\^$.+()|[\]{}]/g, '\\$&');
      const name = literal.replaceAll('*', '[^/]*').replaceAll('?', '[^/]');
      return (index === 0 ? '' : '/') + (/^[*?]/.test(part) && !isExclude ? '(?!\\.)' : '') + name;
    })
    .join('');
}

/** What of the options says which code is refused. The rest says how modules are found and what is written. */
const CHECKS = [
  'strict',
  'alwaysStrict',
  'noImplicitAny',
  'noImplicitThis',
  'strictNullChecks',
  'strictFunctionTypes',
  'strictBindCallApply',
  'strictPropertyInitialization',
  'strictBuiltinIteratorReturn',
  'useUnknownInCatchVariables',
  'exactOptionalPropertyTypes',
  'noUncheckedIndexedAccess',
  'noPropertyAccessFromIndexSignature',
  'noImplicitReturns',
  'noImplicitOverride',
  'noFallthroughCasesInSwitch',
  'noUnusedLocals',
  'noUnusedParameters',
  'allowUnreachableCode',
  'allowUnusedLabels',
  'verbatimModuleSyntax',
  'isolatedModules',
] as const;

/**
 * The checks of a configuration as options for a program that finds modules in its own way: those that it does not ask
 * for are off there.
 */
export function checksOf({ options }: Tsconfig): ts.CompilerOptions {
  const asked = Object.fromEntries(CHECKS.map((name) => [name, options[name]]));
  return { ...asked, strict: options.strict ?? false };
}

const TYPED = /\.[cm]?tsx?$/;

/** JavaScript that the project holds to types, and all of TypeScript. */
export function isHeldToTypes(file: string, text: string, configs: readonly Tsconfig[]): boolean {
  if (TYPED.test(file)) return true;
  return checkDirective(file, text) ?? configs.some(({ options }) => options.checkJs === true);
}

/** `// @ts-check` and `// @ts-nocheck`; undefined where a file has neither. */
function checkDirective(file: string, text: string): boolean | undefined {
  if (!/@ts-(?:no)?check\b/.test(text)) return undefined;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  return (source as { checkJsDirective?: { enabled: boolean } }).checkJsDirective?.enabled;
}
