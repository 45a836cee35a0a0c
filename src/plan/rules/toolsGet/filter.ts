/** The filter of `tools.get` as the limits of a session (rules §6, table), or why it has none. */
import type { FilterEntry, FilterFact, ListFact } from '../../../analyze/facts.js';
import { toolkitOfTool } from '../../../sdk/toolkits.js';
import type { LeaveIntent, ListNeed, SessionNeed } from '../../intent.js';
import { inLowerCase, listInLowerCase } from '../../receiver.js';
import { manual, shorten } from '../executeRefusals.js';

/** What a filter asks for. `tools` are slugs, `open` is a filter that no session can carry (`--allow-wider` only). */
export interface Wanted {
  kind: 'toolkits' | 'tools' | 'authConfigs' | 'open';
  toolkits?: ListNeed;
  /** Slugs by toolkit, when every slug and its toolkit are known. */
  tools?: NonNullable<SessionNeed['tools']>;
  /** Slugs as an expression, when not. */
  preload?: NonNullable<SessionNeed['preload']>;
  tags?: ListNeed;
  authConfigs?: NonNullable<SessionNeed['authConfigs']>;
  /** `limit` or `important` is given. */
  ranked: boolean;
  /** Limits that are given up, in words; only with `--allow-wider`. */
  wider: string[];
  evidence: string;
}

const KEYS: ReadonlySet<string> = new Set([
  ...['tools', 'toolkits', 'authConfigIds', 'tags', 'search', 'scopes', 'limit', 'important'],
]);
/** Tags that a session knows (`ToolRouterConfigTags`, @composio/core 0.19.0). */
const HINTS: ReadonlySet<string> = new Set(['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint']);

const META_TOOL = /^COMPOSIO_(?!SEARCH_(?!TOOLS$|ACTIONS$))/;

const WIDER_HINT = 'name the toolkits or tools that are meant, or run with --allow-wider to go without this limit';

/** @param allowWider give up limits that a session cannot carry, instead of refusing. */
export function wantedOf(filter: FilterFact, allowWider: boolean): Wanted | LeaveIntent {
  const refused = refusalOf(filter);
  if (refused) return refused;
  const entries = new Map(filter.entries.map((entry) => [entry.key, entry]));
  const wider: string[] = [];
  for (const key of ['search', 'scopes']) {
    if (!entries.has(key)) continue;
    if (!allowWider) return manual('no-session-filter', `a session cannot be limited by ${key}`, WIDER_HINT);
    wider.push(`the filter by ${key}`);
  }
  const tags = tagsOf(entries.get('tags'), allowWider, wider);
  if (tags && 'outcome' in tags) return tags;
  const rest = { ranked: entries.has('limit') || entries.has('important'), wider, ...(tags ? { tags } : {}) };

  const meta = metaToolIn(entries);
  if (meta !== undefined) {
    return manual(
      'meta-tool-slug',
      `${meta}: meta tools work on the session they belong to, and sessions bring their own`,
      'take it out, so that the agent uses the meta tools of session.tools(), then run again',
    );
  }
  const tools = entries.get('tools');
  if (tools) return missingOf(tools, allowWider, wider) ?? { ...toolsWanted(tools.value), ...rest };
  const toolkits = entries.get('toolkits');
  if (toolkits) return missingOf(toolkits, allowWider, wider) ?? { ...toolkitsWanted(toolkits), ...rest };
  if (entries.has('authConfigIds')) return { kind: 'authConfigs', evidence: '', ...rest };
  return { kind: 'open', evidence: 'the filter names no toolkit and no tool', ...rest };
}

function refusalOf(filter: FilterFact): LeaveIntent | null {
  const shapeHint = 'write the call as tools.get(userId, { toolkits: […] }) or tools.get(userId, { tools: […] })';
  if (filter.invalid !== null) return manual('unknown-shape', filter.invalid, shapeHint);
  if (filter.shape !== 'object' && filter.shape !== 'slug') {
    return manual(
      'filter-unknown',
      filter.reason ?? 'the filter cannot be seen from the call',
      'write the filter as an object literal at the call, or as a constant that nothing changes, then run again',
    );
  }
  const unknown = filter.entries.find((entry) => !KEYS.has(entry.key));
  if (unknown) return manual('unknown-shape', `the SDK knows no filter by ${unknown.key}`, shapeHint);
  const has = (key: string): boolean => filter.entries.some((entry) => entry.key === key);
  if (has('tools') && has('toolkits'))
    return manual(
      'unknown-shape',
      'tools and toolkits are given together, which the SDK refuses',
      'keep one of the two',
    );
  if (!['tools', 'toolkits', 'search', 'authConfigIds'].some(has))
    return manual('unknown-shape', 'the filter names neither tools nor toolkits, which the SDK refuses', shapeHint);
  const text = filter.entries.find(
    (entry) => ['tools', 'toolkits'].includes(entry.key) && filter.shape === 'object' && isText(entry.value),
  );
  if (text) return manual('unknown-shape', `${text.key} is a string, where the SDK takes a list only`, shapeHint);
  return null;
}

