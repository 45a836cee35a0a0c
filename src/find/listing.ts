import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { FindRequest } from './found.js';
import { listWithGit } from './git.js';
import {
  ignoreMatcher,
  isSkipped,
  isTopOfPackage,
  kindOf,
  relativePath,
  VIRTUAL_ENVIRONMENT,
  type FileKind,
} from './select.js';
import type { Target, Targets } from './targets.js';
import { walk } from './walk.js';

/** A file under the paths, before anything of it is read. */
export interface Entry {
  /** Relative to the root, forward slashes. */
  path: string;
  absolutePath: string;
  kind: FileKind;
  /** Git tracks it. Undefined where git did not say. */
  tracked: boolean | undefined;
  /** See `ListedFile`. */
  isSearched: boolean;
  /** It was not asked for: see `Context`. */
  isContext: boolean;
}

export interface Listing {
  /** In path order, each file once. */
  entries: Entry[];
  /** Folders that could not be listed. */
  unreadable: { path: string; message: string }[];
  /** Paths of the command line that brought no source file and no document. */
  empty: Target[];
}

interface Listed {
  files: { path: string; tracked: boolean | undefined; isSearched: boolean }[];
  unreadable: { path: string; message: string }[];
}

/**
 * Lists the files under the targets: through git where there is a repository, else by walking. A folder that git
 * would ignore whole is still listed when it is all there is: it was asked for by name (or hidden by a `*` in a
 * .gitignore far above).
 */
export async function listFiles(targets: Targets, request: FindRequest): Promise<Listing> {
  const listing = await listAll(targets, request, true);
  if (listing.entries.length > 0 || !request.gitignore) return listing;
  return listAll(targets, request, false);
}

async function listAll(targets: Targets, request: FindRequest, withGit: boolean): Promise<Listing> {
  const { root } = targets;
  const isIgnored = ignoreMatcher(request.ignore, request.cwd, root);
  const wanted = new Set(request.extensions);
  const any = new Set([...request.extensions, ...NAMED_EXTENSIONS]);
  const entries = new Map<string, Entry>();
  const unreadable: Listing['unreadable'] = [];
  const empty: Target[] = [];
  const lists = await Promise.all(targets.list.map((target) => listTarget(target, request, withGit)));
  lists.forEach((listed, index) => {
    const target = targets.list[index]!;
    const base = target.kind === 'file' ? path.dirname(target.file) : target.folder;
    const extensions = target.kind === 'file' ? any : wanted;
    let matched = false;
    for (const file of listed.files) {
      const absolutePath = path.join(base, file.path);
      const relative = base === root ? file.path : relativePath(root, absolutePath);
      const kind = kindOf(relative, extensions);
      if (kind === 'other' || isIgnored(absolutePath)) continue;
      matched ||= kind === 'source' || kind === 'document';
      if (entries.has(absolutePath)) continue;
      const { tracked, isSearched } = file;
      entries.set(absolutePath, { path: relative, absolutePath, kind, tracked, isSearched, isContext: false });
    }
    for (const each of listed.unreadable) {
      unreadable.push({ path: relativePath(root, path.join(base, each.path)), message: each.message });
    }
    if (!matched) empty.push(target);
  });
  return { entries: [...entries.values()].sort(byPath), unreadable, empty };
}

/** Extensions that a file named by itself may have, whatever `--ext` says. */
const NAMED_EXTENSIONS = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'py'];

async function listTarget(target: Target, request: FindRequest, withGit: boolean): Promise<Listed> {
  if (target.kind === 'file') {
    // A file inside of node_modules is somebody else's, also when a shell's `**` names it.
    const inside = relativePath(request.cwd, target.file).split('/').includes('node_modules');
    return {
      files: inside ? [] : [{ path: path.basename(target.file), tracked: undefined, isSearched: false }],
      unreadable: [],
    };
  }
  if (path.basename(target.folder) === 'node_modules') return { files: [], unreadable: [] };
  const listed = (withGit && request.gitignore && (await listByGit(target.folder))) || undefined;
  const all = listed ?? (await listByWalking(target.folder, request.gitignore, withGit));
  if (target.kind === 'folder') return all;
  // A glob chooses sources; what speaks for them comes along.
  const files = all.files.filter((file) => target.matches(file.path) || isConfiguration(file.path));
  return { ...all, files };
}

function isConfiguration(file: string): boolean {
  const kind = kindOf(file, new Set());
  return kind === 'manifest' || kind === 'config';
}

