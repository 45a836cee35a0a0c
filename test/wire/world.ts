import {
  ACCOUNT_ROWS,
  AUTH_CONFIG_ROWS,
  LATEST,
  NO_AUTH,
  TOOL_ROWS,
  VERSIONS,
  type AccountRow,
  type AuthConfigRow,
  type ToolRow,
} from './catalogue.js';

/** One request as the backend saw it. */
export interface LoggedRequest {
  /** `direct`: only a direct call sends it; `session`: only a session does; `both`: either may. */
  world: 'direct' | 'session' | 'both' | 'model';
  /** What it does, such as `tools.execute GITHUB_CREATE_AN_ISSUE` or `session.create`. */
  operation: string;
  method: string;
  path: string;
  query: Record<string, string>;
  body: Record<string, unknown>;
  status: number;
}

/** What a session was created with, in the words of the SDK's config. Absent means: not given. */
export interface SessionRequest {
  user: string;
  /** `direct`: no meta tools (`sessionPreset: 'direct_tools'`); `meta`: the default. */
  preset: 'direct' | 'meta';
  toolkits?: string[];
  disabledToolkits?: string[];
  tools?: Record<string, unknown>;
  tags?: unknown;
  authConfigs?: Record<string, string>;
  connectedAccounts?: Record<string, string[]>;
  /** Only an explicit list: `'all'` comes with the preset. */
  preload?: string[];
  manageConnections?: false;
  sandbox?: false;
}

export interface SessionState extends SessionRequest {
  id: string;
  raw: Record<string, unknown>;
}

/** An answer that is not 2xx, in the service's error shape. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code: number = status,
  ) {
    super(message);
  }

  body(): Record<string, unknown> {
    return {
      error: { message: this.message, code: this.code, status: this.status, request_id: 'req', suggested_fix: '' },
    };
  }
}

/** The service's code for "no connected account"; the SDK turns it into `ComposioConnectedAccountNotFoundError`. */
const NO_CONNECTED_ACCOUNT = 1803;

/** State of one run of one program. Both worlds act on it, so both show the same results. */
export class World {
  readonly log: LoggedRequest[] = [];
  readonly accounts: AccountRow[] = ACCOUNT_ROWS.map((row) => ({ ...row }));
  readonly authConfigs: AuthConfigRow[] = AUTH_CONFIG_ROWS.map((row) => ({ ...row }));
  readonly sessions = new Map<string, SessionState>();
  private executions = 0;
  private created = 0;

  tool(slug: string): ToolRow {
    const row = TOOL_ROWS.find((tool) => tool.slug === slug.toUpperCase());
    if (!row) throw new HttpError(404, `Tool ${slug} not found`);
    return row;
  }

  authConfig(id: string): AuthConfigRow {
    const row = this.authConfigs.find((config) => config.id === id);
    if (!row) throw new HttpError(404, `Auth config ${id} not found`);
    return row;
  }

  account(id: string): AccountRow {
    const row = this.accounts.find((account) => account.id === id || account.alias === id);
    if (!row) throw new HttpError(404, `Connected account ${id} not found`, NO_CONNECTED_ACCOUNT);
    return row;
  }

  toolkitOf(account: AccountRow): string {
    return this.authConfig(account.authConfig).toolkit;
  }

  createAuthConfig(toolkit: string, managed: boolean, scheme: AuthConfigRow['scheme']): AuthConfigRow {
    this.created += 1;
    const row: AuthConfigRow = { id: `ac_new_${toolkit}_${this.created}`, toolkit, scheme, managed };
    this.authConfigs.unshift(row);
    return row;
  }

  /** Starts a connection. The page's address tells all that it depends on, so that a wrong link prints differently. */
  link(
    user: string,
    config: AuthConfigRow,
    options: { callback?: string; alias?: string },
  ): {
    account: AccountRow;
    redirectUrl: string;
  } {
    const count = this.accounts.filter((a) => a.user === user && a.authConfig === config.id).length + 1;
    const account: AccountRow = {
      id: `ca_${user}_${config.id}_${count}`,
      user,
      authConfig: config.id,
      status: 'INITIATED',
      ...(options.alias === undefined ? {} : { alias: options.alias }),
    };
    this.accounts.push(account);
    const query = new URLSearchParams({ user, toolkit: config.toolkit });
    if (options.callback !== undefined) query.set('callback', options.callback);
    if (options.alias !== undefined) query.set('alias', options.alias);
    return { account, redirectUrl: `https://connect.test/${config.id}?${query.toString()}` };
  }

  /**
   * The account that a call for `user` uses: the newest active one of the toolkit, among the auth configs allowed
   * (undefined: any). Fails as the service does when there is none.
   */
  newestAccount(user: string | undefined, toolkit: string, authConfigs?: readonly string[]): AccountRow | undefined {
    if (NO_AUTH.has(toolkit)) return undefined;
    const found = this.accounts.filter(
      (account) =>
        account.user === user &&
        account.status === 'ACTIVE' &&
        this.toolkitOf(account) === toolkit &&
        (authConfigs === undefined || authConfigs.includes(account.authConfig)),
    );
    const newest = found.at(-1);
    if (!newest) {
      throw new HttpError(
        400,
        `No connected account found for user ${user} for toolkit ${toolkit}`,
        NO_CONNECTED_ACCOUNT,
      );
    }
    return newest;
  }

  /**
   * Runs a tool. Arguments steer the answer: `fail` (a message) makes the tool fail, `status` makes the HTTP call fail.
   */
  execute(
    tool: ToolRow,
    args: Record<string, unknown>,
    account: AccountRow | undefined,
  ): { data: Record<string, unknown>; error: string | null; logId: string } {
    if (typeof args.status === 'number') throw new HttpError(args.status, `The tool answered ${args.status}`);
    this.executions += 1;
    const logId = `log_${this.executions}`;
    if (typeof args.fail === 'string') return { data: {}, error: args.fail, logId };
    return { data: { tool: tool.slug, account: account?.id ?? null, ...args }, error: null, logId };
  }

  /** A tool as both worlds describe it. */
  describe(tool: ToolRow, version = LATEST): Record<string, unknown> {
    return {
      slug: tool.slug,
      name: tool.slug.toLowerCase(),
      description: `Does ${tool.slug.toLowerCase().replaceAll('_', ' ')}`,
      input_parameters: { type: 'object', properties: { text: { type: 'string' } } },
      output_parameters: {},
      tags: [...(tool.important ? ['important'] : []), ...(tool.readOnly ? ['readOnlyHint'] : [])],
      toolkit: { slug: tool.toolkit, name: tool.toolkit, logo: '' },
      version,
      available_versions: VERSIONS,
      scopes: [],
      scope_requirements: null,
      no_auth: NO_AUTH.has(tool.toolkit),
      is_deprecated: false,
      deprecated: {
        is_deprecated: false,
        available_versions: VERSIONS,
        displayName: '',
        version,
        toolkit: { logo: '' },
      },
    };
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Strings of a comma-separated query value, as the client writes arrays. */
export const list = (value: string | null): string[] => (value ? value.split(',') : []);
