/** What becomes of the tools that `tools.get` gives: the signs by which `--tools auto` decides (migration rules §6). */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import type { ModifiersFact, ToolsUseFact, UsePlace } from './facts.js';
import { lineOf, memberName, unwrap, walk } from './nodes.js';
import { isSessionExecute } from './sessionRuns.js';
import { callsFedBy } from './toolsUse/calls.js';
import { followTools, type ToolsFlow } from './toolsUse/flow.js';
import { areUnconditional, removalOf, sharedMerges } from './toolsUse/merged.js';
import { calleeName, namedFunctionAround, type Sign } from './toolsUse/shapes.js';
import { approvalSigns, isToolCallName, keyedSigns, optionSigns, promptSigns, speaksOf } from './toolsUse/signs.js';
import { singleTurn } from './toolsUse/turns.js';
import { PROVIDER_METHODS } from './toolsUse/providerMethods.js';

export type SiteIdOf = (call: ts.CallExpression) => string | undefined;

const flows = new WeakMap<ExpressionFacts, Map<ts.CallExpression, ToolsFlow>>();

/** The flow of the tools of a call; followed once per call. */
export function flowOf(call: ts.CallExpression, facts: ExpressionFacts): ToolsFlow {
  let known = flows.get(facts);
  if (!known) flows.set(facts, (known = new Map()));
  let flow = known.get(call);
  if (!flow) known.set(call, (flow = followTools(call, facts)));
  return flow;
}

/**
 * @param filter proven slugs and toolkits of the call's filter; null where they are not all proven.
 * @param modifiers the call's modifiers: hooks that are meant for certain tools are a sign too.
 */
export function toolsUseFact(
  call: ts.CallExpression,
  filter: { slugs: string[] | null; toolkits: string[] | null },
  modifiers: ModifiersFact | null,
  facts: ExpressionFacts,
  siteIdOf: SiteIdOf,
): ToolsUseFact {
  const flow = flowOf(call, facts);
  const file = call.getSourceFile();
  const sites = sitesIn(file, facts, siteIdOf);
  const idsOf = (calls: readonly ts.CallExpression[]): string[] => calls.map((one) => siteIdOf(one)!).sort();

  const fed = fedBy(call, facts, siteIdOf);
  const providerCalls = fed.filter((one) => sites.provider.has(one));
  const others =
    flow.merges.length === 0 ? [] : sites.get.filter((one) => one !== call && sharedMerges(flow, flowOf(one, facts)));
  const speaks = speaksOf(filter.toolkits?.map((one) => one.toLowerCase()) ?? null);
  const signs: Sign[] = [
    ...flow.lookups.map(({ node, what, slugs }) => (slugs?.every(speaks) ? { node, what, slugs } : { node, what })),
    ...optionSigns(flow.given, facts),
    ...promptSigns(call, flow.given, speaks, facts),
    ...keyedSigns(call, flow.given, speaks),
    ...approvalSigns(flow.given),
  ];
  const places = (all: readonly Sign[]): UsePlace[] => inOrder(all, file, facts);
  const byModifiers = modifiers?.dependsOnTools ? [{ ...modifiers.dependsOnTools, path: null }] : [];
  const reachesModel = flow.given.some((one) => one.model !== null);
  const single = singleTurn(flow.given, facts);
  return {
    models: places(flow.given.flatMap(({ model, call: node }) => (model ? [{ node, what: calleeName(node) }] : []))),
    reads: places(reachesModel ? flow.reads : [...flow.reads, ...flow.logged]),
    namedUse: [...byModifiers, ...places(signs.filter((sign) => !sign.slugs))],
    namedSlugs: [...new Set(signs.flatMap((sign) => sign.slugs ?? []))],
    singleTurn: places(single ? [single] : [])[0] ?? null,
    providerCalls: idsOf(providerCalls),
    possibleProviderCalls: idsOf(
      unfedProviderCalls(file, facts, siteIdOf)
        .filter((one) => maySee(one, call, flow))
        .slice(0, MAX_SIGNS),
    ),
    executesByName: executesByName(call, flow, fed, sites.execute, facts).map((one) => ({
      api: siteIdOf(one) === undefined ? 'session.execute' : 'tools.execute',
      line: lineOf(one),
    })),
    mergedWith: idsOf(others),
    mergedUnconditionally: others.length > 0 && areUnconditional([call, ...others], facts),
    mergeRemoval: others.length > 0 ? removalOf(call, flow, facts) : null,
    escapes: [...flow.escapes],
  };
}

interface Sites {
  get: ts.CallExpression[];
  execute: ts.CallExpression[];
  provider: Set<ts.CallExpression>;
}

const sitesOfFile = new WeakMap<ExpressionFacts, Map<ts.SourceFile, Sites>>();

