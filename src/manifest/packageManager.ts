import { LOCKS } from 'package-manager-detector/constants';
import { resolveCommand } from 'package-manager-detector/commands';
import {
  depthOf,
  fileNameOf,
  folderOf,
  isWithin,
  type PackageManagerFacts,
  type PackageManagerName,
  type TextFile,
} from './facts.js';

const NAMES: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun']);
const LOCK_FILES: ReadonlyMap<string, string> = new Map(Object.entries(LOCKS));

/** Whether a file tells the package manager by its name: lock files and pnpm's workspace file. */
export function isPackageManagerEvidence(path: string): boolean {
  return NAMES.has(LOCK_FILES.get(fileNameOf(path)) ?? '');
}

/**
 * The package manager of a package: the nearest `packageManager` field or lock file, in its folder or above.
 *
 * @param fields `packageManager` of the manifests above the package: folder and value (`pnpm@9.1.0`).
 * @param workspace folder of the workspace that the package is part of, or its own: where to install when nothing is found.
 */
export function packageManagerOf(
  folder: string,
  fields: readonly { folder: string; value: string }[],
  extras: readonly TextFile[],
  workspace: string,
): PackageManagerFacts {
  const found: PackageManagerFacts[] = [];
  for (const field of fields) {
    const name = managerName(field.value.split('@')[0]);
    if (name && isWithin(folder, field.folder))
      found.push({ name, folder: field.folder, evidence: `packageManager: ${field.value}` });
  }
  for (const file of extras) {
    const name = managerName(LOCK_FILES.get(fileNameOf(file.path)));
    if (name && isWithin(folder, folderOf(file.path)))
      found.push({ name, folder: folderOf(file.path), evidence: file.path });
  }
  // A stable sort: in one folder the field, which comes first, wins over the lock file.
  found.sort((one, other) => depthOf(other.folder) - depthOf(one.folder));
  return found[0] ?? { name: 'npm', folder: workspace, evidence: 'no lock file found' };
}

function managerName(name: string | undefined): PackageManagerName | null {
  return name !== undefined && NAMES.has(name) ? (name as PackageManagerName) : null;
}

/**
 * The command that installs what the package.json files ask for, and the folder to run it in ('' is the root).
 * Lock files are the package manager's to change.
 */
export function installCommand(manager: PackageManagerFacts): { command: string; folder: string } {
  const resolved = resolveCommand(manager.name, 'install', []);
  const words = resolved === null ? [manager.name, 'install'] : [resolved.command, ...resolved.args];
  return { command: words.join(' ').replace(/ i$/, ' install'), folder: manager.folder };
}
