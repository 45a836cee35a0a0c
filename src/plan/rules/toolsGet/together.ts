/** Sites that depend on each other: provider methods and the lists that feed them, and lists put into one. */
import type { ConstructionFact, SiteFact } from '../../../analyze/facts.js';
import type { RuleContext } from '../../context.js';
import { sameExpression } from '../../needs.js';
import { wantedOf } from './filter.js';

/** Methods that take a session at all (`OpenAIProvider`, @composio/core 0.17.0; `OpenAIResponsesProvider`, 0.12.0). */
const SESSION_METHODS: ReadonlySet<string> = new Set(['handleToolCalls', 'executeToolCall']);
/** Providers whose tools do not execute themselves: the code runs the tool calls (`BaseNonAgenticProvider`). */
const NON_AGENTIC: ReadonlySet<string> = new Set([
  '@composio/core',
  '@composio/openai',
  '@composio/anthropic',
  '@composio/google',
  '@composio/cloudflare',
]);

/** Constructions of a site's client; null when not all are known. */
function constructionsOf(site: SiteFact, context: RuleContext): ConstructionFact[] | null {
  const ids = site.client?.constructions;
  if (!ids || ids.length === 0) return null;
  const found = ids.map((id) => context.constructions.get(id));
  return found.every((one) => one !== undefined) ? found : null;
}

/** Provider packages of the site's client; null when not all are known. */
export function providersOf(site: SiteFact, context: RuleContext): string[] | null {
  const providers = constructionsOf(site, context)?.map((one) => one.provider);
  return providers?.every((one) => one !== null) ? [...new Set(providers)] : null;
}

/** The tools run themselves, in the agent's own loop; null: not known. */
export function isAgentic(site: SiteFact, context: RuleContext): boolean | null {
  const providers = providersOf(site, context);
  return providers && providers.every((one) => !NON_AGENTIC.has(one));
}

export function hasCustomTools(site: SiteFact, context: RuleContext): boolean {
  return constructionsOf(site, context)?.some((one) => one.hasCustomTools) ?? false;
}

/**
 * Why a provider method cannot take the session that gave its tools, in words; null when it can.
 * Says nothing about whether the `tools.get` migrates otherwise.
 */
export function whyNoSession(site: SiteFact, context: RuleContext): string | null {
  const { provider } = site;
  if (!provider) return 'the call could not be read';
  if (site.ignored !== null) return 'a comment keeps it';
  if (!context.options.transforms.has('tool-calls')) return 'the transform tool-calls was not asked for';
  if (context.vetoes.has(site.id)) return `it would bring a type error: ${context.vetoes.get(site.id)}`;
  if (site.use === 'value' || site.untyped !== null) return site.untyped ?? 'the method is used as a value';
  if (provider.problem !== null) return provider.problem;
  if (!SESSION_METHODS.has(provider.method)) return `${provider.method} takes a user id only`;
  if (provider.extraArguments) return 'options or modifiers are given, which cannot go with a session';
  const providers = providersOf(site, context);
  const features = context.features(site);
  if (!providers) return 'it is not known which provider the client has';
  const refusing = providers.find((one) => !features.callsTakeSession.has(one));
  if (refusing !== undefined)
    return `${refusing} takes a user id only${features.version ? ` (@composio/core ${features.version})` : ''}`;
  return whyOutOfReach(site, context);
}

/** Nothing but the provider stands in the way of a session: the method or the provider's version takes a user id only. */
export function takesUserOnly(site: SiteFact, context: RuleContext): boolean {
  const { provider } = site;
  if (!provider || site.use === 'value' || site.untyped !== null || provider.problem !== null) return false;
  if (!SESSION_METHODS.has(provider.method)) return true;
  const providers = providersOf(site, context);
  const { callsTakeSession } = context.features(site);
  return providers?.some((one) => !callsTakeSession.has(one)) ?? false;
}

function whyOutOfReach(site: SiteFact, context: RuleContext): string | null {
  const { provider } = site;
  const gets = (provider?.toolsFrom ?? []).map((id) => context.sites.get(id)).filter((one) => one !== undefined);
  const [first] = gets;
  if (!first) return 'it cannot be seen which tools.get gives its tools';
  if (!provider?.sameFunction) return `the session is made in another place (${placesOf(gets)})`;
  if (!gets.every((get) => hasBinding(get))) return `no session variable can be made for ${placesOf(gets)}`;
  if (!gets.every((get) => sameUser(get, site) && sameClient(get, site)))
    return `it runs for another user or client than ${placesOf(gets)}`;
  if (gets.length > 1 && !unionOf(first, context)) return `its tools come from several sessions (${placesOf(gets)})`;
  return null;
}

export function placesOf(sites: readonly SiteFact[]): string {
  return sites.map((site) => `${site.api} in line ${site.line}`).join(', ');
}

