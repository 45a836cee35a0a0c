import { TOOL_ROWS, VERSIONS } from './catalogue.js';
import { versionFor, type Call, type Route } from './routes.js';
import { HttpError, isRecord, list } from './world.js';

/** GET /tools: filters permit, `important` and `limit` rank. Unknown slugs are passed over, as the service does. */
function listTools({ world, query }: Call): unknown {
  const slugs = list(query.get('tool_slugs')).map((slug) => slug.toUpperCase());
  const toolkits = list(query.get('toolkit_slug')).map((toolkit) => toolkit.toLowerCase());
  const configs = list(query.get('auth_config_ids')).map((id) => world.authConfig(id).toolkit);
  const tags = list(query.get('tags'));
  const words = (query.get('search') ?? '').toUpperCase().split(/\W+/).filter(Boolean);
  const limit = Number(query.get('limit') ?? '20');
  const items = TOOL_ROWS.filter(
    (tool) =>
      (slugs.length === 0 || slugs.includes(tool.slug)) &&
      (toolkits.length === 0 || toolkits.includes(tool.toolkit)) &&
      (configs.length === 0 || configs.includes(tool.toolkit)) &&
      (query.get('important') !== 'true' || tool.important) &&
      (!tags.includes('readOnlyHint') || tool.readOnly) &&
      (!tags.includes('important') || tool.important) &&
      words.every((word) => tool.slug.includes(word)),
  ).slice(0, limit);
  return {
    items: items.map((tool) => world.describe(tool, versionFor(query, tool.toolkit))),
    next_cursor: null,
    total_pages: 1,
    current_page: 1,
    total_items: items.length,
  };
}

/** POST /tools/execute/:slug */
function executeTool({ world, params, body }: Call): unknown {
  const tool = world.tool(params[0] ?? '');
  const version = typeof body.version === 'string' ? body.version : 'latest';
  if (version !== 'latest' && !VERSIONS.includes(version)) throw new HttpError(400, `No version ${version}`);
  const user = typeof body.user_id === 'string' ? body.user_id : undefined;
  const given = typeof body.connected_account_id === 'string' ? world.account(body.connected_account_id) : undefined;
  if (given && world.toolkitOf(given) !== tool.toolkit) throw new HttpError(400, 'The account is of another toolkit');
  if (given && user !== undefined && given.user !== user) throw new HttpError(400, 'The account is of another user');
  if (given && given.status !== 'ACTIVE') throw new HttpError(400, 'The account is not active', 1803);
  const account = given ?? (body.custom_auth_params ? undefined : world.newestAccount(user, tool.toolkit));
  const args = isRecord(body.arguments) ? body.arguments : {};
  const { data, error, logId } = world.execute(tool, args, account);
  return { data, error, successful: error === null, log_id: logId };
}

/** POST /connected_accounts/link */
function createLink({ world, body }: Call): unknown {
  const config = world.authConfig(String(body.auth_config_id));
  const { account, redirectUrl } = world.link(String(body.user_id), config, {
    ...(typeof body.callback_url === 'string' ? { callback: body.callback_url } : {}),
    ...(typeof body.alias === 'string' ? { alias: body.alias } : {}),
  });
  return { connected_account_id: account.id, link_token: 'lt', expires_at: '', redirect_url: redirectUrl };
}

/** POST /connected_accounts, the end point of `initiate`: retired for Composio-managed OAuth. */
function initiate({ world, body }: Call): unknown {
  const connection = isRecord(body.connection) ? body.connection : {};
  const config = world.authConfig(String(isRecord(body.auth_config) ? body.auth_config.id : ''));
  if (config.managed && config.scheme === 'OAUTH2') {
    throw new HttpError(400, 'This is no longer supported, use /api/v3/connected_accounts/link');
  }
  const { account, redirectUrl } = world.link(String(connection.user_id), config, {
    ...(typeof connection.callback_url === 'string' ? { callback: connection.callback_url } : {}),
    ...(typeof connection.alias === 'string' ? { alias: connection.alias } : {}),
  });
  if (config.scheme === 'API_KEY') account.status = 'ACTIVE';
  const url = config.scheme === 'OAUTH2' ? redirectUrl : null;
  return {
    id: account.id,
    connectionData: {
      authScheme: config.scheme,
      val: { status: account.status, ...(url ? { redirectUrl: url } : {}) },
    },
    redirect_url: url,
    redirect_uri: url,
    status: account.status,
  };
}

/** Requests that only direct calls send. Paths: `@composio/client` 0.1.0-alpha.76. */
export const DIRECT_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/tools', world: 'direct', operation: 'tools.list', answer: listTools },
  {
    method: 'GET',
    path: '/tools/:slug',
    world: 'direct',
    operation: 'tools.retrieve',
    withParam: true,
    answer: ({ world, params, query }) => {
      const tool = world.tool(params[0] ?? '');
      return world.describe(tool, versionFor(query, tool.toolkit));
    },
  },
  {
    method: 'POST',
    path: '/tools/execute/:slug',
    world: 'direct',
    operation: 'tools.execute',
    withParam: true,
    answer: executeTool,
  },
  { method: 'POST', path: '/connected_accounts/link', world: 'direct', operation: 'link', answer: createLink },
  { method: 'POST', path: '/connected_accounts', world: 'direct', operation: 'initiate', answer: initiate },
];
