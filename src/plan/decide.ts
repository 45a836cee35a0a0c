/** One intent per site: what holds for every site first, then the rule of its call. */
import type { SiteFact } from '../analyze/facts.js';
import type { RuleContext } from './context.js';
import type { LeaveIntent, SiteIntent } from './intent.js';
import type { AuthConfigRegistry } from './registry.js';
import { authorizeRule } from './rules/authorize.js';
import { executeRule } from './rules/execute.js';
import { routerRule } from './rules/router.js';
import { toolCallsRule } from './rules/toolCalls.js';
import { toolsGetRule } from './rules/toolsGet.js';

/** The transform that owns a direct call. */
export function transformOf(site: SiteFact): string {
  if (site.api === 'tools.get') return 'tools-get';
  if (site.api === 'tools.execute') return 'tools-execute';
  if (site.api === 'toolkitVersions') return 'toolkit-versions';
  if (site.api.startsWith('provider.')) return 'tool-calls';
  if (site.router || site.api.startsWith('toolRouter.') || site.api.startsWith('experimental.')) return 'tool-router';
  return 'connected-accounts';
}

/** `toolkitVersions` is decided last, by what is left of the others (`rules/versions.ts`). */
export function decide(site: SiteFact, context: RuleContext, registry: AuthConfigRegistry): SiteIntent {
  const intent = vetoOf(site, context) ?? ruleOf(site, context, registry);
  // Settling the versions only helps where nothing else stands in the way.
  const refusal = refusalOf(site, context);
  if (refusal) return intent.outcome === 'migrate' || intent.code === 'sdk-too-old' ? refusal : intent;
  if (intent.outcome === 'migrate' || intent.code !== 'sdk-too-old') return intent;
  // The rule knows what is missing, the package knows why it cannot have it.
  const [limit] = context.features(site).limits.filter(({ code }) => code !== 'sdk-too-old');
  return limit ? { ...intent, ...limit } : intent;
}

function ruleOf(site: SiteFact, context: RuleContext, registry: AuthConfigRegistry): SiteIntent {
  if (site.router) return routerRule(site, context);
  if (site.toolsGet) return toolsGetRule(site, context);
  if (site.execute) return executeRule(site, context);
  if (site.authorize) return authorizeRule(site, context, registry);
  return toolCallsRule(site, context);
}

/** Reasons that hold for every direct call, whatever it does. */
export function vetoOf(site: SiteFact, context: RuleContext): LeaveIntent | null {
  if (site.ignored !== null) {
    return {
      outcome: 'kept',
      code: 'ignored',
      message: site.ignored ? `kept by a comment: ${site.ignored}` : 'kept by a comment',
      hint: 'remove the ignore comment to have it migrated',
    };
  }
  const transform = transformOf(site);
  if (!context.options.transforms.has(transform)) {
    return {
      outcome: 'kept',
      code: 'not-selected',
      message: `the transform ${transform} was not asked for`,
      hint: `run with --transform ${transform}, or without --transform for all of them`,
    };
  }
  const declined = context.declined?.get(site.id);
  if (declined !== undefined) {
    return {
      outcome: 'kept',
      code: 'not-selected',
      message: declined,
      hint: 'run again to have it migrated',
    };
  }
  if (site.use === 'probe') {
    return {
      outcome: 'kept',
      code: 'probe',
      message: `it only asks for ${site.api}, and calls nothing`,
      hint: 'nothing to do: every client has the method, and a call behind the test is decided by itself',
    };
  }
  const taken = context.vetoes.get(site.id);
  if (taken !== undefined) {
    return {
      outcome: 'manual',
      code: 'type-check-failed',
      message: `migrating it would bring a type error: ${taken}`,
      hint: 'migrate it by hand, or mend the types around it and run again',
    };
  }
  if (site.use === 'value') {
    return {
      outcome: 'manual',
      code: 'method-as-value',
      message: `${site.api} is used as a value here, not called: who calls it, and with what, cannot be seen`,
      hint: 'call the session where the value is used, or keep a wrapper function around the session call',
    };
  }
  if (site.untyped !== null) {
    const provider = site.api.startsWith('provider.');
    return {
      outcome: 'manual',
      code: provider ? 'tool-calls' : 'client-untyped',
      message: site.untyped,
      hint: provider
        ? 'give the method the session whose tools the model was given'
        : site.legacy
          ? 'move the file from composio-core to @composio/core, and write sessions straight away'
          : 'give the client its type (import { Composio } from "@composio/core"), then run again',
    };
  }
  const pair = context.nested.get(site.id);
  if (pair) {
    const where = `${pair.other.api} in line ${pair.other.line}`;
    return {
      outcome: 'manual',
      code: 'evaluation-order',
      message: pair.inside ? `it stands inside of ${where}` : `${where} is evaluated inside of it`,
      hint: 'put the result of the inner call into a constant before the outer one, then run again',
    };
  }
  return null;
}

/** Why the package of the call cannot have sessions, whatever the call is. */
function refusalOf(site: SiteFact, context: RuleContext): LeaveIntent | null {
  const refusal = context.features(site).refusal;
  if (!refusal) return null;
  const { code, message, hint } = refusal;
  return { outcome: 'manual', code, message, hint };
}
