/** `tools.get(user, filter, modifiers?)` → `session.tools(modifiers?)` (rules §6). */
import { coerce, lt } from 'semver';
import type { ModifiersFact, Range, SiteFact, ToolsGetFact } from '../../analyze/facts.js';
import type { SiteNote } from '../../report/report.js';
import type { RuleContext, SdkFeatures } from '../context.js';
import type { LeaveIntent, MigrateIntent, SessionNeed, SiteAction, SiteIntent } from '../intent.js';
import { manual } from './executeRefusals.js';
import { authConfigLimits } from './toolsGet/authConfigs.js';
import { wantedOf, type Wanted } from './toolsGet/filter.js';
import {
  hasCustomTools,
  isAgentic,
  looseCalls,
  placesOf,
  unionOf,
  whyNoSession,
  type Union,
} from './toolsGet/together.js';

/** First version whose `session.tools` takes request options (`ToolRouterSession.tools`, 0.13.0; its types never say so). */
const SIGNAL_FROM = '0.13.0';
/** First version whose hooks get the session's context (`SessionMetaToolOptions`, 0.5.0). */
const HOOKS_FROM = '0.5.0';

type Mode = 'meta' | 'direct';

export function toolsGetRule(site: SiteFact, context: RuleContext): SiteIntent {
  const fact = site.toolsGet;
  if (!fact) return manual('unknown-shape', 'the call could not be read', 'migrate it by hand');
  const features = context.features(site.path);
  const { allowWider } = context.options;
  const filter = wantedOf(fact.filter, allowWider);
  if ('outcome' in filter) return filter;
  const refused = userRefusal(site) ?? customToolsRefusal(site, context) ?? modifiersRefusal(site, fact, features);
  if (refused) return refused;

  const wanted = filter.kind === 'authConfigs' ? authConfigLimits(filter, site, context) : filter;
  if ('outcome' in wanted) return wanted;
  const union = context.options.tools === 'direct' ? null : unionOf(site, context);
  const mode = modeOf(wanted, fact, union, context);
  const need = needOf(wanted, mode, union, allowWider);
  if ('outcome' in need) return need;
  const left =
    capabilityRefusal(need, features) ??
    (wanted.kind === 'tools' ? null : signsRefusal(site, mode, union, context)) ??
    (mode === 'meta' ? callsRefusal(site, context) : null);
  if (left) return left;

  return {
    outcome: 'migrate',
    need,
    action: actionOf(site, fact, need, union),
    notes: notesOf(site, wanted, need, mode, features, context),
    evidence: evidenceOf(wanted, union),
    movesBehind: movedBehind(fact.modifiers),
    ...companions(site, union, context),
  };
}

/** `auto`: slugs stay the same tools; toolkits become meta tools, unless several lists would bring these twice. */
function modeOf(wanted: Wanted, fact: ToolsGetFact, union: Union | null, context: RuleContext): Mode {
  const { tools } = context.options;
  if (tools !== 'auto') return tools;
  if (wanted.kind === 'tools') return 'direct';
  return fact.use.mergedWith.length > 0 && !union ? 'direct' : 'meta';
}

function needOf(wanted: Wanted, mode: Mode, union: Union | null, allowWider: boolean): SessionNeed | LeaveIntent {
  const need: SessionNeed = { purpose: 'agent' };
  if (mode === 'direct') need.preset = 'direct_tools';
  if (wanted.tags) need.tags = wanted.tags;
  if (union) return { ...need, toolkits: { kind: 'constant', values: union.toolkits } };
  if (wanted.authConfigs) need.authConfigs = wanted.authConfigs;
  if (wanted.kind !== 'tools') return { ...need, ...(wanted.toolkits ? { toolkits: wanted.toolkits } : {}) };
  if (wanted.tools && wanted.toolkits) return { ...need, toolkits: wanted.toolkits, tools: wanted.tools };
  if (mode === 'direct') return { ...need, ...(wanted.preload ? { preload: wanted.preload } : {}) };
  if (allowWider) {
    wanted.wider.push('the list of tools');
    return need;
  }
  return manual(
    'wider-access',
    `${wanted.evidence}, so a session with meta tools could not be limited to them`,
    'run with --tools auto or --tools direct to get these tools under their own names, or with --allow-wider',
  );
}

function userRefusal(site: SiteFact): LeaveIntent | null {
  const missing = !site.user || /^\(?(?:undefined|null|''|"")\s*(?:$|as\b|!|\))/.test(site.user.text);
  if (!missing) return null;
  return manual(
    'no-user',
    'the call names no user, and a session belongs to one',
    'name the user whose accounts the tools work with, then run again',
  );
}

function customToolsRefusal(site: SiteFact, context: RuleContext): LeaveIntent | null {
  if (!hasCustomTools(site, context)) return null;
  return manual(
    'custom-tools',
    'the client has custom tools, which come with tools.get and which a session does not know',
    'give your own tools to the agent beside the tools of the session, then run again',
  );
}