async function listByGit(folder: string): Promise<Listed | undefined> {
  const listed = await listWithGit(folder);
  if (!listed) return undefined;
  const packageRoots = new Set(isTopOfPackage(folder) ? [''] : []);
  const environments = new Set<string>();
  for (const { path: file } of listed) {
    if (file.endsWith('/package.json')) packageRoots.add(file.slice(0, -'/package.json'.length));
    if (file.endsWith(`/${VIRTUAL_ENVIRONMENT}`)) environments.add(file.slice(0, -VIRTUAL_ENVIRONMENT.length - 1));
  }
  const rules = {
    buildOutput: true,
    isPackageRoot: (parent: string) => packageRoots.has(parent),
    ...(environments.size > 0 ? { isVirtualEnvironment: (folder: string) => environments.has(folder) } : {}),
  };
  const files: Listed['files'] = [];
  const unreadable: Listed['unreadable'] = [];
  for (const file of listed) {
    if (isSkipped(file.path, rules)) continue;
    if (!file.path.endsWith('/')) files.push(file);
    else {
      // Another repository that this one does not track: its files lie in the tree like any others.
      const nested = await listByGit(path.join(folder, file.path));
      for (const inner of nested?.files ?? [])
        files.push({ path: file.path + inner.path, tracked: false, isSearched: false });
    }
  }
  return { files, unreadable };
}

async function listByWalking(folder: string, gitignore: boolean, outerRules: boolean): Promise<Listed> {
  const { files, unreadable } = await walk(folder, { gitignore, outerRules });
  return { files: files.map((file) => ({ path: file, tracked: undefined, isSearched: false })), unreadable };
}

/**
 * What lies around the files that were asked for, when these are not all: the rest of the workspace. Build output and
 * what .gitignore names stay out, whatever the options say.
 *
 * @param known absolute paths that are listed already
 */
export async function listContext(targets: Targets, request: FindRequest, known: Listing): Promise<Entry[]> {
  const tops = new Set(targets.list.map((target) => topOfWorkspace(target)));
  const [only] = targets.list;
  const takesAll = request.ignore.length === 0 && NAMED_EXTENSIONS.every((one) => request.extensions.includes(one));
  if (takesAll && targets.list.length === 1 && only?.kind === 'folder' && tops.has(only.folder)) return [];
  const entries = new Map<string, Entry>();
  const seen = new Set(known.entries.map((entry) => entry.absolutePath));
  const extensions = new Set(NAMED_EXTENSIONS);
  for (const folder of tops) {
    if (folder === undefined) continue;
    const target = { kind: 'folder', given: folder, folder } as const;
    const { files } = await listTarget(target, { ...request, gitignore: true }, true);
    for (const file of files) {
      const absolutePath = path.join(folder, file.path);
      const relative = relativePath(targets.root, absolutePath);
      const kind = kindOf(relative, extensions);
      if (kind === 'other' || kind === 'environment' || seen.has(absolutePath)) continue;
      const { tracked, isSearched } = file;
      entries.set(absolutePath, { path: relative, absolutePath, kind, tracked, isSearched, isContext: true });
    }
  }
  return [...entries.values()].sort(byPath);
}

/**
 * The highest folder with a package.json above a target (and at it), not above the top of its repository; the top of
 * the repository where there is no package.json; without a repository the nearest folder with a package.json.
 */
function topOfWorkspace(target: Target): string | undefined {
  let folder = target.kind === 'file' ? path.dirname(target.file) : target.folder;
  const inRepository = isInRepository(folder);
  let top: string | undefined;
  for (; folder !== ''; folder = parentOf(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) top = folder;
    if (top !== undefined && !inRepository) break;
    if (isTopOfRepository(folder)) return top ?? folder;
  }
  return top;
}

/**
 * Manifests and configuration that lie above the paths and speak for the files in them, from the folder above up to the
 * top of the repository; without a repository, up to the nearest package.json.
 *
 * @returns entries of kind `manifest` and `config`, those nearest to a path first
 */
export function configurationAbove(targets: Targets): Entry[] {
  const seen = new Set<string>();
  const found: Entry[] = [];
  for (const target of targets.list) {
    let folder = target.kind === 'file' ? path.dirname(target.file) : target.folder;
    // A folder that is given whole has its own configuration in the listing.
    if (target.kind === 'folder') folder = isTopOfRepository(folder) ? '' : parentOf(folder);
    for (; folder !== '' && !seen.has(folder); folder = isTopOfRepository(folder) ? '' : parentOf(folder)) {
      seen.add(folder);
      const here = configurationIn(folder, targets.root);
      found.push(...here);
      if (here.some((entry) => entry.kind === 'manifest') && !isInRepository(folder)) break;
    }
  }
  return found;
}

function configurationIn(folder: string, root: string): Entry[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    if (!isConfiguration(name)) return [];
    const absolutePath = path.join(folder, name);
    const kind = kindOf(name, new Set());
    const entry = { path: relativePath(root, absolutePath), absolutePath, kind, tracked: undefined };
    return [{ ...entry, isSearched: false, isContext: false }];
  });
}

/** '' above the top of the file system. */
function parentOf(folder: string): string {
  const parent = path.dirname(folder);
  return parent === folder ? '' : parent;
}

function isTopOfRepository(folder: string): boolean {
  return existsSync(path.join(folder, '.git'));
}

function isInRepository(folder: string): boolean {
  for (let above = folder; above !== ''; above = parentOf(above)) if (isTopOfRepository(above)) return true;
  return false;
}

export function byPath(left: { path: string }, right: { path: string }): number {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}
