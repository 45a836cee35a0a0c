/** Older session calls move to `composio.create` and `composio.use`; what they cannot carry over stays. */
import type { RouterFact } from '../../analyze/facts.js';
import type { SiteNote } from '../../report/report.js';
import type { Rule } from '../context.js';

export const routerRule: Rule = (site, context) => {
  const { router } = site;
  if (!router) {
    return {
      outcome: 'manual',
      code: 'unknown-shape',
      message: 'the call has a shape that is not known',
      hint: 'write the session by hand: composio.create(user, { toolkits, authConfigs })',
    };
  }
  if (router.problem) return { outcome: 'manual', ...router.problem };
  const withMcp = context.features(site).mcpOptIn ? router.rewritesWithMcp : null;
  return {
    outcome: 'migrate',
    need: { purpose: 'agent' },
    action: {
      kind: 'router',
      receiver: router.receiver,
      clientText: router.clientText,
      rewrites: withMcp ?? router.rewrites,
    },
    notes: router.beta ? betaNotes(router) : [],
    evidence: router.beta
      ? 'the first form of the same call, its config by today’s names'
      : 'an older name of the same call',
    movesBehind: [],
  };
};

/** What a session of today does beside what one of the first form did. */
function betaNotes(router: RouterFact): SiteNote[] {
  const notes: SiteNote[] = [
    {
      code: 'meta-tools',
      message: 'the session gives today’s meta tools, which are more than those of its first form',
    },
  ];
  if (router.openToolkits) {
    notes.push({
      code: 'narrowed-account',
      message: 'accounts under an auth config of your own are found only when authConfigs names it',
    });
  }
  return notes;
}
