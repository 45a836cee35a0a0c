import { AUTH_CONFIG_ROWS, NO_AUTH, TOOLKITS, TOOL_ROWS, sessionAuthConfig, type ToolRow } from './catalogue.js';
import type { Call, Route } from './routes.js';
import { HttpError, isRecord, type SessionRequest, type SessionState, type World } from './world.js';

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Refuses what the service refuses: unknown toolkits and slugs, foreign auth configs and accounts. */
function validate(world: World, user: string, body: Record<string, unknown>): void {
  const toolkits = isRecord(body.toolkits) ? body.toolkits : {};
  for (const toolkit of [...strings(toolkits.enable), ...strings(toolkits.disable)]) {
    if (!TOOLKITS.includes(toolkit)) throw new HttpError(400, `Invalid toolkit slug ${toolkit}`);
  }
  for (const [toolkit, limit] of Object.entries(isRecord(body.tools) ? body.tools : {})) {
    if (!TOOLKITS.includes(toolkit)) throw new HttpError(400, `Invalid toolkit slug ${toolkit}`);
    for (const slug of isRecord(limit) ? [...strings(limit.enable), ...strings(limit.disable)] : []) {
      world.tool(slug);
      // TWITTER_MEDIA_… may be named under twitter and twitter_media (rules §6); a slug of any other toolkit is refused.
      if (!slug.startsWith(`${toolkit.toUpperCase()}_`))
        throw new HttpError(400, `${slug} is not a tool of ${toolkit}`);
    }
  }
  for (const [toolkit, id] of Object.entries(isRecord(body.auth_configs) ? body.auth_configs : {})) {
    if (world.authConfig(String(id)).toolkit !== toolkit)
      throw new HttpError(400, `${String(id)} is not of ${toolkit}`);
  }
  for (const [toolkit, ids] of Object.entries(isRecord(body.connected_accounts) ? body.connected_accounts : {})) {
    if (strings(ids).length > 1 && !isRecord(body.multi_account)) throw new HttpError(400, 'One account per toolkit');
    for (const id of strings(ids)) {
      const account = world.account(id);
      if (account.user !== user) throw new HttpError(400, `Account ${id} is of another user`);
      if (world.toolkitOf(account) !== toolkit) throw new HttpError(400, `Account ${id} is not of ${toolkit}`);
    }
  }
  for (const slug of isRecord(body.preload) ? strings(body.preload.tools) : []) world.tool(slug);
}

/** What a session request asks for, in the words of the SDK's config; what it leaves out stays out. */
export function readSessionRequest(body: Record<string, unknown>): SessionRequest {
  const direct = isRecord(body.search) && body.search.enable === false;
  const toolkits = isRecord(body.toolkits) ? body.toolkits : {};
  const filled = (value: unknown): value is Record<string, never> => isRecord(value) && Object.keys(value).length > 0;
  return {
    user: String(body.user_id),
    preset: direct ? 'direct' : 'meta',
    ...(Array.isArray(toolkits.enable) ? { toolkits: strings(toolkits.enable) } : {}),
    ...(Array.isArray(toolkits.disable) ? { disabledToolkits: strings(toolkits.disable) } : {}),
    ...(filled(body.tools)
      ? {
          tools: Object.fromEntries(
            Object.entries(body.tools as Record<string, unknown>).map(([toolkit, limit]) => [
              toolkit,
              isRecord(limit) && Array.isArray(limit.enable) ? limit.enable : limit,
            ]),
          ),
        }
      : {}),
    ...(isRecord(body.tags) ? { tags: body.tags.enable ?? body.tags } : {}),
    ...(filled(body.auth_configs) ? { authConfigs: body.auth_configs } : {}),
    ...(filled(body.connected_accounts) ? { connectedAccounts: body.connected_accounts } : {}),
    ...(isRecord(body.preload) && Array.isArray(body.preload.tools) ? { preload: strings(body.preload.tools) } : {}),
    ...(!direct && isRecord(body.manage_connections) && body.manage_connections.enable === false
      ? { manageConnections: false as const }
      : {}),
    ...(!direct && isRecord(body.workbench) && body.workbench.enable === false ? { sandbox: false as const } : {}),
  };
}

/** Whether the session's limits let a tool through; enforced on listing and on executing. */
export function allows(session: SessionRequest, tool: ToolRow): boolean {
  if (session.toolkits && !session.toolkits.includes(tool.toolkit)) return false;
  if (session.disabledToolkits?.includes(tool.toolkit)) return false;
  const limit = session.tools?.[tool.toolkit];
  if (Array.isArray(limit)) return limit.includes(tool.slug);
  if (isRecord(limit) && Array.isArray(limit.disable)) return !limit.disable.includes(tool.slug);
  const tags = isRecord(limit) && isRecord(limit.tags) ? limit.tags.enable : session.tags;
  if (Array.isArray(tags)) return tags.includes('readOnlyHint') && tool.readOnly;
  return true;
}

