import { statSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { Refusal } from '../findings/refusal.js';
import { toSlashes } from './select.js';

/** One path of the command line. */
export type Target =
  | { kind: 'folder'; given: string; folder: string }
  | { kind: 'file'; given: string; file: string }
  /** `matches` takes a path relative to `folder` with forward slashes. */
  | { kind: 'glob'; given: string; folder: string; matches(relative: string): boolean };

export interface Targets {
  /** Absolute: the folder given when exactly one folder is given, else the current folder. */
  root: string;
  list: Target[];
}

/**
 * Says what each path is: a folder, a file, or a glob when nothing of that very name exists (`app/[id]/page.ts` is
 * a file name, too).
 *
 * @throws Refusal `path-not-found`
 */
export function resolveTargets(cwd: string, paths: string[]): Targets {
  const list = (paths.length > 0 ? paths : ['.']).map((given) => resolveTarget(cwd, given));
  const [only] = list;
  return { root: list.length === 1 && only?.kind === 'folder' ? only.folder : cwd, list };
}

/** A file lies where the targets look. @param file absolute */
export function isAmong({ list }: Targets, file: string): boolean {
  const within = (folder: string): string | undefined => {
    const way = toSlashes(path.relative(folder, file));
    return way === '..' || way.startsWith('../') || path.isAbsolute(way) ? undefined : way;
  };
  return list.some((target) => {
    if (target.kind === 'file') return target.file === file;
    const way = within(target.folder);
    return way !== undefined && (target.kind === 'folder' || target.matches(way));
  });
}

function resolveTarget(cwd: string, given: string): Target {
  if (given === '') throw new Refusal('path-not-found', 'A path is empty.', 'Name a folder or a file, or give none.');
  const absolute = path.resolve(cwd, given);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return { kind: 'folder', given, folder: absolute };
  if (stats?.isFile()) return { kind: 'file', given, file: absolute };
  const glob = stats ? undefined : resolveGlob(cwd, given);
  if (glob) return glob;
  throw new Refusal(
    'path-not-found',
    stats ? `‘${given}’ is neither a file nor a folder.` : `There is no file or folder ‘${given}’.`,
    `Paths are read from ${cwd}.`,
  );
}

function resolveGlob(cwd: string, given: string): Target | undefined {
  const scanned = picomatch.scan(toSlashes(given));
  if (!scanned.isGlob) return undefined;
  const folder = path.resolve(cwd, scanned.base || '.');
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  return { kind: 'glob', given, folder, matches: picomatch(scanned.glob, { dot: true }) };
}
