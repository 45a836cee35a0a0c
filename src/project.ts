/** What a run knows beside the source files: configs, packages, mappings. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LOCKS } from 'package-manager-detector/constants';
import type { ConfigFile, WorkspacePackage } from './analyze/resolve.js';
import { isManifestExtra, type TextFile } from './manifest/index.js';
import type { PipelineRequest } from './pipeline-types.js';
import type { RuleOptions } from './plan/context.js';

const LOCK_FILES: ReadonlySet<string> = new Set(Object.keys(LOCKS));

export interface ProjectFacts {
  configs: ConfigFile[];
  packages: WorkspacePackage[];
  /** Every package.json, and the files that tell Node version, package manager and installed SDK. */
  manifests: TextFile[];
  extras: TextFile[];
  mappings: RuleOptions['mappings'];
}

/** Reads what the run needs beside the source files; what is not there is left out. */
export function projectFacts(request: PipelineRequest): ProjectFacts {
  const { root, found, options } = request;
  const read = (file: string): TextFile[] => {
    try {
      return [{ path: file, text: readFileSync(path.join(root, file), 'utf8').replace(/^\uFEFF/, '') }];
    } catch {
      return [];
    }
  };
  const absolute = (file: string): string => path.posix.join(root.replaceAll('\\', '/'), file);
  const manifests = found.manifests.flatMap(read);
  return {
    configs: found.configs
      .filter((file) => /(ts|js)config[^/]*\.json$/.test(file))
      .flatMap(read)
      .map(({ path: file, text }) => ({ path: absolute(file), text })),
    packages: manifests.flatMap((file) => workspacePackage(absolute(path.posix.dirname(file.path)), file.text)),
    manifests,
    extras: [...found.configs, ...found.environment, ...besideManifests(root, found.manifests)]
      .filter((file) => isManifestExtra(file))
      .flatMap(read),
    mappings: new Map([...mapped(options.answers, 'answers'), ...mapped(options.authConfigs, 'option')]),
  };
}

function mapped(
  answers: ReadonlyMap<string, string> | undefined,
  source: 'answers' | 'option',
): [string, { toolkit: string; source: 'answers' | 'option' }][] {
  return [...(answers ?? [])].map(([name, toolkit]) => [name, { toolkit, source }]);
}

/** Lock files and installed SDK packages: not source, so the file list does not name them. */
function besideManifests(root: string, manifests: readonly string[]): string[] {
  return manifests.flatMap((manifest) => {
    const folder = path.posix.dirname(manifest);
    const locks = [...LOCK_FILES].map((name) => path.posix.join(folder, name));
    const scope = path.posix.join(folder, 'node_modules/@composio');
    return [...locks.filter((file) => existsSync(path.join(root, file))), ...installedIn(root, scope)];
  });
}

function installedIn(root: string, scope: string): string[] {
  try {
    return readdirSync(path.join(root, scope)).map((name) => path.posix.join(scope, name, 'package.json'));
  } catch {
    return [];
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
