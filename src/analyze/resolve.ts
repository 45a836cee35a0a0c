/**
 * Which file an import means, without `node_modules`: relative paths, `paths` and `baseUrl` of the nearest
 * tsconfig or jsconfig, packages of the workspace, and the usual aliases where no configuration says.
 * All paths are absolute with forward slashes.
 */
import path from 'node:path';
import { ts } from 'ts-morph';

export interface ConfigFile {
  path: string;
  text: string;
}

export interface WorkspacePackage {
  /** Folder of its package.json. */
  folder: string;
  name: string;
  /** `types`, `module`, `main` and the like, relative to the folder. */
  entries: string[];
}

export interface ResolveContext {
  exists(path: string): boolean;
  read(path: string): string | undefined;
  /** tsconfig.json and jsconfig.json files. */
  configs: ConfigFile[];
  packages: WorkspacePackage[];
}

export type Resolver = (specifier: string, from: string) => string | undefined;

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js', '.jsx', '.mjs', '.cjs'];
const TYPESCRIPT_OF: ReadonlyMap<string, string[]> = new Map([
  ['.js', ['.ts', '.tsx']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
]);

interface PathMapping {
  folder: string;
  baseUrl: string | null;
  paths: [pattern: string, targets: string[]][];
}

export function createResolver(context: ResolveContext): Resolver {
  const mappings = context.configs
    .map((config) => readMapping(config.path, config.text, context, 0))
    .filter((mapping) => mapping.baseUrl !== null || mapping.paths.length > 0)
    .sort((a, b) => b.folder.length - a.folder.length);
  const cache = new Map<string, string | undefined>();

  return (specifier, from) => {
    const folder = path.posix.dirname(from);
    const key = `${folder}\0${specifier}`;
    if (cache.has(key)) return cache.get(key);
    const found = firstFile(targetsOf(specifier, folder, mappings, context.packages), context.exists);
    cache.set(key, found);
    return found;
  };
}

function* targetsOf(
  specifier: string,
  folder: string,
  mappings: PathMapping[],
  packages: WorkspacePackage[],
): Generator<string> {
  if (/^\.{1,2}(\/|$)/.test(specifier)) {
    yield path.posix.join(folder, specifier);
    return;
  }
  if (specifier.startsWith('/')) return;
  for (const mapping of mappings) {
    if (!isInside(folder, mapping.folder)) continue;
    for (const [pattern, targets] of mapping.paths) {
      const star = matchPattern(pattern, specifier);
      if (star === undefined) continue;
      for (const target of targets) yield path.posix.resolve(mapping.folder, target.replace('*', star));
    }
    if (mapping.baseUrl !== null) yield path.posix.resolve(mapping.baseUrl, specifier);
  }
  for (const pack of packages) {
    if (specifier === pack.name) {
      for (const entry of [...pack.entries, 'src/index', 'index']) yield path.posix.join(pack.folder, entry);
    } else if (specifier.startsWith(`${pack.name}/`)) {
      const rest = specifier.slice(pack.name.length + 1);
      yield path.posix.join(pack.folder, rest);
      yield path.posix.join(pack.folder, 'src', rest);
    }
  }
  const alias = /^(?:@|~|#|\$lib|src)\/?(.+)$/.exec(specifier);
  if (!alias?.[1] || /^@[\w-]+\//.test(specifier)) return;
  for (let current = folder; ; current = path.posix.dirname(current)) {
    yield path.posix.join(current, 'src', alias[1]);
    yield path.posix.join(current, alias[1]);
    if (specifier.startsWith('$lib')) yield path.posix.join(current, 'src/lib', alias[1]);
    if (current === path.posix.dirname(current)) return;
  }
}

function firstFile(targets: Iterable<string>, exists: (path: string) => boolean): string | undefined {
  for (const target of targets) {
    for (const candidate of variants(target)) if (exists(candidate)) return candidate;
  }
  return undefined;
}

function* variants(target: string): Generator<string> {
  const extension = path.posix.extname(target);
  const replacements = TYPESCRIPT_OF.get(extension);
  if (replacements) {
    const stem = target.slice(0, -extension.length);
    for (const replacement of replacements) yield stem + replacement;
  }
  if (EXTENSIONS.includes(extension)) yield target;
  for (const added of EXTENSIONS) yield target + added;
  for (const added of EXTENSIONS) yield `${target}/index${added}`;
}

function readMapping(configPath: string, text: string, context: ResolveContext, depth: number): PathMapping {
  const folder = path.posix.dirname(configPath);
  const mapping: PathMapping = { folder, baseUrl: null, paths: [] };
  const parsed: unknown = ts.parseConfigFileTextToJson(configPath, text).config;
  if (!isRecord(parsed)) return mapping;
  const options = isRecord(parsed.compilerOptions) ? parsed.compilerOptions : {};
  const bases = Array.isArray(parsed.extends) ? parsed.extends : [parsed.extends];
  for (const base of bases) {
    if (typeof base !== 'string' || !base.startsWith('.') || depth > 8) continue;
    for (const file of [path.posix.join(folder, base), path.posix.join(folder, `${base}.json`)]) {
      const inherited = context.read(file);
      if (inherited === undefined) continue;
      const parent = readMapping(file, inherited, context, depth + 1);
      mapping.baseUrl = parent.baseUrl;
      mapping.paths = parent.paths;
      break;
    }
  }
  if (typeof options.baseUrl === 'string') mapping.baseUrl = path.posix.resolve(folder, options.baseUrl);
  if (isRecord(options.paths)) {
    const base = mapping.baseUrl ?? folder;
    mapping.paths = Object.entries(options.paths).map(([pattern, targets]) => [
      pattern,
      (Array.isArray(targets) ? targets : [])
        .filter((target): target is string => typeof target === 'string')
        .map((target) => path.posix.resolve(base, target)),
    ]);
  }
  return mapping;
}

function matchPattern(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? '' : undefined;
  const head = pattern.slice(0, star);
  const tail = pattern.slice(star + 1);
  if (specifier.length < head.length + tail.length) return undefined;
  if (!specifier.startsWith(head) || !specifier.endsWith(tail)) return undefined;
  return specifier.slice(head.length, specifier.length - tail.length);
}

function isInside(folder: string, parent: string): boolean {
  return folder === parent || folder.startsWith(parent === '/' ? '/' : `${parent}/`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
