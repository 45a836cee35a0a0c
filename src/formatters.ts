/** The commands by which a project formats and lints its own code, for the files that a run changed. */
import { posix } from 'node:path';
import { resolveCommand } from 'package-manager-detector/commands';
import type { PackageManagerName } from './manifest/facts.js';
import type { Command } from './report/nextSteps.js';
import { at, entriesOf } from './manifest/values.js';
import { folderOf, isWithin, depthOf } from './manifest/facts.js';

interface Tool {
  /** The package that has it, and the name of its command. */
  package: string;
  command: string;
  args: readonly string[];
  /** Files beside a package.json that configure it. */
  config: RegExp;
}

/** Formatters first, as a linter has the last word. */
const TOOLS: readonly Tool[] = [
  {
    package: 'prettier',
    command: 'prettier',
    args: ['--write'],
    config: /^(\.prettierrc(\..+)?|prettier\.config\..+)$/,
  },
  { package: '@biomejs/biome', command: 'biome', args: ['check', '--write'], config: /^\.?biome\.jsonc?$/ },
  { package: 'dprint', command: 'dprint', args: ['fmt'], config: /^\.?dprint\.jsonc?$/ },
  { package: 'eslint', command: 'eslint', args: ['--fix'], config: /^(\.eslintrc(\..+)?|eslint\.config\..+)$/ },
];

export interface FormatInput {
  /** Absolute, forward slashes. */
  root: string;
  /** Source files that the run changes, relative to the root. */
  changed: readonly string[];
  /** Every package.json, relative to the root. */
  manifests: readonly { path: string; text: string }[];
  /** Folder of a manifest → names of the files in it. */
  names: ReadonlyMap<string, readonly string[]>;
  /** The package manager of the package in a folder. */
  managerOf(folder: string): PackageManagerName;
}

/** One command for each tool and each package that has it, the formatter before the linter. */
export function formatCommands(input: FormatInput): Command[] {
  const packages = input.manifests.map((manifest) => ({
    folder: folderOf(manifest.path),
    tools: toolsOf(manifest.text, input.names.get(folderOf(manifest.path)) ?? []),
  }));
  return TOOLS.flatMap((tool) => {
    const groups = new Map<string, string[]>();
    for (const file of input.changed) {
      const home = packages
        .filter((one) => one.tools.has(tool) && isWithin(folderOf(file), one.folder))
        .sort((one, other) => depthOf(other.folder) - depthOf(one.folder))[0];
      if (home) groups.set(home.folder, [...(groups.get(home.folder) ?? []), file]);
    }
    return [...groups].map(([folder, files]) => {
      const from = posix.join(input.root, folder);
      const targets = targetsOf(files.map((file) => posix.relative(from, posix.join(input.root, file))));
      const args = [tool.command, ...tool.args, ...targets.map(quoted)];
      return { command: [...runnerOf(input.managerOf(folder)), ...args].join(' '), folder };
    });
  });
}

/** How a package manager runs a command that is installed in the project. */
function runnerOf(manager: PackageManagerName): string[] {
  // `yarn exec` treats what follows differently from one version to the next; all of them run a command by its name.
  if (manager === 'yarn') return ['yarn'];
  const local = resolveCommand(manager, 'execute-local', []);
  return local ? [local.command, ...local.args] : ['npx'];
}

/** The tools that a package declares, configures, or names in its scripts. */
function toolsOf(text: string, names: readonly string[]): Set<Tool> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return new Set();
  }
  const scripts = entriesOf(at(json, 'scripts')).flatMap(([, script]) => (typeof script === 'string' ? [script] : []));
  return new Set(
    TOOLS.filter(
      (tool) =>
        at(json, 'devDependencies', tool.package) !== undefined ||
        at(json, 'dependencies', tool.package) !== undefined ||
        names.some((name) => tool.config.test(name)) ||
        scripts.some((script) => new RegExp(`(^|[\\s;&|])${tool.command}(\\s|$)`).test(script)),
    ),
  );
}

/** A command names so many files at most; beyond, the folder that they have in common. */
const MOST_FILES = 6;
const LONGEST = 160;

function targetsOf(files: readonly string[]): string[] {
  if (files.length <= MOST_FILES && files.join(' ').length <= LONGEST) return [...files].sort();
  const [first = '', ...others] = files.map((file) => folderOf(file).split('/'));
  const shared = [...first];
  for (const other of others) {
    const differs = shared.findIndex((part, index) => part !== other[index]);
    if (differs >= 0) shared.length = differs;
  }
  return [shared.join('/') || '.'];
}

/** A path as it can be pasted into a shell; double quotes are right for those of Windows, too. */
function quoted(file: string): string {
  const path = file.startsWith('-') ? `./${file}` : file;
  if (/^[\w@%+=:,./-]+$/.test(path)) return path;
  return /["$`\\!]/.test(path) ? `'${path.replaceAll("'", `'\\''`)}'` : `"${path}"`;
}
