/**
 * A world in which a program runs, before and after its migration: a stand-in for the SDK that writes down what each
 * call does in words that both forms share. The wire tests do the same with the real SDK for hand-written programs;
 * this one is quick enough for thousands of random ones, and as strict: a session refuses what its limits exclude, an
 * undefined auth config throws, and bindings change while a request is under way.
 */

export type Trace = unknown[][];

/** What one run did. */
export interface World {
  trace: Trace;
  /** Sessions that were made, with the config of each. */
  sessions: { user: string; config: Config }[];
  core: Record<string, unknown>;
  helpers: Record<string, unknown>;
}

interface Config {
  toolkits?: string[];
  tools?: Record<string, string[]>;
  tags?: string[];
  preload?: { tools: string[] };
  sessionPreset?: string;
  authConfigs?: Record<string, string>;
  connectedAccounts?: Record<string, string | string[]>;
}

interface Filter {
  toolkits?: string[];
  tools?: string[];
  tags?: string[];
  authConfigIds?: string[];
}

interface Body {
  userId?: string;
  arguments?: unknown;
  connectedAccountId?: string;
}

/** How often something under way lets other code run. */
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const waitForConnection = async (): Promise<{ id: string }> => ({ id: 'ca_connected' });
const sorted = (list: readonly string[]): string[] => [...new Set(list)].sort();
const toolkitOf = (slug: string): string =>
  (slug.startsWith('TWITTER_MEDIA_') ? 'TWITTER_MEDIA_' : slug).split('_')[0]!.toLowerCase();
const toolkitOfAuthConfig = (id: string): string => /(github|slack|gmail|googlecalendar)/.exec(id)?.[1] ?? 'github';

/**
 * @param change writes what other code may write while a request is under way
 * @param settle puts it back, at a point that both forms of the program come to
 */