function sessionBody(session: SessionState): unknown {
  const { user_id, preload, ...rest } = session.raw;
  return {
    session_id: session.id,
    config: { user_id, execute: {}, search: {}, preload: preload ?? { tools: [] }, ...rest },
    config_version: 1,
    mcp: { type: 'http', url: `https://mcp.test/${session.id}` },
    tool_router_tools: metaTools(session),
    warnings: [],
  };
}

function createSession({ world, body }: Call): unknown {
  const request = readSessionRequest(body);
  validate(world, request.user, body);
  const session: SessionState = { ...request, id: `trs_${world.sessions.size + 1}`, raw: body };
  world.sessions.set(session.id, session);
  return sessionBody(session);
}

function find({ world, params }: Call): SessionState {
  const session = world.sessions.get(params[0] ?? '');
  if (!session) throw new HttpError(404, 'Session not found');
  return session;
}

function updateSession(call: Call): unknown {
  const session = find(call);
  const raw = { ...session.raw, ...call.body };
  validate(call.world, session.user, raw);
  Object.assign(session, readSessionRequest(raw), { raw });
  return sessionBody(session);
}

/** The meta tools that the session's switches leave on. */
function metaTools(session: SessionState): string[] {
  if (session.preset === 'direct') return [];
  return [
    'COMPOSIO_SEARCH_TOOLS',
    'COMPOSIO_GET_TOOL_SCHEMAS',
    'COMPOSIO_MULTI_EXECUTE_TOOL',
    ...(session.manageConnections === false ? [] : ['COMPOSIO_MANAGE_CONNECTIONS']),
    ...(session.sandbox === false ? [] : ['COMPOSIO_REMOTE_WORKBENCH', 'COMPOSIO_REMOTE_BASH_TOOL']),
  ];
}

const metaTool = (slug: string): ToolRow => ({ slug, toolkit: 'composio', important: false, readOnly: false });

/** Tools that the session shows: preloaded ones under their own names, and its meta tools. */
function sessionTools(call: Call): unknown {
  const session = find(call);
  const preload = isRecord(session.raw.preload) ? session.raw.preload.tools : [];
  const limited = Boolean(session.toolkits ?? session.tools ?? session.tags);
  const shown = TOOL_ROWS.filter(
    (tool) => allows(session, tool) && (preload === 'all' ? limited : strings(preload).includes(tool.slug)),
  );
  const items = [...shown, ...metaTools(session).map(metaTool)].map((tool) => call.world.describe(tool));
  return { items, next_cursor: null, total_pages: 1, current_page: 1, total_items: items.length };
}

/** Auth configs whose accounts the session finds for a toolkit: the one given, else those that sessions make. */
const authConfigOf = (session: SessionState, toolkit: string): string =>
  session.authConfigs?.[toolkit] ?? sessionAuthConfig(toolkit);

function run(world: World, session: SessionState, slug: string, args: Record<string, unknown>, account?: string) {
  const tool = world.tool(slug);
  if (!allows(session, tool)) throw new HttpError(403, `Tool ${slug} is not enabled in this session`);
  if (NO_AUTH.has(tool.toolkit)) return world.execute(tool, args, undefined);
  const pinned = account ?? session.connectedAccounts?.[tool.toolkit]?.[0];
  const used = pinned === undefined ? undefined : world.account(pinned);
  if (used && used.user !== session.user) throw new HttpError(400, `Account ${used.id} is of another user`);
  if (used && world.toolkitOf(used) !== tool.toolkit) throw new HttpError(400, 'The account is of another toolkit');
  return world.execute(
    tool,
    args,
    used ?? world.newestAccount(session.user, tool.toolkit, [authConfigOf(session, tool.toolkit)]),
  );
}

/** COMPOSIO_SEARCH_TOOLS: the tools within the limits whose slug has the most words of the query. */
function search(session: SessionState, args: Record<string, unknown>): Record<string, unknown> {
  const words = String(args.query ?? '')
    .toUpperCase()
    .split(/\W+/)
    .filter((word) => word.length > 2);
  const score = (tool: ToolRow): number => words.filter((word) => tool.slug.split('_').includes(word)).length;
  const found = TOOL_ROWS.filter((tool) => allows(session, tool) && score(tool) > 0);
  found.sort((a, b) => score(b) - score(a));
  return { results: [{ primary_tool_slugs: found.map((tool) => tool.slug) }] };
}

