/** What becomes of a pinned version: a session takes the current version of every tool (rules §2). */
import type { BodyKey, SiteFact } from '../../analyze/facts.js';
import type { SiteNote } from '../../report/report.js';
import type { RuleContext } from '../context.js';
import { shorten } from './executeRefusals.js';

/**
 * Said where a version was pinned, at the call or on its client.
 *
 * @param key `version` in the body of a `tools.execute`
 */
export function versionNote(site: SiteFact, context: RuleContext, key?: BodyKey): SiteNote | null {
  if (key && !key.missing) {
    const values = key.value?.literals;
    if (values?.every((value) => value === 'latest')) return null;
    const text = shorten(key.value?.text ?? 'a version');
    return { code: 'version-unpinned', message: `the version ${text} is not asked for any more` };
  }
  const pinned = site.client?.constructions?.some((id) => context.constructions.get(id)?.versions);
  if (!pinned) return null;
  return { code: 'version-unpinned', message: 'the toolkitVersions of the client do not hold for sessions' };
}
