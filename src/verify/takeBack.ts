/** Which sites an error comes from. */
import type { Edit } from '../edit/edit.js';
import { causesOf } from '../edit/unused.js';
import type { FilePlan, Plan } from '../plan/plan.js';
import { rangesAfter, type NewError } from './diagnostics.js';

export interface RewrittenFile {
  path: string;
  before: string;
  after: string;
  edits: Edit[];
}

/**
 * The sites whose groups an error is traced to, in this order: the edit that it stands in; the edits in what its types
 * are declared with, the nearest declarations first; the edits that took or brought the name that it stands at; the
 * edits of its file before it. Taken back too early is a site lost, so that only the first of these that is found counts.
 *
 * @param importsOf paths of the loaded files that a file imports
 * @param taken sites that were taken back already: they cannot be what is wrong any more
 * @returns site id → message of the compiler, for the sites to take back: at least one for every error, as long as any
 * site is left, so that taking back and checking again comes to an end
 */
export function sitesBehind(
  errors: readonly NewError[],
  files: ReadonlyMap<string, RewrittenFile>,
  plan: Plan,
  importsOf: (path: string) => ReadonlySet<string>,
  taken: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const sites = new Map<string, string>();
  for (const error of errors) {
    for (const suspects of suspectGroups(error, files, importsOf)) {
      const found = suspects
        .flatMap(({ path, groups }) => sitesOf(groups, plan.files.get(path)))
        .filter((id) => !taken.has(id));
      if (found.length === 0) continue;
      for (const id of found) if (!sites.has(id)) sites.set(id, error.message);
      break;
    }
  }
  return sites;
}

/** Groups of a file; null: all that it has. */
interface Suspects {
  path: string;
  groups: string[] | null;
}

function* suspectGroups(
  error: NewError,
  files: ReadonlyMap<string, RewrittenFile>,
  importsOf: (path: string) => ReadonlySet<string>,
): Generator<Suspects[]> {
  const own = files.get(error.path);
  if (own) yield [{ path: own.path, groups: groupsIn(own, error.offset, error.offset) }];
  for (const ring of error.origins) {
    yield ring.flatMap(({ path, start, end }) => {
      const file = files.get(path);
      return file ? [{ path, groups: groupsIn(file, start, end) }] : [];
    });
  }
  if (own) {
    const name = /^[\w$]+/.exec(own.after.slice(error.offset))?.[0];
    if (name) yield [{ path: own.path, groups: groupsWith(own, name) }];
    yield [{ path: own.path, groups: groupBefore(own, error.offset) }];
    yield [{ path: own.path, groups: null }];
  }
  const imported = importedFrom(error.path, files, importsOf);
  yield imported.map(({ path }) => ({ path, groups: null }));
  yield [...files.keys()].map((path) => ({ path, groups: null }));
}

/** An error in a file that did not change comes from a changed one that it imports, over any number of steps. */
function importedFrom(
  path: string,
  files: ReadonlyMap<string, RewrittenFile>,
  importsOf: (path: string) => ReadonlySet<string>,
): RewrittenFile[] {
  const seen = new Set([path]);
  for (const file of seen) for (const imported of importsOf(file)) seen.add(imported);
  return [...files.values()].filter((file) => seen.has(file.path));
}

/** Groups of the edits whose new text touches a range of the text after them. */
function groupsIn({ before, edits }: RewrittenFile, from: number, to: number): string[] {
  return rangesAfter(edits, before)
    .filter(({ start, end }) => start <= to && from <= end)
    .flatMap(({ edit }) => causesOf(edit.group));
}

/** Groups of the edits that replace a name, or write it. */
function groupsWith({ before, edits }: RewrittenFile, name: string): string[] {
  const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  return edits
    .filter((edit) => word.test(before.slice(edit.start, edit.end)) || word.test(edit.text))
    .flatMap((edit) => causesOf(edit.group));
}

/** Groups of the last edit before an offset of the text after the edits; else of the first one. */
function groupBefore({ before, edits }: RewrittenFile, offset: number): string[] {
  const ranges = rangesAfter(edits, before);
  const nearest = ranges.findLast(({ start }) => start <= offset) ?? ranges[0];
  return nearest ? causesOf(nearest.edit.group) : [];
}

/** Migrated sites of these groups; null: of any. */
function sitesOf(groups: readonly string[] | null, plan: FilePlan | undefined): string[] {
  return (plan?.sites ?? [])
    .filter((site) => site.action && (groups === null || groups.includes(site.group)))
    .map((site) => site.id);
}