function modifiersRefusal(site: SiteFact, { modifiers }: ToolsGetFact, features: SdkFeatures): LeaveIntent | null {
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

function capabilityRefusal(need: SessionNeed, features: SdkFeatures): LeaveIntent | null {
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

/**
 * Code that depends on concrete tools (also a whole toolkit under its own names is another list than before), or gives
 * the model too few turns for meta tools; only `auto` asks.
 */
function signsRefusal(site: SiteFact, mode: Mode, union: Union | null, context: RuleContext): LeaveIntent | null {
  if (context.options.tools !== 'auto') return null;
  const hint =
    'choose: --tools direct keeps tools under their own names (a whole toolkit is a longer list than before), --tools meta gives search and execute tools to an agent that may take several turns';
  for (const one of union?.sites ?? [site]) {
    const use = one.toolsGet?.use;
    const [named] = use?.namedUse ?? [];
    if (named) {
      const more = use!.namedUse.length > 1 ? ` and ${use!.namedUse.length - 1} more` : '';
      return manual(
        'needs-named-tools',
        `the code depends on concrete tools: ${named.what} (line ${named.line}${more})`,
        hint,
      );
    }
    if (mode === 'direct') continue;
    const [execute] = use?.executesByName ?? [];
    if (execute !== undefined) {
      const line = context.sites.get(execute)?.line;
      return manual(
        'needs-named-tools',
        `tool calls are run by their name with tools.execute (line ${line ?? '?'}), which knows no meta tools`,
        hint,
      );
    }
    if (use?.singleTurn) {
      return manual(
        'needs-agent-loop',
        `the model has too few turns to search, execute and answer: ${use.singleTurn.what} (line ${use.singleTurn.line})`,
        'choose: --tools direct keeps tools under their own names, or give the agent a loop of five turns or more and run again (or with --tools meta)',
      );
    }
  }
  return null;
}

/** Meta tools must be executed by the session that gave them: their calls cannot stay with the user id. */
function callsRefusal(site: SiteFact, context: RuleContext): LeaveIntent | null {
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
    const line = context.sites.get(execute)?.line ?? '?';
    return manual(
      'tool-calls',
      `tools.execute in line ${line} runs the calls of these tools, outside of the session`,
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

function companions(
  site: SiteFact,
  union: Union | null,
  context: RuleContext,
): Pick<MigrateIntent, 'together' | 'unionWith'> {
  const calls = (site.toolsGet?.use.providerCalls ?? []).filter((id) => {
    const call = context.sites.get(id);
    return call !== undefined && whyNoSession(call, context) === null;
  });
  const others = union?.sites.map((one) => one.id).filter((id) => id !== site.id) ?? [];
  const together = [...calls, ...others];
  return { ...(together.length > 0 ? { together } : {}), ...(union ? { unionWith: others } : {}) };
}

function actionOf(
  site: SiteFact,
  { modifiers, use }: ToolsGetFact,
  need: SessionNeed,
  union: Union | null,
): SiteAction {
  if (union && union.sites[0] !== site && use.mergeRemoval)
    return { kind: 'merged-tools', remove: use.mergeRemoval.ranges };
  const none = !modifiers || modifiers.nothing === true;
  const { expression } = modifiers ?? {};
  return {
    kind: 'tools',
    modifiers: none || !expression ? null : { start: expression.start, end: expression.end },
    modifierRewrites: modifiers?.rewrites ?? [],
    modifiersText: modifiers?.withoutSignal ?? null,
    signal: modifiers?.signal ?? null,
    signalRange: modifiers?.signalExpression
      ? { start: modifiers.signalExpression.start, end: modifiers.signalExpression.end }
      : null,
    comments: looseComments(site, [none ? null : (expression ?? null), ...writtenAgain(need)]),
    statement: site.placement.statement,
  };
}

/** Expressions of the filter that the config has as they are. */
function writtenAgain({ toolkits, preload }: SessionNeed): (Range & { text: string })[] {
  const lists = toolkits && toolkits.kind !== 'constant' ? [toolkits.value] : [];
  return [...lists, ...(preload ? [preload.value] : [])];
}

/** Comments of the call that are in no part that is written again. */
function looseComments(site: SiteFact, kept: readonly ((Range & { text: string }) | null)[]): SiteFact['comments'] {
  const parts = [site.client, site.user, ...kept];
  return site.comments.filter(
    (comment) =>
      !parts.some(
        (part) => part && comment.start >= part.start && comment.end <= part.end && part.text.includes(comment.text),
      ),
  );
}

function movedBehind(modifiers: ModifiersFact | null): MigrateIntent['movesBehind'] {
  if (!modifiers || modifiers.nothing) return [];
  return [modifiers.signalExpression ?? modifiers.expression];
}

function notesOf(
  site: SiteFact,
  wanted: Wanted,
  need: SessionNeed,
  mode: Mode,
  features: SdkFeatures,
  context: RuleContext,
): SiteNote[] {
  const notes: SiteNote[] = [];
  const isWhole = wanted.kind !== 'tools';
  if (mode === 'meta')
    notes.push({
      code: 'meta-tools',
      message: 'the model gets meta tools (search, execute, connections, a sandbox) and needs several turns',
    });
  else if (isWhole)
    notes.push({
      code: 'ranking-dropped',
      message: 'a whole toolkit comes as tools: the list is not cut to the important ones',
    });
  if (wanted.ranked && isWhole)
    notes.push({
      code: 'ranking-dropped',
      message: 'limit and important rank the tools of a direct call; a session has neither',
    });
  if (wanted.wider.length > 0) notes.push({ code: 'wider-access', message: `gone: ${wanted.wider.join(', ')}` });
  else if (!need.toolkits && !need.preload) notes.push({ code: 'wider-access', message: 'the session has no limit' });
  if (features.retries && isAgentic(site, context) === true)
    notes.push({
      code: 'retries',
      message: 'when a tool runs, a request that fails with a server error is sent again',
    });
  return notes;
}

function evidenceOf(wanted: Wanted, union: Union | null): string {
  if (!union) return wanted.evidence;
  const lines = union.sites.map((one) => one.line).join(', ');
  return `${wanted.evidence}; the lists of lines ${lines} are put into one, so one session serves them`;
}
