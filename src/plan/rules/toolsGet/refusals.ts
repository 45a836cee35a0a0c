/** Why a `tools.get` is left for a person (rules §6), beside what its filter says. Each check says one reason. */
import { coerce, lt } from 'semver';
import type { SiteFact, ToolsGetFact } from '../../../analyze/facts.js';
import type { RuleContext, SdkFeatures } from '../../context.js';
import type { LeaveIntent, SessionNeed } from '../../intent.js';
import { manual } from '../executeRefusals.js';
import { hasCustomTools, isAgentic, looseCalls, placesOf, whyNoSession } from './together.js';

/** Meta tools, or tools under their own names. */
export type Mode = 'meta' | 'direct';

/** First version whose `session.tools` takes request options (`ToolRouterSession.tools`, 0.13.0; its types never say so). */
const SIGNAL_FROM = '0.13.0';
/** First version whose hooks get the session's context (`SessionMetaToolOptions`, 0.5.0). */
const HOOKS_FROM = '0.5.0';

export function userRefusal(site: SiteFact): LeaveIntent | null {
  const missing = !site.user || /^\(?(?:undefined|null|''|"")\s*(?:$|as\b|!|\))/.test(site.user.text);
  if (!missing) return null;
  return manual(
    'no-user',
    'the call names no user, and a session belongs to one',
    'name the user whose accounts the tools work with, then run again',
  );
}

export function customToolsRefusal(site: SiteFact, context: RuleContext): LeaveIntent | null {
  if (!hasCustomTools(site, context)) return null;
  return manual(
    'custom-tools',
    'the client has custom tools, which come with tools.get and which a session does not know',
    'give your own tools to the agent beside the tools of the session, then run again',
  );
}

export function modifiersRefusal(
  site: SiteFact,
  { modifiers }: ToolsGetFact,
  features: SdkFeatures,
): LeaveIntent | null {
  if (!modifiers || modifiers.nothing) return null;
  const hint = 'write the modifiers at the call for the context of a session, or keep them out, then run again';
  if (modifiers.problem !== null) return manual('modifiers', modifiers.problem, hint);
  const version = coerce(features.version);
  const tooOld = (from: string): boolean => version !== null && lt(version, from);
  if (tooOld(HOOKS_FROM)) {
    return manual(
      'sdk-too-old',
      `modifiers of a session came with @composio/core ${HOOKS_FROM}`,
      'raise @composio/core, then run again',
    );
  }
  if (modifiers.signal === null) return null;
  if (!modifiers.restStable)
    return manual('modifiers', 'the modifiers beside the signal would be evaluated at another time', hint);
  if (tooOld(SIGNAL_FROM))
    return manual(
      'modifiers',
      `session.tools takes no signal before @composio/core ${SIGNAL_FROM}`,
      'raise @composio/core, or leave the signal out',
    );
  if (/\.[cm]?tsx?$/.test(site.path) && site.client?.proof !== 'name') {
    return manual(
      'modifiers',
      'session.tools takes a signal when it runs, but its types (up to 0.19.0) do not',
      'leave the signal out, or pass it as the second argument of session.tools by hand',
    );
  }
  return null;
}

export function capabilityRefusal(need: SessionNeed, features: SdkFeatures): LeaveIntent | null {
  const version = features.version ?? 'of this package';
  const lacking =
    need.preset && !features.directTools
      ? "sessionPreset: 'direct_tools'"
      : need.preload && !features.preload
        ? 'preload'
        : null;
  if (lacking === null) return null;
  return manual(
    'sdk-too-old',
    `tools under their own names need ${lacking}, which @composio/core ${version} does not have`,
    'raise @composio/core to 0.9.0 or later, or run with --tools meta',
  );
}

/** Meta tools must be executed by the session that gave them: their calls cannot stay with the user id. */
export function callsRefusal(site: SiteFact, context: RuleContext): LeaveIntent | null {
  const hint =
    'give the method the session whose tools the model got, by hand, or run with --tools direct: those tools still execute under the user id';
  for (const id of site.toolsGet?.use.providerCalls ?? []) {
    const call = context.sites.get(id);
    const reason = call ? whyNoSession(call, context) : 'its calls are run out of sight';
    if (reason !== null)
      return manual(
        'tool-calls',
        `${call ? placesOf([call]) : 'a call'} runs the calls of these tools and cannot take the session: ${reason}`,
        hint,
      );
  }
  const [execute] = site.toolsGet?.use.executesByName ?? [];
  if (execute !== undefined) {
    return manual(
      'tool-calls',
      `${execute.api} in line ${execute.line} runs the calls of these tools, outside of the session`,
      hint,
    );
  }
  if (isAgentic(site, context) === true) return null;
  const [loose] = looseCalls(site, context);
  if (!loose) return null;
  const where = loose.path === site.path ? `line ${loose.line}` : `${loose.path}, line ${loose.line}`;
  return manual(
    'tool-calls',
    `${loose.api} (${where}) may run the calls of these tools, and the way there cannot be followed`,
    hint,
  );
}
