import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Ignore } from 'ignore';
import { gitignoreRules, isSkippedFolder, isTopOfPackage, relativePath, VIRTUAL_ENVIRONMENT } from './select.js';

export interface WalkOptions {
  /** Honour .gitignore files and leave build output out. */
  gitignore: boolean;
  /** Read the .gitignore files above the folder, too, up to the top of its repository. */
  outerRules: boolean;
}

interface Rules {
  /** Absolute folder of the .gitignore file. */
  base: string;
  rules: Ignore;
}

/**
 * The files under a folder without git's help: .gitignore files are honoured as git does, the deepest first.
 * Links to folders are not followed, so a loop of links ends nothing.
 *
 * @param folder absolute
 * @returns paths relative to the folder with forward slashes, in no particular order, and the folders that could not be
 *   listed
 */
export async function walk(
  folder: string,
  options: WalkOptions,
): Promise<{ files: string[]; unreadable: { path: string; message: string }[] }> {
  const files: string[] = [];
  const unreadable: { path: string; message: string }[] = [];
  const outer = options.gitignore && options.outerRules ? rulesAbove(folder) : [];
  const pending: { relative: string; rules: Rules[] }[] = [{ relative: '', rules: outer }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { relative } = next;
    const absolute = path.join(folder, relative);
    let entries;
    try {
      entries = await readdir(absolute, { withFileTypes: true });
    } catch (error) {
      unreadable.push({ path: relative, message: (error as Error).message });
      continue;
    }
    const names = new Set(entries.map((entry) => entry.name));
    if (relative !== '' && names.has(VIRTUAL_ENVIRONMENT)) continue;
    const own = options.gitignore && names.has('.gitignore') ? readRules(absolute) : undefined;
    const rules = own ? [...next.rules, own] : next.rules;
    const isPackageRoot = names.has('package.json') || (relative === '' && isTopOfPackage(folder));
    const skip = { buildOutput: options.gitignore, isPackageRoot: () => isPackageRoot };
    for (const entry of entries) {
      const child = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (isSkippedFolder(relative, entry.name, skip)) continue;
        if (isIgnored(`${path.join(absolute, entry.name)}/`, rules)) continue;
        pending.push({ relative: child, rules });
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        if (!isIgnored(path.join(absolute, entry.name), rules)) files.push(child);
      }
    }
  }
  return { files, unreadable };
}

/** The deepest .gitignore file with an opinion decides. A path that ends with a slash is a folder. */
function isIgnored(absolutePath: string, rules: Rules[]): boolean {
  const isFolder = absolutePath.endsWith('/');
  for (let index = rules.length - 1; index >= 0; index--) {
    const { base, rules: own } = rules[index]!;
    const relative = relativePath(base, absolutePath);
    const verdict = own.test(isFolder ? `${relative}/` : relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

function readRules(folder: string): Rules | undefined {
  try {
    return { base: folder, rules: gitignoreRules(readFileSync(path.join(folder, '.gitignore'), 'utf8')) };
  } catch {
    return undefined; // A folder of that name, or not readable: no rules, as for git.
  }
}

function rulesAbove(folder: string): Rules[] {
  const found: Rules[] = [];
  let current = folder;
  while (!existsSync(path.join(current, '.git'))) {
    const parent = path.dirname(current);
    if (parent === current) return []; // No repository: the files above belong to nobody we know.
    current = parent;
    const rules = readRules(current);
    if (rules) found.unshift(rules);
  }
  return found;
}
