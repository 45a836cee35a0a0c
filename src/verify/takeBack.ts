/** Which sites an error comes from: the edits it stands in, or the nearest ones before it. */
import { applyEdits } from '../edit/apply.js';
import type { Edit } from '../edit/edit.js';
import { causesOf } from '../edit/unused.js';
import type { FilePlan, Plan } from '../plan/plan.js';
import type { NewError } from './typeCheck.js';

export interface RewrittenFile {
  path: string;
  before: string;
  edits: Edit[];
}

/**
 * @param importsOf paths of the loaded files that a file imports
 * @returns site id → message of the compiler, for the sites to take back: at least one for every error that any edit
 * can have caused, so that taking back and checking again comes to an end
 */
export function sitesBehind(
  errors: readonly NewError[],
  files: ReadonlyMap<string, RewrittenFile>,
  plan: Plan,
  importsOf: (path: string) => ReadonlySet<string>,
): Map<string, string> {
  const sites = new Map<string, string>();
  for (const error of errors) {
    const own = files.get(error.path);
    const suspects = own && own.edits.length > 0 ? [own] : suspectsFor(error.path, files, importsOf);
    for (const file of suspects) {
      const filePlan = plan.files.get(file.path);
      if (!filePlan) continue;
      const groups = file === own ? groupsAt(file, error.offset) : file.edits.flatMap((edit) => causesOf(edit.group));
      const found = sitesOf(groups, filePlan);
      for (const id of found.length > 0 ? found : sitesOf(null, filePlan))
        if (!sites.has(id)) sites.set(id, error.message);
    }
  }
  return sites;
}

/** An error in a file that did not change comes from a changed one that it imports; where none is found, from any. */
function suspectsFor(
  path: string,
  files: ReadonlyMap<string, RewrittenFile>,
  importsOf: (path: string) => ReadonlySet<string>,
): RewrittenFile[] {
  const seen = new Set([path]);
  for (const file of seen) for (const imported of importsOf(file)) seen.add(imported);
  const imported = [...files.values()].filter((file) => seen.has(file.path));
  return imported.length > 0 ? imported : [...files.values()];
}

/** Groups of the edit whose new text holds the offset; else of the last edit before it; else of the first one. */
function groupsAt(file: RewrittenFile, offset: number): string[] {
  const sorted = [...file.edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let shift = 0;
  let before: Edit | undefined;
  for (const edit of sorted) {
    const length = applyEdits(file.before, [edit]).length - file.before.length + (edit.end - edit.start);
    const start = edit.start + shift;
    if (start > offset) break;
    before = edit;
    if (offset <= start + length) return causesOf(edit.group);
    shift += length - (edit.end - edit.start);
  }
  const nearest = before ?? sorted[0];
  return nearest ? causesOf(nearest.group) : [];
}

/** Migrated sites of these groups; null: of any. */
function sitesOf(groups: string[] | null, plan: FilePlan): string[] {
  return plan.sites
    .filter((site) => site.action && (groups === null || groups.includes(site.group)))
    .map((site) => site.id);
}
