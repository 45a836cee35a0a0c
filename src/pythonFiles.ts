/** The Python files of a run: analyzed beside the others, and decided into the same plan. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { LARGEST_SOURCE } from './find/search.js';
import type { SourceFile } from './find/found.js';
import type { PipelineRequest } from './pipeline-types.js';
import type { Plan } from './plan/plan.js';
import { decidePython, type PythonRuleOptions } from './python/decide.js';
import type { PythonAnalysis, ProgramInput } from './python/index.js';
import { READS_VERSIONS } from './sdk/python/apis.js';

export function isPython(file: { path: string }): boolean {
  return file.path.endsWith('.py');
}

/** What is known of the Python of a run. */
export interface PythonFacts extends PythonAnalysis {
  sdkOf: NonNullable<PythonRuleOptions['sdkOf']>;
}

/** Nothing of Python is loaded where there is none. */
const NOTHING: PythonFacts = { files: new Map(), failed: new Map(), sdkOf: () => null };

/** Analyzes the Python files that were asked for, and those around them. */
export async function analyzePythonFiles(request: PipelineRequest): Promise<PythonFacts> {
  const files = [...request.files, ...request.found.context.sources].filter(isPython);
  if (files.length === 0) return NOTHING;
  const { analyzePython, PythonManifests } = await import('./python/index.js');
  const modules = moduleReader(request.root);
  const analysis = await analyzePython({ files, ...modules }, (done, total) =>
    request.onProgress?.('Analyzing Python', done, total),
  );
  const manifests = new PythonManifests({
    read: modules.read,
    names: (folder) => namesIn(path.join(request.root, folder)),
  });
  return { ...analysis, sdkOf: (file) => manifests.sdkOf(file) };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Reads the modules that candidates import and that are none themselves; never those of an environment. */
function moduleReader(root: string): Pick<ProgramInput, 'read' | 'isFolder'> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const folders = new Map<string, boolean>();
  return {
    read(file) {
      if (/(?:^|\/)(?:site-packages|node_modules)\//.test(file)) return undefined;
      const absolute = path.join(root, file);
      try {
        const stats = statSync(absolute, { throwIfNoEntry: false });
        if (!stats?.isFile() || stats.size > LARGEST_SOURCE) return undefined;
        return decoder.decode(readFileSync(absolute)).replace(/^\uFEFF/, '');
      } catch {
        return undefined; // Not readable, or not UTF-8: what it holds is not in sight.
      }
    },
    isFolder(folder) {
      let known = folders.get(folder);
      if (known === undefined) {
        known = statSync(path.join(root, folder), { throwIfNoEntry: false })?.isDirectory() ?? false;
        folders.set(folder, known);
      }
      return known;
    },
  };
}

/** The plan with the decisions for the Python files that were analyzed. */
export function withPython(plan: Plan, { files, sdkOf }: PythonFacts, options: PythonRuleOptions): Plan {
  if (files.size === 0) return plan;
  const all = new Map(plan.files);
  for (const [file, facts] of files) {
    all.set(file, { path: file, sites: decidePython(facts, { ...options, sdkOf }), sessions: [], imports: [] });
  }
  return { ...plan, files: new Map([...all].sort(([one], [other]) => (one < other ? -1 : 1))) };
}

/** Calls in Python that read toolkit versions, in words. */
export function pythonVersionReaders({ files }: PythonAnalysis): { path: string; words: string }[] {
  return [...files.values()].flatMap((file) => [
    ...file.sites
      .filter((site) => READS_VERSIONS.test(site.api))
      .map((site) => ({ path: file.path, words: `${site.written} in ${file.path}:${site.line}` })),
    ...file.versionReaders.map(({ api, line }) => ({ path: file.path, words: `${api} in ${file.path}:${line}` })),
  ]);
}

/** Ids of the sites in files that were not asked for. */
export function pythonSitesIn({ files }: PythonAnalysis, around: readonly SourceFile[]): string[] {
  return around.flatMap((file) => files.get(file.path)?.sites.map((site) => site.id) ?? []);
}