/** The direct calls of a file, and what sessions execute in it, by what they are; looked for once. */
export function sitesIn(file: ts.SourceFile, facts: ExpressionFacts, siteIdOf: SiteIdOf): Sites {
  let byFile = sitesOfFile.get(facts);
  if (!byFile) sitesOfFile.set(facts, (byFile = new Map()));
  const known = byFile.get(file);
  if (known) return known;
  const sites: Sites = { get: [], execute: [], provider: new Set() };
  walk(file, (node) => {
    if (!ts.isCallExpression(node)) return;
    if (siteIdOf(node) === undefined) {
      if (isSessionExecute(node, facts)) sites.execute.push(node);
      return;
    }
    const method = memberName(unwrap(node.expression));
    if (method === 'get') sites.get.push(node);
    else if (method === 'execute') sites.execute.push(node);
    else if (method !== undefined && PROVIDER_METHODS.has(method)) sites.provider.add(node);
  });
  byFile.set(file, sites);
  return sites;
}

/** A provider method that may get calls made with these tools: in the same function, or the tools leave our sight. */
function maySee(provider: ts.CallExpression, call: ts.CallExpression, flow: ToolsFlow): boolean {
  return flow.escapes.size > 0 || namedFunctionAround(provider) === namedFunctionAround(call);
}

const fedByCall = new WeakMap<ts.CallExpression, ts.CallExpression[]>();

/** Direct calls, and calls of sessions, that get an answer of a model with the tools of this `tools.get`. */
export function fedBy(call: ts.CallExpression, facts: ExpressionFacts, siteIdOf: SiteIdOf): ts.CallExpression[] {
  let fed = fedByCall.get(call);
  if (!fed) {
    const runs = (one: ts.CallExpression): boolean => siteIdOf(one) !== undefined || isSessionExecute(one, facts);
    fedByCall.set(call, (fed = callsFedBy(flowOf(call, facts).given, runs, facts)));
  }
  return fed;
}

interface Feeders {
  /** Provider call → the `tools.get` calls that feed it. */
  of: Map<ts.CallExpression, ts.CallExpression[]>;
  unfed: ts.CallExpression[];
}

const feedersOfFile = new WeakMap<ExpressionFacts, Map<ts.SourceFile, Feeders>>();

function feedersIn(file: ts.SourceFile, facts: ExpressionFacts, siteIdOf: SiteIdOf): Feeders {
  let byFile = feedersOfFile.get(facts);
  if (!byFile) feedersOfFile.set(facts, (byFile = new Map()));
  const known = byFile.get(file);
  if (known) return known;
  const sites = sitesIn(file, facts, siteIdOf);
  const of: Feeders['of'] = new Map();
  for (const get of sites.get) {
    for (const call of fedBy(get, facts, siteIdOf)) of.set(call, [...(of.get(call) ?? []), get]);
  }
  const feeders = { of, unfed: [...sites.provider].filter((one) => !of.has(one)) };
  byFile.set(file, feeders);
  return feeders;
}

/** The `tools.get` calls of the file whose tools a provider call executes. */
export function feedersOf(call: ts.CallExpression, facts: ExpressionFacts, siteIdOf: SiteIdOf): ts.CallExpression[] {
  return feedersIn(call.getSourceFile(), facts, siteIdOf).of.get(call) ?? [];
}

function unfedProviderCalls(file: ts.SourceFile, facts: ExpressionFacts, siteIdOf: SiteIdOf): ts.CallExpression[] {
  return feedersIn(file, facts, siteIdOf).unfed;
}

/** `tools.execute(toolCall.function.name, …)`, or `execute` of a session: fed by a model with these tools, or by one out of sight. */
function executesByName(
  call: ts.CallExpression,
  flow: ToolsFlow,
  fed: readonly ts.CallExpression[],
  executes: readonly ts.CallExpression[],
  facts: ExpressionFacts,
): ts.CallExpression[] {
  return executes.filter((one) => {
    const [slug] = one.arguments;
    if (!slug || facts.literals(slug)) return false;
    return fed.includes(one) || (isToolCallName(slug, facts) && maySee(one, call, flow));
  });
}

const MAX_SIGNS = 12;

/** In the order of the file of the call, then of the others; each once. */
function inOrder(signs: readonly Sign[], home: ts.SourceFile, facts: ExpressionFacts): UsePlace[] {
  const found = new Map<string, UsePlace>();
  for (const { node, what } of signs) {
    const file = node.getSourceFile();
    const place = { path: file === home ? null : facts.program.pathOf(file), line: lineOf(node), what };
    found.set(`${place.path}:${place.line}:${what}`, place);
  }
  return [...found.values()]
    .sort((a, b) => (a.path === b.path ? a.line - b.line : (a.path ?? '') < (b.path ?? '') ? -1 : 1))
    .slice(0, MAX_SIGNS);
}
