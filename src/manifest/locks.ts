import { posix } from 'node:path';
import { LOCKS } from 'package-manager-detector/constants';
import { parse as parseYaml } from 'yaml';
import { valid } from 'semver';
import { depthOf, fileNameOf, folderOf, isWithin, type PackageManagerName, type TextFile } from './facts.js';
import { at, entriesOf, stringAt } from './values.js';

/**
 * Which versions of the SDK's packages the lock files hold: what a fresh install gives. Lock files are read, never
 * changed. Of a large one only the part that speaks of `@composio/` is parsed, where its format allows that.
 */

/** Lock files of which the text is of use here; `bun.lockb` is binary. */
const READERS: ReadonlyMap<string, (text: string) => Reader> = new Map([
  ['npm-shrinkwrap.json', npmLock],
  ['package-lock.json', npmLock],
  ['pnpm-lock.yaml', pnpmLock],
  ['yarn.lock', yarnLock],
  ['bun.lock', bunLock],
]);
const MANAGERS: ReadonlyMap<string, string> = new Map(Object.entries(LOCKS));

/** Whether a file is a lock file whose text tells versions, by its name. */
export function isReadableLock(path: string): boolean {
  return READERS.has(fileNameOf(path));
}

/** A package that asks a lock file for its versions. */
export interface Asking {
  /** `packages/app`, '' for the root; relative to the folder of the lock file. */
  folder: string;
  /** The package's own name. */
  name: string | null;
  /** Name and range of what it declares; of `catalog:` the catalog's range. */
  ranges: ReadonlyMap<string, string>;
}

/** Versions of the `@composio/` packages of one package. */
type Reader = (asking: Asking) => Map<string, string>;

/** One lock file that could be read. */
export interface Lock {
  path: string;
  folder: string;
  manager: string;
  versionsFor: Reader;
}

/** Reads the lock files among the extras; one that is not what its name says, or has no text, is left out. */
export function readLocks(extras: readonly TextFile[]): Lock[] {
  const names = [...READERS.keys()];
  return extras
    .filter((file) => isReadableLock(file.path) && file.text.includes('@composio/'))
    .sort((one, other) => names.indexOf(fileNameOf(one.path)) - names.indexOf(fileNameOf(other.path)))
    .flatMap((file) => {
      const name = fileNameOf(file.path);
      try {
        const versionsFor = READERS.get(name)!(file.text.replaceAll('\r\n', '\n'));
        return [{ path: file.path, folder: folderOf(file.path), manager: MANAGERS.get(name) ?? '', versionsFor }];
      } catch {
        // A lock file that does not parse says nothing; the package manager will say so itself.
        return [];
      }
    });
}

/** What a lock file holds for a package. */
export interface Locked {
  /** Path of the lock file. */
  path: string;
  versions: Map<string, string>;
}

/** A package, its folder relative to the root as the paths of the locks are. */
export interface LockedPackage extends Asking {
  manager: PackageManagerName;
  /** Absolute path of the root, forward slashes: it names the folders between the package and a lock file above. */
  root: string;
}

/** The versions that the lock file of a package holds: that of its package manager first, then the nearest. */
export function lockedVersions(locks: readonly Lock[], asking: LockedPackage): Locked | null {
  const { folder, manager, root } = asking;
  const isOwn = (lock: Lock): number => Number(lock.manager === manager);
  const above = locks
    .filter((lock) => isWithin(folder, lock.folder))
    .sort((one, other) => isOwn(other) - isOwn(one) || depthOf(other.folder) - depthOf(one.folder));
  for (const lock of above) {
    const inside = posix.relative(posix.join(root, lock.folder), posix.join(root, folder));
    const versions = lock.versionsFor({ ...asking, folder: inside });
    if (versions.size > 0) return { path: lock.path, versions };
  }
  return null;
}

const NPM_KEY = /(?:^|\/)node_modules\/(@composio\/[\w.-]+)$/;

/** `packages` of lockfileVersion 2 and 3 by the path of each installed package, `dependencies` of version 1 by name. */
function npmLock(text: string): Reader {
  const json: unknown = JSON.parse(text);
  const byPath = new Map<string, string>();
  for (const [path, entry] of entriesOf(at(json, 'packages'))) {
    const version = NPM_KEY.test(path) ? valid(stringAt(entry, 'version')) : null;
    if (version !== null) byPath.set(path, version);
  }
  for (const [name, entry] of entriesOf(at(json, 'dependencies'))) {
    const version = name.startsWith('@composio/') ? valid(stringAt(entry, 'version')) : null;
    const path = `node_modules/${name}`;
    if (version !== null && !byPath.has(path)) byPath.set(path, version);
  }
  return ({ folder }) => {
    const versions = new Map<string, string>();
    for (let here = folder; ; here = folderOf(here)) {
      const prefix = here === '' ? 'node_modules/' : `${here}/node_modules/`;
      for (const [path, version] of byPath) {
        const name = path.slice(prefix.length);
        if (path.startsWith(prefix) && !name.includes('/node_modules/') && !versions.has(name)) {
          versions.set(name, version);
        }
      }
      if (here === '') return versions;
    }
  };
}

