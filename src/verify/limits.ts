/** What verification could not see, in sentences. */
import { isBuiltin } from 'node:module';
import path from 'node:path';
import type { Resolver } from '../analyze/resolve.js';
import { importSpecifiers } from '../analyze/importSpecifiers.js';
import { isHeldToTypes, type Tsconfig } from './tsconfigs.js';
import type { SdkTypes } from './typeCheck.js';

export interface Limit {
  /** Relative to the root: the file, or the package.json or tsconfig of a whole package. */
  path: string;
  message: string;
}

/** The packages of the files, and the SDK of each. */
export interface Owners {
  /** Path of the package.json of a file; '' where there is none. */
  packageOf(file: string): string;
  sdkOf(file: string): SdkTypes;
}

/** What is known of the project. */
export interface Known {
  /** Absolute, forward slashes. */
  root: string;
  /** Text of a source file before the migration, by its path relative to the root. */
  textOf(file: string): string | undefined;
  resolve: Resolver;
  tsconfigsOf(file: string): readonly Tsconfig[];
  /** Null when no packages are looked for on the disk. */
  installed: {
    isInstalled(specifier: string, file: string): boolean;
    /** Why the types around a file could not be loaded. */
    problemOf(file: string): string | null;
  } | null;
}

/** One for each file whose own imports are missing, and one for each package and each reason. */
export function limitsOf(changed: readonly string[], owners: Owners, known: Known): Limit[] {
  const { textOf, tsconfigsOf } = known;
  const limits: Limit[] = [];
  const packages = new Map<string, string[]>();
  for (const file of changed) {
    const text = textOf(file);
    if (text === undefined) continue;
    const missing = missingFiles(file, text, known);
    if (missing.length > 0) {
      limits.push({
        path: file,
        message: `its types were checked without what it imports from ${listOf(missing)}: these files were not found`,
      });
    }
    if (!isHeldToTypes(file, text, tsconfigsOf(file))) continue;
    const owner = owners.packageOf(file);
    packages.set(owner, [...(packages.get(owner) ?? []), file]);
  }
  return [...limits, ...[...packages].flatMap(([owner, files]) => limitsOfPackage(owner, files, owners, known))];
}

function limitsOfPackage(owner: string, files: readonly string[], owners: Owners, known: Known): Limit[] {
  const { root, tsconfigsOf, installed } = known;
  const limits: Limit[] = [];
  const configs = new Map(files.flatMap(tsconfigsOf).map((config) => [config.path, config]));
  for (const config of configs.values()) {
    if (config.problem === null) continue;
    const file = path.posix.relative(root, config.path);
    const message = `what could be read of it is what the changed files were checked with: ${config.problem.replace(/\.$/, '')}`;
    limits.push({ path: file, message });
  }
  const without = files.filter((file) => tsconfigsOf(file).length === 0);
  if (without.length > 0) {
    const what = without.length === files.length ? 'its changed files' : listOf(without);
    limits.push({ path: owner, message: `no tsconfig.json covers ${what}, which were checked as strict code` });
  }
  if (!installed) return limits;
  const problem = files.map((file) => installed.problemOf(file)).find((one) => one !== null);
  if (problem !== undefined) {
    const message = `its installed types could not be loaded (${problem}): only the types of the SDK were checked, as the tool describes them`;
    limits.push({ path: owner, message });
  }
  const isNewer = files.some(
    (file) => owners.sdkOf(file) === 'described' && installed.isInstalled('@composio/core', file),
  );
  if (isNewer) {
    const message =
      'the SDK that is installed is not of the version that the package gets, so that its types were checked as the tool describes them';
    limits.push({ path: owner, message });
  }
  const missing = new Set(files.flatMap((file) => missingPackages(file, known)));
  if (missing.size > 0) {
    const are = missing.size === 1 ? 'is' : 'are';
    const sdk = [...missing].some((name) => name.startsWith('@composio/'))
      ? 'the SDK was checked as the tool describes it, and what else is missing counts as any type'
      : 'what they export counts as any type';
    const message = `${listOf([...missing].sort())} ${are} not installed: ${sdk}`;
    limits.push({ path: owner, message });
  }
  return limits;
}

function listOf(names: readonly string[]): string {
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
}

/** Local imports whose file is not there. */
function missingFiles(file: string, text: string, { root, resolve }: Known): string[] {
  return importSpecifiers(text)
    .filter((name) => /^\.{1,2}\//.test(name) && !/\.(css|scss|json|svg|png|jpe?g|wasm)$/.test(name))
    .filter((name) => resolve(name, path.posix.join(root, file)) === undefined);
}

/** Imported packages that are neither installed, nor part of the workspace, nor Node's own. */
function missingPackages(file: string, { root, textOf, resolve, installed }: Known): string[] {
  return importSpecifiers(textOf(file) ?? '').flatMap((name) => {
    const found = /^(?:@[\w.~-]+\/)?[\w~][\w.~-]*/.exec(name)?.[0];
    if (found === undefined || isBuiltin(name)) return [];
    const isKnown =
      resolve(name, path.posix.join(root, file)) !== undefined || installed?.isInstalled(name, file) === true;
    return isKnown ? [] : [found];
  });
}