export function createWorld(input: Record<string, unknown>, change: () => void, settle: () => void): World {
  const trace: Trace = [];
  const sessions: World['sessions'] = [];
  const request = async <T>(entry: unknown[], answer: () => T): Promise<T> => {
    trace.push(entry);
    change();
    await tick();
    return answer();
  };
  const executed = (slug: string, args: unknown) => () => {
    if (slug.endsWith('THROWS')) throw new Error(`${slug} threw`);
    const error = slug.endsWith('FAILS') ? `${slug} failed` : null;
    return { data: error === null ? { slug, args } : {}, error, logId: 'log' };
  };
  const linked = (toolkit: string) => () => ({
    id: `ca_${toolkit}`,
    status: 'INITIATED',
    redirectUrl: `https://link/${toolkit}`,
    waitForConnection,
  });
  const link = (user: string, authConfig: string, options: Record<string, unknown> = {}) =>
    request(
      ['link', user, toolkitOfAuthConfig(authConfig), authConfig, options.callbackUrl ?? null],
      linked(toolkitOfAuthConfig(authConfig)),
    );

  class Session {
    constructor(
      readonly user: string,
      private readonly config: Config,
    ) {}

    readonly sessionId = 'session';

    tools(modifiers?: object) {
      return request(['tools', this.user, reachOf(this.config), Object.keys(modifiers ?? {})], () => ['tool']);
    }

    execute(slug: string, args?: unknown, options: { account?: string } = {}) {
      const toolkit = toolkitOf(slug);
      const { config } = this;
      const limits = config.toolkits?.map((one) => (one === 'twitter_media' ? 'twitter' : one));
      if (limits && !limits.includes(toolkit)) throw new Error(`${slug} is outside of ${String(config.toolkits)}`);
      const listed = config.tools ? Object.values(config.tools).flat() : null;
      if (listed && !listed.includes(slug)) throw new Error(`${slug} is outside of ${String(listed)}`);
      const account = options.account ?? [config.connectedAccounts?.[toolkit] ?? []].flat()[0] ?? null;
      return request(['execute', this.user, slug, args ?? {}, account], executed(slug, args ?? {}));
    }

    authorize(toolkit: string, options: Record<string, unknown> = {}) {
      const { toolkits, authConfigs } = this.config;
      if (toolkits && !toolkits.includes(toolkit)) throw new Error(`${toolkit} is outside of ${String(toolkits)}`);
      return request(
        ['link', this.user, toolkit, authConfigs?.[toolkit] ?? null, options.callbackUrl ?? null],
        linked(toolkit),
      );
    }
  }

  class Composio {
    readonly tools = {
      get: (user: string, filter: Filter | string, modifiers?: object) =>
        request(['tools', user, directReach(filter), Object.keys(modifiers ?? {})], () => ['tool']),
      execute: async (slug: string, body: Body) => {
        const args = body.arguments ?? {};
        const entry = ['execute', body.userId, slug, args, body.connectedAccountId ?? null];
        const result = await request(entry, executed(slug, args));
        return { ...result, successful: result.error === null };
      },
    };
    readonly connectedAccounts = { link, initiate: link };
    readonly toolkits = {
      // Without an auth config the service takes the first of the toolkit: any one of the project's is right.
      authorize: (user: string, toolkit: string, authConfig?: string) =>
        request(['link', user, toolkit, authConfig ?? ANY, null], linked(toolkit)),
    };
    readonly authConfigs = {
      list: async ({ toolkit }: { toolkit: string }) => ({
        items: [{ id: `ac_${toolkit}_listed`, toolkit: { slug: toolkit } }],
      }),
      create: async (toolkit: string) => ({ id: `ac_${toolkit}_created` }),
    };
    readonly provider = {
      handleToolCalls: (target: string | { user: string }) => {
        const user = typeof target === 'string' ? target : target.user;
        return request(['tool calls', user], () => ['handled']);
      },
    };
    readonly triggers = { create: async () => ({ triggerId: 't' }) };

    async create(user: string, config: Config = {}): Promise<Session> {
      for (const [key, value] of Object.entries({ ...config.authConfigs, ...config.connectedAccounts })) {
        if (value === undefined) throw new Error(`${key} is undefined in the config of a session`);
      }
      sessions.push({ user, config });
      change();
      await tick();
      return new Session(user, config);
    }
  }

  let turns = 0;
  // The model wants a tool every other time.
  const complete = async (): Promise<unknown> => ({
    choices: [{ message: turns++ % 2 === 0 ? { tool_calls: [{}] } : {} }],
  });
  const client = new Composio();
  const helpers = {
    input,
    composio: client,
    shared: client,
    default: client,
    __esModule: true,
    getComposio: () => client,
    TOOLKIT_LIST: ['GITHUB', 'SLACK'],
    Panel: 'Panel',
    SLACK_AUTH_CONFIG_ID: 'ac_slack_shared',
    Slug: { Repository: 'GITHUB_GET_A_REPOSITORY' },
    openai: { chat: { completions: { create: complete } } },
    emit: (...values: unknown[]): void => {
      trace.push(['emit', ...values.map(plain)]);
      settle();
    },
    note: <T>(label: string, value: T): T => {
      trace.push(['note', label]);
      return value;
    },
    noteLater: async <T>(label: string, value: T): Promise<T> => {
      trace.push(['note', label]);
      await Promise.resolve();
      return value;
    },
  };
  return { trace, sessions, core: { Composio, OpenAIProvider: class {} }, helpers };
}

/** Stands for any value. */
export const ANY = '(any)';

const plain = (value: unknown): unknown => {
  if (typeof value === 'function') return '(function)';
  return value instanceof Error ? String(value) : value;
};

function directReach(filter: Filter | string): unknown {
  if (typeof filter === 'string') return { tools: [filter] };
  if (filter.tools) return { tools: sorted(filter.tools) };
  const toolkits = filter.authConfigIds?.map(toolkitOfAuthConfig) ?? filter.toolkits?.map((one) => one.toLowerCase());
  return { toolkits: toolkits ? sorted(toolkits) : 'all', tags: filter.tags ?? null };
}

function reachOf(config: Config): unknown {
  const accounts = config.connectedAccounts ? { accounts: config.connectedAccounts } : {};
  if (config.preload && config.sessionPreset === 'direct_tools')
    return { tools: sorted(config.preload.tools), ...accounts };
  if (config.tools) return { tools: sorted(Object.values(config.tools).flat()), ...accounts };
  return { toolkits: config.toolkits ? sorted(config.toolkits) : 'all', tags: config.tags ?? null, ...accounts };
}
