import { TOOL_ROWS, TRIGGER_TYPES, type AccountRow, type AuthConfigRow } from './catalogue.js';
import { versionFor, type Call, type Route } from './routes.js';
import { HttpError, isRecord, list, type World } from './world.js';

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
  // The newest first, unless the query says otherwise (API reference of the service).
  return { items: items.reverse().map((account) => accountBody(world, account)), next_cursor: null, total_pages: 1 };
}

/** GET /connected_accounts/:id. The user finishes connecting as soon as somebody looks. */
function getAccount({ world, params }: Call): unknown {
  const account = world.account(params[0] ?? '');
  if (account.status === 'INITIATED') account.status = 'ACTIVE';
  return accountBody(world, account);
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

/** Requests that programs of either world send: they have no session form and stay. */
export const SHARED_ROUTES: readonly Route[] = [
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
