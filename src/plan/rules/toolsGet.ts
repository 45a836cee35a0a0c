/** `tools.get(user, filter, modifiers?)` → `session.tools(modifiers?)` (rules §6). */
import type { ModifiersFact, Range, SiteFact, ToolsGetFact } from '../../analyze/facts.js';
import type { SiteNote } from '../../report/report.js';
import type { RuleContext, SdkFeatures } from '../context.js';
import type { LeaveIntent, MigrateIntent, SessionNeed, SiteAction, SiteIntent } from '../intent.js';
import { manual } from './executeRefusals.js';
import { constantToolkits } from '../needs.js';
import { authConfigLimits } from './toolsGet/authConfigs.js';
import { wantedOf, type Wanted } from './toolsGet/filter.js';
import { listUse, whereListGoes, type ListUse } from './toolsGet/listUse.js';
import {
  callsRefusal,
  capabilityRefusal,
  customToolsRefusal,
  modifiersRefusal,
  userRefusal,
  type Mode,
} from './toolsGet/refusals.js';
import { isAgentic, unionOf, whyNoSession, type Union } from './toolsGet/together.js';
import { versionNote } from './versionNote.js';

export function toolsGetRule(site: SiteFact, context: RuleContext): SiteIntent {
  const fact = site.toolsGet;
  if (!fact) return manual('unknown-shape', 'the call could not be read', 'migrate it by hand');
  const features = context.features(site);
  const { allowWider } = context.options;
  const filter = wantedOf(fact.filter, allowWider);
  if ('outcome' in filter) return filter;
  const refused = userRefusal(site) ?? customToolsRefusal(site, context) ?? modifiersRefusal(site, fact, features);
  if (refused) return refused;

  const wanted = filter.kind === 'authConfigs' ? authConfigLimits(filter, site, context) : filter;
  if ('outcome' in wanted) return wanted;
  const union = context.options.tools === 'direct' ? null : unionOf(site, context);
  const shown = shownAs(site, wanted, union, context);
  if ('outcome' in shown) return shown;
  const { mode } = shown;
  const need = needOf(wanted, shown, union, allowWider);
  if ('outcome' in need) return need;
  const left = capabilityRefusal(need, features) ?? (mode === 'meta' ? callsRefusal(site, context) : null);
  if (left) return left;

  return {
    outcome: 'migrate',
    need,
    action: actionOf(site, fact, need, union),
    notes: notesOf(site, wanted, need, mode, features, context),
    evidence: evidenceOf(site, wanted, union, context),
    movesBehind: movedBehind(fact.modifiers),
    ...companions(site, union, context),
  };
}

/** `auto`: slugs stay the same tools; of toolkits it is decided by where the list goes. */
function shownAs(site: SiteFact, wanted: Wanted, union: Union | null, context: RuleContext): ListUse | LeaveIntent {
  const { tools } = context.options;
  if (tools === 'meta') return { mode: 'meta', preload: [] };
  if (tools === 'direct' || wanted.kind === 'tools') return { mode: 'direct' };
  const toolkits = union?.toolkits ?? constantToolkits(wanted.toolkits);
  const apart = !union && (site.toolsGet?.use.mergedWith.length ?? 0) > 0;
  return listUse(union?.sites ?? [site], toolkits, apart);
}

function needOf(wanted: Wanted, shown: ListUse, union: Union | null, allowWider: boolean): SessionNeed | LeaveIntent {
  const need: SessionNeed = { purpose: 'agent' };
  if (shown.mode === 'direct') need.preset = 'direct_tools';
  else if (shown.preload.length > 0) need.preload = { kind: 'slugs', slugs: shown.preload };
  if (wanted.tags) need.tags = wanted.tags;
  if (union) return { ...need, toolkits: { kind: 'constant', values: union.toolkits } };
  if (wanted.authConfigs) need.authConfigs = wanted.authConfigs;
  if (wanted.kind !== 'tools') return { ...need, ...(wanted.toolkits ? { toolkits: wanted.toolkits } : {}) };
  if (wanted.tools && wanted.toolkits) return { ...need, toolkits: wanted.toolkits, tools: wanted.tools };
  if (shown.mode === 'direct') return { ...need, ...(wanted.preload ? { preload: wanted.preload } : {}) };
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
  return [...lists, ...(preload?.kind === 'expression' ? [preload.value] : [])];
}

/** They rank tools: sessions have neither, and a comment about one of them goes with it. */
const RANKING: ReadonlySet<string> = new Set(['limit', 'important']);

/** Comments of the call about what stays, that are in no part that is written again. */
function looseComments(site: SiteFact, kept: readonly ((Range & { text: string }) | null)[]): SiteFact['comments'] {
  const parts = [site.client, site.user, ...kept];
  return site.comments.filter(
    (comment) =>
      !RANKING.has(comment.of ?? '') &&
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
  const version = versionNote(site, context);
  if (version) notes.push(version);
  if (features.retries && isAgentic(site, context) === true)
    notes.push({
      code: 'retries',
      message: 'when a tool runs, a request that fails with a server error is sent again',
    });
  return notes;
}

function evidenceOf(site: SiteFact, wanted: Wanted, union: Union | null, context: RuleContext): string {
  const why = wanted.kind === 'tools' || context.options.tools !== 'auto' ? '' : `; ${whereListGoes(site)}`;
  if (!union) return wanted.evidence + why;
  const lines = union.sites.map((one) => one.line).join(', ');
  return `${wanted.evidence}${why}; the lists of lines ${lines} are put into one, so one session serves them`;
}