/** The session of the site gets a name: the call is awaited, once, in a statement of its own. */
function hasBinding(get: SiteFact): boolean {
  const { awaited, canAwait, once, statement } = get.placement;
  return awaited && canAwait && once && statement !== null;
}

export function sameUser(a: SiteFact, b: SiteFact): boolean {
  return !!a.user && !!b.user && sameExpression(a.user, b.user);
}

function sameClient(a: SiteFact, b: SiteFact): boolean {
  const [left, right] = [a.client?.expression, b.client?.expression];
  return !!left && !!right && sameExpression(left, right);
}

/** A call that may run tool calls. */
export interface LooseCall {
  path: string;
  line: number;
  api: string;
}

/**
 * Calls out of sight that may run calls of these tools: provider methods that are fed by no list that we see, and
 * `execute` by the name of a tool call, directly or on a session. Only for tools whose own calls are not in sight.
 */
export function looseCalls(site: SiteFact, context: RuleContext): LooseCall[] {
  const use = site.toolsGet?.use;
  if (!use) return [];
  const near = use.possibleProviderCalls.map((id) => context.sites.get(id));
  const isSeen = use.providerCalls.length > 0 || use.executesByName.length > 0;
  const far = isSeen
    ? []
    : [
        ...callsOfUnseenTools(context).filter((one) => mayShareClient(one.client?.constructions, site)),
        ...sessionRuns(context).filter((one) => mayShareClient(one.constructions, site)),
      ].filter((one) => one.path !== site.path);
  const own = near.filter((one): one is SiteFact => one?.provider?.toolsFrom.length === 0);
  return [...own, ...far];
}

const unseen = new WeakMap<RuleContext['sites'], SiteFact[]>();

/** Every call that runs tool calls of a list that is not in its sight. */
function callsOfUnseenTools({ sites }: RuleContext): SiteFact[] {
  let found = unseen.get(sites);
  if (!found) {
    const runs = (one: SiteFact): boolean =>
      one.provider ? one.provider.toolsFrom.length === 0 : executesToolCall(one);
    unseen.set(sites, (found = [...sites.values()].filter(runs)));
  }
  return found;
}

/** `tools.execute(toolCall.function.name, …)` */
function executesToolCall({ execute }: SiteFact): boolean {
  return execute !== null && !execute.slug.literals && NAME_OF_TOOL_CALL.test(execute.slug.text);
}

const NAME_OF_TOOL_CALL = /(?:\.|\b)(?:name|toolName|tool_name)$/;

type SessionRun = LooseCall & { constructions: readonly string[] | null };

const runsOfSessions = new WeakMap<RuleContext['files'], SessionRun[]>();

/** `session.execute(toolCall.function.name, …)` */
function sessionRuns({ files }: RuleContext): SessionRun[] {
  let found = runsOfSessions.get(files);
  if (!found) {
    found = [...files.values()].flatMap(({ path, sessionRuns: runs }) =>
      runs.filter((run) => NAME_OF_TOOL_CALL.test(run.slug)).map((run) => ({ ...run, path, api: 'session.execute' })),
    );
    runsOfSessions.set(files, found);
  }
  return found;
}

function mayShareClient(left: readonly string[] | null | undefined, site: SiteFact): boolean {
  const right = site.client?.constructions;
  return !left || !right || left.some((id) => right.includes(id));
}

export interface Union {
  /** In source order; the first one keeps its call. */
  sites: SiteFact[];
  toolkits: string[];
}

/**
 * The lists that one session can serve together with this one: all filtered by known toolkits, all unconditional, for
 * the same user, and put into one list so that only the first call has to stay. Null: each keeps its own session.
 */
export function unionOf(site: SiteFact, context: RuleContext): Union | null {
  const use = site.toolsGet?.use;
  if (!use || use.mergedWith.length === 0 || !use.mergedUnconditionally) return null;
  const sites = [site.id, ...use.mergedWith].map((id) => context.sites.get(id));
  if (!sites.every((one): one is SiteFact => one !== undefined)) return null;
  sites.sort((a, b) => a.start - b.start);
  const toolkits = new Set<string>();
  // Elements go from the end of the list, so that no two removals touch the same comma.
  let last = -1;
  for (const [index, one] of sites.entries()) {
    const wanted = one.toolsGet && wantedOf(one.toolsGet.filter, false);
    if (!one.toolsGet || !wanted || 'outcome' in wanted || wanted.kind !== 'toolkits' || wanted.tags) return null;
    if (wanted.toolkits?.kind !== 'constant' || one.toolsGet.modifiers || !hasBinding(one)) return null;
    if (!sameUser(one, site) || !sameClient(one, site)) return null;
    const removal = one.toolsGet.use.mergeRemoval;
    if (index > 0 && (!removal || removal.index <= last || one.comments.length > 0)) return null;
    last = Math.max(last, removal?.index ?? 0);
    for (const toolkit of wanted.toolkits.values) toolkits.add(toolkit);
  }
  return { sites, toolkits: [...toolkits] };
}
