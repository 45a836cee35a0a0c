import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { FindResult } from '../find/found.js';
import { gitStatus, gitTopLevel } from '../find/git.js';
import { relativePath } from '../find/select.js';
import { Refusal } from '../findings/refusal.js';

/** What git says about the paths of a run. */
export interface GuardVerdict {
  /** `unknown`: no git, or no repository, for at least one of the paths. */
  state: 'clean' | 'dirty' | 'unknown';
  /** Files and new folders with uncommitted changes, relative to the root of the run. */
  dirty: string[];
}

/**
 * Asks git for uncommitted changes (staged, unstaged, untracked but not ignored) in the paths of a run. Changes
 * elsewhere in the repository do not count.
 */
export async function askGit(found: FindResult): Promise<GuardVerdict> {
  const byFolder = new Map<string, string[]>();
  for (const file of found.targets.files) {
    const folder = path.dirname(file);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), path.basename(file)]);
  }
  // A folder that is given whole is asked about whole: no names.
  for (const folder of found.targets.folders) byFolder.set(folder, []);
  const root = realpathSync(found.root);
  const verdicts = await Promise.all(
    [...byFolder].map(async ([folder, files]): Promise<GuardVerdict> => {
      const status = await gitStatus(folder, files);
      if (status.state !== 'dirty') return { state: status.state, dirty: [] };
      const top = (await gitTopLevel(folder)) ?? folder;
      return { state: 'dirty', dirty: status.dirty.map((file) => relativePath(root, path.join(top, file))) };
    }),
  );
  return verdicts.reduce(together, { state: 'clean', dirty: [] });
}

/**
 * Asks git about files that would be written although they lie outside of the paths given: the package.json above a
 * folder of sources.
 *
 * @param changed absolute paths that would be written
 */
export function askGitAboutOutside(found: FindResult, changed: readonly string[]): Promise<GuardVerdict> {
  const outside = changed.filter(
    (file) =>
      !found.targets.files.includes(file) &&
      found.targets.folders.every((folder) => relativePath(folder, file).startsWith('../')),
  );
  return askGit({ ...found, targets: { folders: [], files: outside } });
}

/** One verdict of several: what is dirty anywhere is dirty. */
export function together(one: GuardVerdict, other: GuardVerdict): GuardVerdict {
  const states = new Set([one.state, other.state]);
  const state = states.has('dirty') ? 'dirty' : states.has('unknown') ? 'unknown' : 'clean';
  return { state, dirty: [...new Set([...one.dirty, ...other.dirty])].sort() };
}

const SHOWN = 5;

/**
 * Refuses to write over work that is in no commit.
 *
 * @param changed paths that would be written: one that git does not track counts also where the user's global
 *   excludes hide it from git's status
 * @returns a warning where git cannot vouch for the files
 * @throws Refusal `uncommitted-changes`
 */
export function judge(verdict: GuardVerdict, found: FindResult, changed: readonly string[]): string | undefined {
  const untracked = changed.filter((file) => found.untracked.has(file));
  const dirty = verdict.state === 'dirty' ? verdict.dirty : untracked;
  if (dirty.length > 0) {
    const more = dirty.length > SHOWN ? ` and ${dirty.length - SHOWN} more` : '';
    throw new Refusal(
      'uncommitted-changes',
      `Git has uncommitted changes in the paths given: ${dirty.slice(0, SHOWN).join(', ')}${more}.`,
      'Commit or stash them first, or go on with --force; --dry-run shows the changes without writing.',
    );
  }
  if (verdict.state === 'unknown') {
    return 'Git does not keep these files (no git, or no repository), so there is no commit to go back to; ‘composio-to-sessions undo’ takes the run back.';
  }
  return undefined;
}
