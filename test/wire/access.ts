import { AUTH_CONFIG_ROWS, TOOL_ROWS, TOOLKITS } from './catalogue.js';
import { sessionId, sessionsById } from './backend.js';
import { allows } from './sessions.js';
import { isRecord, list, type LoggedRequest, type SessionRequest } from './world.js';

/** Tools (by slug) and toolkits to connect (`link:<toolkit>`) that a run could reach. */
export type Access = Set<string>;

const ALL_TOOLS = TOOL_ROWS.map((tool) => tool.slug);

const toolkitOfAuthConfig = (id: string): string =>
  AUTH_CONFIG_ROWS.find((row) => row.id === id)?.toolkit ??
  TOOLKITS.find((toolkit) => id.startsWith(`ac_new_${toolkit}_`)) ??
  'unknown';

/** What a direct list of tools permits. `limit` and `important` only rank, so they take nothing away. */
function permittedByList({ query }: LoggedRequest): string[] {
  const asked = (name: string): string[] => list(query[name] ?? null);
  const toolkits = [
    ...asked('toolkit_slug').map((toolkit) => toolkit.toLowerCase()),
    ...asked('auth_config_ids').map(toolkitOfAuthConfig),
  ];
  const words = (query.search ?? '').toUpperCase().split(/\W+/).filter(Boolean);
  return TOOL_ROWS.filter(
    (tool) =>
      (query.tool_slugs === undefined || asked('tool_slugs').includes(tool.slug)) &&
      (toolkits.length === 0 || toolkits.includes(tool.toolkit)) &&
      (!asked('tags').includes('readOnlyHint') || tool.readOnly) &&
      words.every((word) => tool.slug.includes(word)),
  ).map((tool) => tool.slug);
}

/** Access of the direct calls in a log. */
function directAccess(log: readonly LoggedRequest[]): string[] {
  return log.flatMap((entry) => {
    const [operation, slug = ''] = entry.operation.split(' ');
    if (operation === 'tools.list') return permittedByList(entry);
    if (operation === 'tools.retrieve' || operation === 'tools.execute') return [slug];
    if (operation === 'link') return [`link:${toolkitOfAuthConfig(String(entry.body.auth_config_id))}`];
    if (operation === 'initiate') {
      const config = isRecord(entry.body.auth_config) ? entry.body.auth_config.id : '';
      return [`link:${toolkitOfAuthConfig(String(config))}`];
    }
    // `link` and `initiate` look for an active account first: a call that ends there meant to connect, too.
    if (operation === 'accounts.list' && entry.query.statuses === 'ACTIVE') {
      return list(entry.query.auth_config_ids ?? null).map((id) => `link:${toolkitOfAuthConfig(id)}`);
    }
    return [];
  });
}

/** What a session gives to whoever holds its tools: all that its limits let through, or its list of preloaded ones. */
function shownBy(session: SessionRequest): string[] {
  if (session.preset === 'direct' && session.preload) return session.preload;
  return (session.toolkits ?? session.tools ?? session.tags ?? session.disabledToolkits)
    ? TOOL_ROWS.filter((tool) => allows(session, tool)).map((tool) => tool.slug)
    : ALL_TOOLS;
}

/**
 * Access of the sessions in a log. A session whose tools are handed out counts with all that they reach (meta tools
 * apart); one that only code executes through counts with what it executed, as no agent ever chooses there.
 */
function sessionAccess(log: readonly LoggedRequest[]): string[] {
  const sessions = sessionsById(log);
  const handedOut = new Set(log.filter((entry) => entry.operation === 'session.tools').map(sessionId));
  return log.flatMap((entry) => {
    const session = sessions.get(sessionId(entry));
    if (!session) return [];
    if (entry.operation === 'session.tools') return shownBy(session);
    if (entry.operation === 'session.link') return [`link:${String(entry.body.toolkit)}`];
    const slug = String(entry.body.tool_slug);
    if (entry.operation !== 'session.execute' || slug.startsWith('COMPOSIO_')) return [];
    return handedOut.has(sessionId(entry)) && !shownBy(session).includes(slug) ? [] : [slug];
  });
}

/** All that a run could reach. */
export const accessOf = (log: readonly LoggedRequest[]): Access =>
  new Set([...directAccess(log), ...sessionAccess(log)]);

/** What the second run could reach and the first could not. */
export function widerAccess(before: readonly LoggedRequest[], after: readonly LoggedRequest[]): string[] {
  const allowed = accessOf(before);
  return [...accessOf(after)].filter((name) => !allowed.has(name)).sort();
}