const PNPM_SECTIONS = ['dependencies', 'optionalDependencies', 'devDependencies'] as const;

/**
 * `importers` by folder; a lock file of one package may have its sections at the top. Only the part of one importer is
 * given to the YAML parser: the whole can be tens of megabytes.
 */
function pnpmLock(text: string): Reader {
  const importers = topLevel(text, 'importers');
  return ({ folder }) => {
    const own = importers === null ? ownSections(text) : importerIn(importers, folder === '' ? '.' : folder);
    if (own === null) return new Map();
    const versions = new Map<string, string>();
    let parsed: unknown;
    try {
      parsed = parseYaml(own, { logLevel: 'error' });
    } catch {
      return versions;
    }
    for (const section of PNPM_SECTIONS) {
      for (const [name, entry] of entriesOf(at(parsed, section))) {
        const written = typeof entry === 'string' ? entry : stringAt(entry, 'version');
        // Peers stand behind the version: `0.6.3(zod@4.1.0)`, before lockfileVersion 6 `0.6.3_zod@4.1.0`.
        const version = valid((written ?? '').replace(/[(_].*$/s, ''));
        if (name.startsWith('@composio/') && version !== null && !versions.has(name)) versions.set(name, version);
      }
    }
    return versions;
  };
}

function ownSections(text: string): string {
  return PNPM_SECTIONS.flatMap((name) => {
    const body = topLevel(text, name);
    return body === null ? [] : [`${name}:\n${body}`];
  }).join('');
}

/** The lines below a key in the first column. */
function topLevel(text: string, key: string): string | null {
  const start = text.startsWith(`${key}:\n`) ? 0 : text.indexOf(`\n${key}:\n`) + 1;
  if (start === 0 && !text.startsWith(`${key}:\n`)) return null;
  const from = start + key.length + 2;
  const next = /^[^\s#]/m.exec(text.slice(from));
  return next ? text.slice(from, from + next.index) : text.slice(from);
}

function importerIn(importers: string, wanted: string): string | null {
  const lines: string[] = [];
  let inside = false;
  for (const line of importers.split('\n')) {
    const key = /^ {2}(\S.*?):(?:\s*\{\})?$/.exec(line)?.[1];
    if (key !== undefined) {
      if (inside) break;
      inside = key.replace(/^(['"])(.*)\1$/, '$2') === wanted;
    } else if (inside) {
      lines.push(line);
    }
  }
  return inside ? lines.join('\n') : null;
}

/** Entries by what was asked for: `"@composio/core@^0.6.3":` of version 1, `"@composio/core@npm:^0.6.3":` of later ones. */
function yarnLock(text: string): Reader {
  const entries: { name: string; range: string; version: string }[] = [];
  for (const block of text.split(/\n(?=\S)/)) {
    if (!/^"?@composio\//.test(block)) continue;
    const head = block.slice(0, block.indexOf(':\n'));
    const version = valid(/^\s+"?version"?:?\s+"?([^"\s]+)"?\s*$/m.exec(block)?.[1] ?? null);
    if (version === null) continue;
    for (const descriptor of head.replaceAll('"', '').split(/,\s*/)) {
      const divider = descriptor.indexOf('@', 1);
      const range = descriptor.slice(divider + 1).replace(/^npm:/, '');
      if (divider > 0) entries.push({ name: descriptor.slice(0, divider), range, version });
    }
  }
  return ({ ranges }) => {
    const versions = new Map<string, string>();
    for (const name of new Set(entries.map((entry) => entry.name))) {
      const own = entries.filter((entry) => entry.name === name);
      const asked = own.find((entry) => entry.range === ranges.get(name)?.trim());
      // An entry for another range is this package's too when there is no other.
      const only = new Set(own.map((entry) => entry.version)).size === 1 ? own[0] : undefined;
      const entry = asked ?? only;
      if (entry) versions.set(name, entry.version);
    }
    return versions;
  };
}

/** JSON with trailing commas: `packages` by name, with the workspace's name before it where it differs from the root. */
function bunLock(text: string): Reader {
  const json: unknown = JSON.parse(
    text.replace(/"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g, (found) => (found === ',' ? '' : found)),
  );
  const byKey = new Map<string, string>();
  for (const [key, entry] of entriesOf(at(json, 'packages'))) {
    const resolved: unknown = Array.isArray(entry) ? entry[0] : undefined;
    if (typeof resolved !== 'string' || !resolved.startsWith('@composio/')) continue;
    const version = valid(resolved.slice(resolved.indexOf('@', 1) + 1));
    if (version !== null) byKey.set(key, version);
  }
  return ({ name }) => {
    const versions = new Map([...byKey].filter(([key]) => /^@composio\/[^/]+$/.test(key)));
    for (const [key, version] of byKey) {
      const own = name !== null && key.startsWith(`${name}/`) ? key.slice(name.length + 1) : '';
      if (/^@composio\/[^/]+$/.test(own)) versions.set(own, version);
    }
    return versions;
  };
}
