/** What a run knows beside the source files: configs, packages, mappings. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { LOCKS } from 'package-manager-detector/constants';
import type { ConfigFile, WorkspacePackage } from './analyze/resolve.js';
import { isManifestExtra, isReadableLock, isWithin, type TextFile } from './manifest/index.js';
import type { PipelineRequest } from './pipeline-types.js';
import type { RuleOptions } from './plan/context.js';
import { fileNamesIn } from './surroundings.js';

const LOCK_FILES: ReadonlySet<string> = new Set(Object.keys(LOCKS));

export interface ProjectFacts {
  /** Absolute, forward slashes. */
  root: string;
  configs: ConfigFile[];
  packages: WorkspacePackage[];
  /** Every package.json, and the files that tell Node version, package manager and installed SDK. */
  manifests: TextFile[];
  /** Every package.json of the rest of the workspace, which the paths leave out. */
  around: TextFile[];
  extras: TextFile[];
  /** Manifests that start with a BOM; no text here has one. */
  boms: ReadonlySet<string>;
  /** Folder of a manifest → names of the files in it. */
  names: ReadonlyMap<string, readonly string[]>;
  /** Git keeps the files. */
  isRepository: boolean;
  mappings: RuleOptions['mappings'];
}

/** Reads what the run needs beside the source files; what is not there is left out. */
export function projectFacts(request: PipelineRequest): ProjectFacts {
  const { root, found, options } = request;
  const boms = new Set<string>();
  const read = (file: string): TextFile[] => {
    try {
      const text = readFileSync(path.join(root, file), 'utf8');
      if (text.startsWith('\uFEFF')) boms.add(file);
      return [{ path: file, text: text.replace(/^\uFEFF/, '') }];
    } catch {
      return [];
    }
  };
  const absolute = (file: string): string => path.posix.join(root.replaceAll('\\', '/'), file);
  const manifests = found.manifests.flatMap(read);
  const folders = new Set(found.manifests.map(folderOfManifest));
  const names = new Map([...folders].map((folder) => [folder, fileNamesIn(path.join(root, folder))]));
  const configs = [...found.configs, ...found.context.configs];
  // One above the paths is among both: it is that of the paths.
  const own = new Set(found.manifests);
  const elsewhere = found.context.manifests.filter((file) => !own.has(file));
  const around = elsewhere.flatMap(read);
  const aroundFolders = new Set(elsewhere.map(folderOfManifest));
  const allNames = new Map([
    ...names,
    ...[...aroundFolders].map((folder) => [folder, fileNamesIn(path.join(root, folder))] as const),
  ]);
  const others = [
    ...configs,
    ...found.environment,
    ...[...folders, ...aroundFolders].flatMap((one) => installedIn(root, one)),
  ];
  return {
    root: absolute(''),
    configs: configs
      .filter((file) => /(ts|js)config[^/]*\.json$/.test(file))
      .flatMap(read)
      .map(({ path: file, text }) => ({ path: absolute(file), text })),
    packages: [...manifests, ...around].flatMap((file) =>
      workspacePackage(absolute(path.posix.dirname(file.path)), file.text),
    ),
    manifests,
    around,
    extras: [
      ...others.filter((file) => isManifestExtra(file)).flatMap(read),
      ...lockFiles(root, allNames, [...manifests, ...around], read),
    ],
    boms,
    names,
    isRepository: isInRepository(root),
    mappings: new Map([...mapped(options.answers, 'answers'), ...mapped(options.authConfigs, 'option')]),
  };
}

function mapped(
  answers: ReadonlyMap<string, string> | undefined,
  source: 'answers' | 'option',
): [string, { toolkit: string; source: 'answers' | 'option' }][] {
  return [...(answers ?? [])].map(([name, toolkit]) => [name, { toolkit, source }]);
}

/** Larger lock files are not read: what is installed is then told by node_modules, or by nothing. In bytes. */
const LARGEST_LOCK = 30 * 1024 * 1024;

/**
 * Lock files beside the manifests. The name of each tells the package manager; the text is read only of one that a
 * manifest with the SDK goes by.
 */
function lockFiles(
  root: string,
  names: ProjectFacts['names'],
  manifests: readonly TextFile[],
  read: (file: string) => TextFile[],
): TextFile[] {
  const users = manifests.filter(({ text }) => text.includes('"@composio/')).map((file) => folderOfManifest(file.path));
  return [...names].flatMap(([folder, files]) =>
    files
      .filter((name) => LOCK_FILES.has(name))
      .flatMap((name) => {
        const file = path.posix.join(folder, name);
        const isOfUse = isReadableLock(name) && users.some((user) => isWithin(user, folder));
        const size = isOfUse ? (statSync(path.join(root, file), { throwIfNoEntry: false })?.size ?? 0) : 0;
        return isOfUse && size <= LARGEST_LOCK ? read(file) : [{ path: file, text: '' }];
      }),
  );
}

/** '' for the root, as in package facts. */
function folderOfManifest(file: string): string {
  return path.posix.dirname(file).replace(/^\.$/, '');
}

/** The installed SDK packages of a package. */
function installedIn(root: string, folder: string): string[] {
  const scope = path.posix.join(folder, 'node_modules/@composio');
  try {
    return readdirSync(path.join(root, scope)).map((name) => path.posix.join(scope, name, 'package.json'));
  } catch {
    return [];
  }
}

function isInRepository(root: string): boolean {
  for (let folder = root; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return true;
    if (path.dirname(folder) === folder) return false;
  }
}

function workspacePackage(folder: string, text: string): WorkspacePackage[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof parsed !== 'object' || parsed === null || !('name' in parsed) || typeof parsed.name !== 'string')
    return [];
  const entries = ['source', 'types', 'typings', 'module', 'main'].flatMap((key) => {
    const value = new Map(Object.entries(parsed)).get(key);
    return typeof value === 'string' ? [value] : [];
  });
  return [{ folder, name: parsed.name, entries }];
}

/** Texts of files beside the candidates, read once. */
export function sourceReader(): (file: string) => string | undefined {
  const cache = new Map<string, string | undefined>();
  return (file) => {
    if (!cache.has(file)) {
      let text: string | undefined;
      try {
        text = /\/node_modules\//.test(file) ? undefined : readFileSync(path.normalize(file), 'utf8');
      } catch {
        text = undefined;
      }
      cache.set(file, text);
    }
    return cache.get(file);
  };
}