/** Tools of the toolkit `composio`, by slug or as a whole. Those of `composio_search` are tools like any others. */
function metaToolIn(entries: ReadonlyMap<string, FilterEntry>): string | undefined {
  const slug = entries.get('tools')?.value.values?.find((one) => META_TOOL.test(one));
  if (slug !== undefined) return `${slug} is a meta tool`;
  const toolkit = entries.get('toolkits')?.value.values?.find((one) => one.toLowerCase() === 'composio');
  return toolkit === undefined ? undefined : `the tools of ${toolkit} are meta tools`;
}

function isText(list: ListFact): boolean {
  return !list.isList && (list.type === 'string' || list.literals !== null);
}

function missingOf(entry: FilterEntry, allowWider: boolean, wider: string[]): LeaveIntent | null {
  const { value } = entry;
  const isEmpty = value.isList && value.items?.length === 0;
  const reason = isEmpty ? `the list of ${entry.key} is empty, which limits nothing` : entry.missing;
  if (reason === null) return null;
  if (allowWider) {
    wider.push(`the limit by ${entry.key} where ${reason}`);
    return null;
  }
  return manual(
    'limit-may-be-missing',
    `${reason}: then the session would have no limit`,
    `make sure that there is a list before the call (throw when there is none), then run again`,
  );
}

function tagsOf(entry: FilterEntry | undefined, allowWider: boolean, wider: string[]): ListNeed | LeaveIntent | null {
  if (!entry) return null;
  const { values } = entry.value;
  if (values && values.length > 0 && values.every((value) => HINTS.has(value))) return { kind: 'constant', values };
  const which = values?.find((value) => !HINTS.has(value));
  const what = which === undefined ? `the tags ${shorten(entry.value.text)}` : `the tag ${which}`;
  if (!allowWider)
    return manual(
      'no-session-filter',
      `a session cannot be limited by ${what}, only by hints such as readOnlyHint`,
      WIDER_HINT,
    );
  wider.push(`the filter by ${what}`);
  return null;
}

type Limits = Pick<Wanted, 'kind' | 'toolkits' | 'tools' | 'preload' | 'evidence'>;

function toolsWanted(value: ListFact): Limits {
  const preload = preloadOf(value);
  const { values } = value;
  if (!values) return { kind: 'tools', preload, evidence: `the tools are ${value.origin}, known when it runs` };
  const tools = new Map<string, string[]>();
  const unknown: string[] = [];
  for (const slug of new Set(values)) {
    const { candidates } = toolkitOfTool(slug);
    if (candidates.length === 0) unknown.push(slug);
    // An ambiguous prefix: shortest first, `twitter`, then `twitter_media`.
    for (const toolkit of [...candidates].reverse()) tools.set(toolkit, [...(tools.get(toolkit) ?? []), slug]);
  }
  if (unknown.length > 0)
    return { kind: 'tools', preload, evidence: `${unknown.join(', ')} belongs to no toolkit that is known` };
  return {
    kind: 'tools',
    toolkits: { kind: 'constant', values: [...tools.keys()] },
    tools: [...tools].map(([toolkit, slugs]) => ({ toolkit, slugs })),
    evidence: `tools of ${[...tools.keys()].join(', ')}`,
  };
}

/** `preload: { tools: … }` takes a list: a single slug is put into one. */
function preloadOf(value: ListFact): NonNullable<SessionNeed['preload']> {
  const text = value.isList || value.items === null ? value.text : `[${value.text}]`;
  return { kind: 'expression', text, value: { ...value, text } };
}

function toolkitsWanted({ value, lowerItems }: FilterEntry): Limits {
  if (value.values) {
    const values = [...new Set(value.values.map((one) => one.toLowerCase()))];
    return { kind: 'toolkits', toolkits: { kind: 'constant', values }, evidence: `toolkits ${values.join(', ')}` };
  }
  const evidence = `the toolkits are ${value.origin}, known when it runs`;
  const list = (text: string, toLowerCase: boolean): Limits => ({
    kind: 'toolkits',
    toolkits: { kind: 'list', value: { ...value, text }, toLowerCase },
    evidence,
  });
  if (!value.items || !lowerItems) return list(value.text, !value.lowerCase);
  if (lowerItems.every(Boolean)) return list(value.text, false);
  const [only] = value.items;
  if (only?.spread && value.items.length === 1) {
    // One spread list: mapped as it is, not copied into another. Any other iterable has no `map` of its own.
    return list(lowerCaseSpread(only), false);
  }
  const areAllOpen = value.items.every((item, index) => !lowerItems[index] && item.literals === null);
  if (areAllOpen && value.items.some((item) => item.spread)) {
    return list(listInLowerCase(`[${value.items.map((item) => item.text).join(', ')}]`), false);
  }
  const items = value.items.map((item, index) => (lowerItems[index] ? item.text : lowerCaseItem(item)));
  return list(`[${items.join(', ')}]`, false);
}

type Item = NonNullable<ListFact['items']>[number];

function lowerCaseItem(item: Item): string {
  return item.spread ? `...${lowerCaseSpread(item)}` : inLowerCase(item.text);
}

/** What is spread, as a list: any other iterable than one has no `map` of its own. */
function lowerCaseSpread(item: Item): string {
  return listInLowerCase(item.spreadsList ? item.text.slice(3) : `[${item.text}]`);
}
