/** What a run knows beside the source files: configs, packages and their SDK, mappings, notes and next steps. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ConfigFile, WorkspacePackage } from './analyze/resolve.js';
import type { PipelineRequest } from './pipeline-types.js';
import type { RuleOptions, SdkFeatures } from './plan/context.js';
import { featuresOf } from './plan/features.js';
import type { Plan } from './plan/plan.js';
import type { ReportNote } from './report/report.js';

export interface ProjectFacts {
  configs: ConfigFile[];
  packages: WorkspacePackage[];
  mappings: RuleOptions['mappings'];
  features(path: string): SdkFeatures;
  packageOf(path: string): string;
  unseenReaders(packageFolder: string): string[];
  notes: ReportNote[];
  nextSteps(plan: Plan): string[];
}

export function projectFacts(request: PipelineRequest): ProjectFacts {
  const { root, found, options } = request;
  const read = (file: string): string | undefined => {
    try {
      return readFileSync(path.join(root, file), 'utf8').replace(/^\uFEFF/, '');
    } catch {
      return undefined;
    }
  };
  const absolute = (file: string): string => path.posix.join(root.replaceAll('\\', '/'), file);
  const configs = found.configs
    .filter((file) => /(ts|js)config[^/]*\.json$/.test(file))
    .flatMap((file) => textOf(file, read).map((text) => ({ path: absolute(file), text })));
  const packages = found.manifests.flatMap((file) =>
    textOf(file, read).flatMap((text) => workspacePackage(absolute(path.posix.dirname(file)), text)),
  );
  const folders = found.manifests.map((file) => path.posix.dirname(file)).sort((a, b) => b.length - a.length);
  const packageOf = (file: string): string =>
    folders.find((folder) => folder === '.' || file.startsWith(`${folder}/`)) ?? '.';
  const features = featuresOf();
  return {
    configs,
    packages,
    mappings: new Map([...options.authConfigs].map(([key, toolkit]) => [key, { toolkit, source: 'option' as const }])),
    features: () => features,
    packageOf,
    unseenReaders: () => [],
    notes: [],
    nextSteps: () => [],
  };
}

function textOf(file: string, read: (file: string) => string | undefined): string[] {
  const text = read(file);
  return text === undefined ? [] : [text];
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