function executeMeta(world: World, session: SessionState, slug: string, args: Record<string, unknown>) {
  if (!metaTools(session).includes(slug)) throw new HttpError(403, `Tool ${slug} is not enabled in this session`);
  if (slug === 'COMPOSIO_SEARCH_TOOLS') return { data: search(session, args), error: null, logId: 'log_meta' };
  if (slug !== 'COMPOSIO_MULTI_EXECUTE_TOOL') return { data: {}, error: null, logId: 'log_meta' };
  const results = (Array.isArray(args.tools) ? args.tools : []).filter(isRecord).map((item) => {
    const inner = run(world, session, String(item.tool_slug), isRecord(item.arguments) ? item.arguments : {});
    const response = { data: inner.data, error: inner.error, successful: inner.error === null };
    return { tool_slug: item.tool_slug, response };
  });
  return { data: { results }, error: null, logId: 'log_meta' };
}

function execute(call: Call): unknown {
  const session = find(call);
  const slug = String(call.body.tool_slug);
  const args = isRecord(call.body.arguments) ? call.body.arguments : {};
  const account = typeof call.body.account === 'string' ? call.body.account : undefined;
  const { data, error, logId } = slug.startsWith('COMPOSIO_')
    ? executeMeta(call.world, session, slug, args)
    : run(call.world, session, slug, args, account);
  return { data, error, log_id: logId };
}

/** POST …/link: through the auth config that the session carries for the toolkit, else one of its own making. */
function link(call: Call): unknown {
  const session = find(call);
  const toolkit = String(call.body.toolkit);
  if (!TOOLKITS.includes(toolkit)) throw new HttpError(400, `Invalid toolkit slug ${toolkit}`);
  const allowed = !session.toolkits || session.toolkits.includes(toolkit);
  if (!allowed || session.disabledToolkits?.includes(toolkit)) {
    throw new HttpError(400, `Toolkit ${toolkit} is not enabled in this session`);
  }
  const id = authConfigOf(session, toolkit);
  const config = call.world.authConfigs.find((row) => row.id === id) ?? AUTH_CONFIG_ROWS.find((row) => row.id === id);
  if (!config) throw new HttpError(400, `Toolkit ${toolkit} needs an auth config`);
  const { account, redirectUrl } = call.world.link(session.user, config, {
    ...(typeof call.body.callback_url === 'string' ? { callback: call.body.callback_url } : {}),
    ...(typeof call.body.alias === 'string' ? { alias: call.body.alias } : {}),
  });
  return { connected_account_id: account.id, link_token: 'lt', redirect_url: redirectUrl };
}

function sessionToolkits(call: Call): unknown {
  const session = find(call);
  const items = TOOLKITS.filter((toolkit) => !session.toolkits || session.toolkits.includes(toolkit)).map((slug) => {
    const account = call.world.accounts.findLast(
      (row) => row.user === session.user && row.authConfig === authConfigOf(session, slug) && row.status === 'ACTIVE',
    );
    return {
      slug,
      name: slug,
      meta: { logo: '', description: '' },
      enabled: true,
      is_no_auth: NO_AUTH.has(slug),
      composio_managed_auth_schemes: ['OAUTH2'],
      connected_account: account && {
        id: account.id,
        status: account.status,
        user_id: account.user,
        created_at: '',
        auth_config: { id: account.authConfig, auth_scheme: 'OAUTH2', is_composio_managed: true },
      },
    };
  });
  return { items, next_cursor: null, total_pages: 1, current_page: 1, total_items: items.length };
}

const SESSION = '/tool_router/session';

/** Requests of the session world. Paths: `@composio/client` 0.1.0-alpha.76, `resources/tool-router/session`. */
export const SESSION_ROUTES: readonly Route[] = [
  { method: 'POST', path: SESSION, world: 'session', operation: 'session.create', answer: createSession },
  {
    method: 'GET',
    path: `${SESSION}/:id`,
    world: 'session',
    operation: 'session.retrieve',
    answer: (call) => sessionBody(find(call)),
  },
  { method: 'PATCH', path: `${SESSION}/:id`, world: 'session', operation: 'session.update', answer: updateSession },
  {
    method: 'POST',
    path: `${SESSION}/:id/attach`,
    world: 'session',
    operation: 'session.attach',
    answer: (call) => sessionBody(find(call)),
  },
  { method: 'GET', path: `${SESSION}/:id/tools`, world: 'session', operation: 'session.tools', answer: sessionTools },
  {
    method: 'GET',
    path: `${SESSION}/:id/toolkits`,
    world: 'session',
    operation: 'session.toolkits',
    answer: sessionToolkits,
  },
  { method: 'POST', path: `${SESSION}/:id/execute`, world: 'session', operation: 'session.execute', answer: execute },
  {
    method: 'POST',
    path: `${SESSION}/:id/execute_meta`,
    world: 'session',
    operation: 'session.execute',
    answer: execute,
  },
  { method: 'POST', path: `${SESSION}/:id/link`, world: 'session', operation: 'session.link', answer: link },
];
