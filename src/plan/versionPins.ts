/**
 * Whether the `COMPOSIO_TOOLKIT_VERSION_…` lines of an env template can go (rules §6). Every client reads them when it
 * is made (`@composio/core` 0.3.0 to 0.19.0, `getToolkitVersionsFromEnv`), so all clients count that the template may
 * be for: those of its package, and of the packages below it.
 */
import type { FileFacts } from '../analyze/facts.js';
import type { Plan } from './plan.js';
import { READING_APIS } from './rules/versions.js';

export interface PinsInput {
  files: ReadonlyMap<string, FileFacts>;
  plan: Plan;
  /** Files whose rewriting failed: they stay as they are, whatever the plan says of them. */
  failed: ReadonlySet<string>;
  /** Names of the transforms that run. */
  transforms: ReadonlySet<string>;
  /** What reads versions where the tool cannot migrate: components, Python, notebooks, files that could not be read. */
  unseen: readonly { path: string; words: string }[];
  /** Source files that go on naming a variable of a pin. */
  reads: readonly { path: string; line: number; name: string }[];
}

/** The decision about one template: its pins go, or why they stay. */
export type PinsDecision = { remove: true } | { remove: false; why: string };

/**
 * @param isBelow whether a file lies in the folder that the template speaks for
 */
export function decidePins(input: PinsInput, isBelow: (path: string) => boolean): PinsDecision {
  if (!input.transforms.has('toolkit-versions')) return stay('the transform toolkit-versions does not run');
  const files = [...input.files.values()].filter((file) => isBelow(file.path));
  if (!files.some((file) => file.constructions.length > 0)) return stay('no client is made here that it could be for');
  const [reader] = [
    ...files.flatMap((file) => readersIn(file, input)),
    ...input.unseen.filter((one) => isBelow(one.path)).map((one) => one.words),
    ...input.reads.filter((one) => isBelow(one.path)).map(({ path, line, name }) => `${name} in ${path}:${line}`),
  ];
  return reader === undefined ? { remove: true } : stay(`still read by ${reader}`);
}

/** Calls of a file that read toolkit versions and are left after the migration, in words. */
function readersIn(file: FileFacts, { plan, failed }: PinsInput): string[] {
  const sites = failed.has(file.path) ? undefined : plan.files.get(file.path)?.sites;
  const migrated = new Set(sites?.filter((one) => one.report.outcome === 'migrated').map((one) => one.id));
  return [
    ...file.sites
      .filter((site) => READING_APIS.test(site.api) && !migrated.has(site.id))
      .map((site) => `${site.api} in ${file.path}:${site.line}`),
    ...file.versionReaders.map((reader) => `${reader.api} in ${file.path}:${reader.line}`),
  ];
}

function stay(why: string): PinsDecision {
  return { remove: false, why };
}
