import type { Rule } from '../context.js';

/** Older session calls move to `composio.create` and `composio.use`; what they cannot carry over stays. */
export const routerRule: Rule = (site) => {
  const { router } = site;
  if (!router || router.problem !== null) {
    return {
      outcome: 'manual',
      code: 'unknown-shape',
      message: router?.problem ?? 'the call has a shape that is not known',
      hint: 'write the session config by hand: composio.create(user, { toolkits, authConfigs })',
    };
  }
  return {
    outcome: 'migrate',
    need: { purpose: 'agent' },
    action: { kind: 'router', receiver: router.receiver, rewrites: router.rewrites },
    notes: [],
    evidence: 'an older name of the same call',
    movesBehind: [],
  };
};
