/** The changes of one file, taken apart into what can be chosen by itself. */
import { applyEdits } from '../edit/apply.js';
import type { Edit } from '../edit/edit.js';
import { causesOf } from '../edit/unused.js';
import type { FileChange } from '../pipeline-types.js';
import type { FilePlan, SitePlan } from '../plan/plan.js';

/** Edits that stand or fall together, with the sites that they migrate. */
export interface ChangeGroup {
  group: string;
  /** Those of the group, and the removals of what they leave unused. */
  edits: Edit[];
  sites: SitePlan[];
  /** It takes `toolkitVersions` away: only right when every call that reads them has been migrated. */
  removesVersions: boolean;
}

/**
 * The groups of a changed file in the order of the text; what removes versions comes last, as it depends on the others.
 * A removal that several groups cause is shown with the last of them.
 */
export function groupsOf(change: FileChange, plan: FilePlan | undefined): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  const own = change.edits.filter((edit) => causesOf(edit.group)[0] === edit.group);
  for (const edit of own) {
    let group = groups.get(edit.group);
    if (!group) {
      const sites = (plan?.sites ?? []).filter((site) => site.action && site.group === edit.group);
      const removesVersions = sites.some((site) => site.action?.kind === 'remove-versions');
      groups.set(edit.group, (group = { group: edit.group, edits: [], sites, removesVersions }));
    }
    group.edits.push(edit);
  }
  const sorted = [...groups.values()].sort(
    (a, b) => Number(a.removesVersions) - Number(b.removesVersions) || startOf(a) - startOf(b),
  );
  for (const edit of change.edits) {
    if (own.includes(edit)) continue;
    const causes = new Set(causesOf(edit.group));
    sorted.findLast((group) => causes.has(group.group))?.edits.push(edit);
  }
  return sorted;
}

function startOf({ sites, edits }: ChangeGroup): number {
  return Math.min(...(sites.length > 0 ? sites : edits).map((one) => one.start));
}

/** The text with this group alone, to show it. */
export function textWith(change: FileChange, group: ChangeGroup): string {
  return applyEdits(change.before, group.edits);
}

/** Why a group is there: the reasons of its edits, each once, in the order of the text. */
export function reasonsOf(group: ChangeGroup): string[] {
  const sorted = [...group.edits].sort((a, b) => a.start - b.start);
  return [...new Set(sorted.map((edit) => edit.reason))];
}
