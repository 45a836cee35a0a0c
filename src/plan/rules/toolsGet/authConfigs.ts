/** `authConfigIds: [id]`: the toolkit of each auth config by the evidence ladder, as for `link` (rules §6). */
import type { AuthConfigFact, SiteFact } from '../../../analyze/facts.js';
import type { RuleContext } from '../../context.js';
import type { LeaveIntent, ListNeed } from '../../intent.js';
import { toolkitOfAuthConfig, type FoundToolkit } from '../authConfigToolkit.js';
import { manual, shorten } from '../executeRefusals.js';
import type { Wanted } from './filter.js';

/** @param wanted what the rest of the filter says. */
export function authConfigLimits(wanted: Wanted, site: SiteFact, context: RuleContext): Wanted | LeaveIntent {
  const entry = site.toolsGet?.filter.entries.find((one) => one.key === 'authConfigIds');
  const facts = site.toolsGet?.authConfigs ?? [];
  if (facts.length === 0) {
    return manual(
      'toolkit-unknown',
      `the toolkits of ${shorten(entry?.value.text ?? 'the auth configs')} cannot be told: the list is not written out at the call`,
      'write the auth configs as a list at the call, or filter by the toolkits that they belong to, then run again',
    );
  }
  const found: (FoundToolkit & { fact: AuthConfigFact })[] = [];
  for (const fact of facts) {
    const one = toolkitOfAuthConfig(fact, context.options.mappings);
    if ('code' in one) return one;
    found.push({ ...one, fact });
  }
  const toolkits = listOf(found);
  if (!toolkits) {
    return manual(
      'toolkit-unproven',
      'several auth configs whose toolkits are known only when it runs, or two of one toolkit',
      'make one call for each of them, then run again',
    );
  }
  return {
    ...wanted,
    toolkits,
    authConfigs: found.map(({ toolkit, fact }) => ({ toolkit, value: { kind: 'expression', value: fact.expression } })),
    evidence: found.map((one) => one.evidence).join('; '),
  };
}

/** A session has one auth config per toolkit. */
function listOf(found: readonly FoundToolkit[]): ListNeed | null {
  const [first] = found;
  if (found.length === 1 && first?.toolkit.kind === 'expression') return { ...first.toolkit, kind: 'single' };
  const slugs = found.flatMap((one) => (one.toolkit.kind === 'constant' ? [one.toolkit.slug] : []));
  if (slugs.length !== found.length || new Set(slugs).size !== slugs.length) return null;
  return { kind: 'constant', values: slugs };
}
