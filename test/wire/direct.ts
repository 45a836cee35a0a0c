import { TOOL_ROWS, TRIGGER_TYPES, VERSIONS, LATEST, type AccountRow, type AuthConfigRow } from './catalogue.js';
import { HttpError, isRecord, list, type World } from './world.js';

/** One request, taken apart. */
export interface Call {
  world: World;
  /** Values of the path's `:name` parts, in order. */
  params: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
}

/** What a route answers: the JSON body. Throws {@link HttpError} for anything but 200. */
export interface Route {
  method: string;
  /** Path below `/api/v3.1`, parts that start with `:` match anything. */
  path: string;
  /** Which calls send this request (see `LoggedRequest.world`). */
  world: 'direct' | 'session' | 'both';
  /** Name in the log; the first parameter is put behind it where `withParam`. */
  operation: string;
  withParam?: true;
  answer: (call: Call) => unknown;
}

/** The version asked for by `toolkit_versions` (`latest`, or one per toolkit). @throws 404 for one that never was. */
function versionFor(query: URLSearchParams, toolkit: string): string {
  const version = query.get('version') ?? query.get(`toolkit_versions[${toolkit}]`) ?? query.get('toolkit_versions');
  if (version === null || version === 'latest') return LATEST;
  if (!VERSIONS.includes(version)) throw new HttpError(404, `Toolkit ${toolkit} has no version ${version}`);
  return version;
}

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

function accountBody(world: World, account: AccountRow): unknown {
  const config = world.authConfig(account.authConfig);
  return {
    id: account.id,
    word_id: null,
    alias: account.alias ?? null,
    auth_config: {
      id: config.id,
      auth_scheme: config.scheme,
      is_composio_managed: config.managed,
      is_disabled: false,
    },
    toolkit: { slug: config.toolkit },
    user_id: account.user,
    status: account.status,
    status_reason: null,
    is_disabled: false,
    created_at: '2025-01-01T00:00:00Z',
    updated_at: '2025-01-01T00:00:00Z',
    data: {},
    state: null,
  };
}

function listAccounts({ world, query }: Call): unknown {
  const users = list(query.get('user_ids'));
  const configs = list(query.get('auth_config_ids'));
  const statuses = list(query.get('statuses'));
  const toolkits = list(query.get('toolkit_slugs'));
  const items = world.accounts.filter(
    (account) =>
      (users.length === 0 || users.includes(account.user)) &&
      (configs.length === 0 || configs.includes(account.authConfig)) &&
      (statuses.length === 0 || statuses.includes(account.status)) &&
      (toolkits.length === 0 || toolkits.includes(world.toolkitOf(account))),
  );
  return { items: items.map((account) => accountBody(world, account)), next_cursor: null, total_pages: 1 };
}

