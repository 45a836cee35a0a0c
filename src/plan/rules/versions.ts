/** `toolkitVersions` goes when nothing that is left reads it (rules §2, §6). */
import type { FileFacts, SiteFact } from '../../analyze/facts.js';
import type { RuleContext } from '../context.js';
import type { SiteIntent } from '../intent.js';

/** Direct calls that read the toolkit versions of their client (rules §2). */
export const READING_APIS = /^(tools\.(get|execute)|provider\.)/;

export interface VersionsContext extends RuleContext {
  /** Sites that are migrated by the plan so far. */
  migrated: ReadonlySet<string>;
  /** Package (folder of its package.json) that a file belongs to. */
  packageOf(path: string): string;
  /** Files of the package that hold direct calls the tool cannot follow (components in .vue, .svelte, .astro). */
  unseenReaders(packageFolder: string): string[];
}

export function versionsRule(site: SiteFact, context: VersionsContext): SiteIntent {
  const construction = site.versions?.construction ?? '';
  if (construction === '') {
    return {
      outcome: 'manual',
      code: 'versions-needed',
      message: 'it cannot be seen which client these toolkit versions are given to',
      hint: 'remove them by hand once every call of that client goes through a session',
    };
  }
  const readers = [
    ...readersOf(construction, site.path, context),
    ...context.unseenReaders(context.packageOf(site.path)),
  ];
  if (readers.length > 0) {
    const [first, ...others] = readers;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return {
      outcome: 'manual',
      code: 'versions-needed',
      message: `still read by ${first}${more}`,
      hint: 'migrate these calls first; triggers and raw tool lists go on needing the versions',
    };
  }
  return {
    outcome: 'migrate',
    need: { purpose: 'execute' },
    action: { kind: 'remove-versions' },
    notes: [],
    evidence: 'no call that is left reads the versions of this client',
    movesBehind: [],
  };
}

/** What still reads the versions of a construction, in words: `tools.execute in src/a.ts:12`. */
function readersOf(construction: string, path: string, context: VersionsContext): string[] {
  const readers: string[] = [];
  const home = context.packageOf(path);
  for (const file of context.files.values()) {
    // A client that cannot be followed may be this one, as long as it is in the same package.
    const mayBe = (ids: readonly string[] | null | undefined): boolean =>
      ids ? ids.includes(construction) : context.packageOf(file.path) === home;
    for (const site of file.sites) {
      if (!READING_APIS.test(site.api) || context.migrated.has(site.id)) continue;
      if (mayBe(site.client?.constructions)) readers.push(`${site.api} in ${file.path}:${site.line}`);
    }
    readers.push(...rawReaders(file, mayBe));
  }
  return readers;
}

function rawReaders(file: FileFacts, mayBe: (ids: string[] | null) => boolean): string[] {
  return file.versionReaders
    .filter((reader) => mayBe(reader.constructions))
    .map((reader) => `${reader.api} in ${file.path}:${reader.line}`);
}
