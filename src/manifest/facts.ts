import type { RangeKind } from './ranges.js';
import type { ReleaseTable } from './releases.js';

/** What the package.json files of a project say, as plain facts. Paths are relative to the root, forward slashes. */

/** A file that was read by the caller. `text` is without its BOM; of lock files the name is enough, text may be ''. */
export interface TextFile {
  path: string;
  text: string;
}

/** Sections of package.json that declare dependencies; the first that has a package decides what is installed. */
export const SECTIONS = ['dependencies', 'optionalDependencies', 'devDependencies', 'peerDependencies'] as const;
export type Section = (typeof SECTIONS)[number];

/** One line of a dependency section. Offsets are UTF-16 code units from 0, of the range with its quotes. */
export interface Declared {
  name: string;
  range: string;
  kind: RangeKind;
  section: Section;
  start: number;
  end: number;
  /** For `catalog:` ranges: the range that the catalog has, where it could be read. */
  catalogRange?: string;
  /** Version of the workspace's own package of this name, where the line leads to its sources. */
  memberVersion?: string;
}

export interface NodeEvidence {
  /** Some Node below 22.22.3 is allowed, by what was found, or because nothing was found. */
  allowsOlder: boolean;
  /** What was found and where, in words. */
  evidence: string;
}

export type PackageManagerName = 'npm' | 'pnpm' | 'yarn' | 'bun';

export interface PackageManagerFacts {
  name: PackageManagerName;
  /** Where the lock file or the `packageManager` field is: the folder to install in. '' is the root. */
  folder: string;
  evidence: string;
}

export interface PackageFacts {
  /** `packages/app/package.json` */
  path: string;
  /** `packages/app`, '' for the root. */
  folder: string;
  /** The package's own name, for messages; null when it has none. */
  name: string | null;
  /** The package's own version; null when it has none. */
  version: string | null;
  text: string;
  /** Every declared dependency, in the order of the file. */
  declared: Declared[];
  /** Version of `@composio/core` in the nearest node_modules, else in the lock file, where their texts were given. */
  installedCore: string | null;
  /** Versions of provider packages, from the same places: name and version. */
  installedProviders: [name: string, version: string][];
  /** Path of the lock file that `installedCore` comes from; null when it is in node_modules, or not known. */
  lockedIn: string | null;
  /** `type: "module"`. */
  module: 'esm' | 'cjs';
  node: NodeEvidence;
  packageManager: PackageManagerFacts;
  /** Path of the manifest whose `overrides` or `resolutions` fix `@composio/core`; null when none does. */
  overriddenIn: string | null;
  /** Why the manifest could not be read; everything else is empty then. */
  problem: string | null;
  /** It was not among the paths that were given: it counts as what it is, and is never changed. */
  isContext: boolean;
  /** The oldest version of each SDK package that some package of the project has: nothing newer is ever assumed. */
  shown: [name: string, version: string][];
  /** What is published of the SDK's packages, as far as it is known. */
  releases: ReleaseTable;
}

/** `a/b` for `a/b/c.json`, '' for a file in the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/**
 * Whether a folder is another one or lies in it. Folders above the root start with `../`, and the root lies in those
 * that are nothing but that.
 */
export function isWithin(folder: string, ancestor: string): boolean {
  const [up, rest] = climb(ancestor);
  const [ownUp, ownRest] = climb(folder);
  if (rest === '') return ownUp <= up;
  return up === ownUp && (ownRest === rest || ownRest.startsWith(`${rest}/`));
}

/** How many folders below the root a folder is; negative above it. Of two that a file lies in, the deeper is the nearer. */
export function depthOf(folder: string): number {
  const [up, rest] = climb(folder);
  return (rest === '' ? 0 : rest.split('/').length) - up;
}

/** `../../a/b` → 2 and `a/b`. */
function climb(folder: string): [up: number, rest: string] {
  const steps = /^(?:\.\.(?:\/|$))*/.exec(folder)![0];
  return [steps.split('..').length - 1, folder.slice(steps.length)];
}

/** The last part of a path. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