/** GET /connected_accounts/:id. The user finishes connecting as soon as somebody looks. */
function getAccount({ world, params }: Call): unknown {
  const account = world.account(params[0] ?? '');
  if (account.status === 'INITIATED') account.status = 'ACTIVE';
  return accountBody(world, account);
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

function authConfigBody(config: AuthConfigRow): unknown {
  return {
    id: config.id,
    uuid: config.id,
    name: `${config.toolkit} auth`,
    type: config.managed ? 'default' : 'custom',
    toolkit: { slug: config.toolkit, logo: '' },
    no_of_connections: 0,
    status: 'ENABLED',
    auth_scheme: config.scheme,
    is_composio_managed: config.managed,
    tool_access_config: {},
  };
}

function createAuthConfig({ world, body }: Call): unknown {
  const toolkit = isRecord(body.toolkit) ? String(body.toolkit.slug) : '';
  const wanted = isRecord(body.auth_config) ? body.auth_config : {};
  const scheme = wanted.authScheme === 'API_KEY' ? 'API_KEY' : 'OAUTH2';
  const config = world.createAuthConfig(toolkit, wanted.type !== 'use_custom_auth', scheme);
  return {
    toolkit: { slug: toolkit },
    auth_config: { id: config.id, auth_scheme: config.scheme, is_composio_managed: config.managed },
  };
}

function trigger(slug: string): { slug: string; toolkit: string } {
  const row = TRIGGER_TYPES.find((type) => type.slug === slug);
  if (!row) throw new HttpError(400, `Trigger type ${slug} not found`);
  return row;
}

const triggerBody = (slug: string, query: URLSearchParams): unknown => {
  const row = trigger(slug);
  return {
    slug,
    name: slug,
    description: slug,
    toolkit: { slug: row.toolkit, name: row.toolkit, logo: '' },
    payload: {},
    config: {},
    version: versionFor(query, row.toolkit),
  };
};

/** POST /trigger_instances/:slug/upsert: the id tells which version of the toolkit the trigger was made with. */
function createTrigger({ world, params, body }: Call): unknown {
  const row = trigger(params[0] ?? '');
  const versions = body.toolkit_versions;
  const version = isRecord(versions) ? (versions[row.toolkit] ?? 'latest') : (versions ?? 'latest');
  const account =
    typeof body.connected_account_id === 'string'
      ? world.account(body.connected_account_id)
      : world.newestAccount(String(body.user_id), row.toolkit);
  return { trigger_id: `ti_${row.slug}_${String(version)}_${account?.id ?? ''}` };
}

function toolkitBody(slug: string): unknown {
  const tools = TOOL_ROWS.filter((tool) => tool.toolkit === slug.toLowerCase());
  if (tools.length === 0) throw new HttpError(404, `Toolkit ${slug} not found`);
  const fields = { required: [], optional: [] };
  const details = {
    name: slug,
    mode: 'OAUTH2',
    fields: { auth_config_creation: fields, connected_account_initiation: fields },
  };
  return {
    name: slug,
    slug: slug.toLowerCase(),
    meta: {
      tools_count: tools.length,
      triggers_count: 0,
      created_at: '',
      updated_at: '',
      description: '',
      logo: '',
      categories: [],
    },
    is_local_toolkit: false,
    composio_managed_auth_schemes: ['OAUTH2'],
    auth_config_details: [details],
  };
}

/** Requests of the direct world, and those that either may send. Paths: `@composio/client` 0.1.0-alpha.76. */
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
  { method: 'GET', path: '/connected_accounts', world: 'both', operation: 'accounts.list', answer: listAccounts },
  { method: 'GET', path: '/connected_accounts/:id', world: 'both', operation: 'accounts.get', answer: getAccount },
  {
    method: 'GET',
    path: '/auth_configs',
    world: 'both',
    operation: 'authConfigs.list',
    answer: ({ world, query }) => ({
      items: world.authConfigs
        .filter((config) => !query.get('toolkit_slug') || config.toolkit === query.get('toolkit_slug')?.toLowerCase())
        .map(authConfigBody),
      next_cursor: null,
      total_pages: 1,
      current_page: 1,
      total_items: 1,
    }),
  },
  { method: 'POST', path: '/auth_configs', world: 'both', operation: 'authConfigs.create', answer: createAuthConfig },
  {
    method: 'GET',
    path: '/auth_configs/:id',
    world: 'both',
    operation: 'authConfigs.get',
    answer: ({ world, params }) => authConfigBody(world.authConfig(params[0] ?? '')),
  },
  {
    method: 'GET',
    path: '/toolkits/:slug',
    world: 'both',
    operation: 'toolkits.get',
    answer: ({ params }) => toolkitBody(params[0] ?? ''),
  },
  {
    method: 'GET',
    path: '/triggers_types/:slug',
    world: 'both',
    operation: 'triggers.getType',
    answer: ({ params, query }) => triggerBody(params[0] ?? '', query),
  },
  {
    method: 'GET',
    path: '/triggers_types',
    world: 'both',
    operation: 'triggers.listTypes',
    answer: ({ query }) => ({
      items: TRIGGER_TYPES.map((type) => triggerBody(type.slug, query)),
      next_cursor: null,
      total_pages: 1,
    }),
  },
  {
    method: 'POST',
    path: '/trigger_instances/:slug/upsert',
    world: 'both',
    operation: 'triggers.create',
    answer: createTrigger,
  },
];
