// Sessions: what `composio.create` takes and gives. Facts: `toolRouter.types`, `Sessions`, @composio/core 0.19.0.
import type { BaseComposioProvider } from './provider.js';
import type { SessionMetaToolOptions } from './tools.js';
import type { ConnectedAccountAclConfig, ConnectedAccountExperimental, ConnectionRequest } from './accounts.js';
import type { ComposioRequestOptions } from './client.js';

export declare const SessionPreset: { readonly DIRECT_TOOLS: 'direct_tools' };
export type SessionPreset = (typeof SessionPreset)[keyof typeof SessionPreset];

type HintTag = 'readOnlyHint' | 'destructiveHint' | 'idempotentHint' | 'openWorldHint';
export type ToolRouterConfigTags = HintTag[] | { enable?: HintTag[]; disable?: HintTag[] };
export type ToolRouterConfigTools =
  string[] | { enable: string[] } | { disable: string[] } | { tags: ToolRouterConfigTags };
export type SandboxSize = 'standard' | 'medium' | 'large' | 'xlarge';
export type ToolRouterSandboxConfig = {
  enable: boolean;
  enableProxyExecution?: boolean;
  autoOffloadThreshold?: number;
  sandboxSize?: SandboxSize;
};
type ManageConnections = { enable?: boolean; callbackUrl?: string; waitForConnections?: boolean };
type MultiAccount = { enable: boolean; maxAccountsPerToolkit?: number; requireExplicitSelection?: boolean };
// any: tools of one's own, built by `experimental_createTool`; their schema is a zod type.
export type CustomTool = any;
export type CustomToolkit = any;

export type ToolRouterCreateSessionConfig = {
  toolkits?: string[] | { enable: string[] } | { disable: string[] };
  tools?: Record<string, ToolRouterConfigTools>;
  tags?: ToolRouterConfigTags;
  authConfigs?: Record<string, string>;
  connectedAccounts?: Record<string, string | string[]>;
  manageConnections?: boolean | ManageConnections;
  /** From 0.13.0; `workbench` before. Not both. */
  sandbox?: ToolRouterSandboxConfig;
  workbench?: ToolRouterSandboxConfig;
  multiAccount?: MultiAccount;
  sessionPreset?: SessionPreset;
  preload?: { tools?: string[] | 'all' };
  mcp?: boolean;
  experimental?: {
    assistivePrompt?: { userTimezone?: string };
    customTools?: CustomTool[];
    customToolkits?: CustomToolkit[];
  };
};
export type ToolRouterUpdateSessionConfig = Omit<
  ToolRouterCreateSessionConfig,
  | 'connectedAccounts'
  | 'manageConnections'
  | 'sandbox'
  | 'workbench'
  | 'multiAccount'
  | 'sessionPreset'
  | 'mcp'
  | 'experimental'
> & {
  connectedAccounts?: Record<string, string[]>;
  manageConnections?: boolean | ManageConnections | null;
  sandbox?: Partial<ToolRouterSandboxConfig> | null;
  workbench?: Partial<ToolRouterSandboxConfig> | null;
  multiAccount?: Partial<MultiAccount> | null;
};

export type ToolRouterMCPServerConfig = { type: 'http' | 'sse'; url: string; headers?: Record<string, string> };
export type ToolkitConnectionState = {
  slug: string;
  name: string;
  logo?: string;
  isNoAuth: boolean;
  connection?: {
    isActive: boolean;
    authConfig?: { id: string; mode: string; isComposioManaged: boolean } | null;
    connectedAccount?: { id: string; status: string };
  };
};
export type ToolkitConnectionsDetails = { items: ToolkitConnectionState[]; cursor?: string; totalPages: number };
export type ToolRouterToolkitsOptions = {
  toolkits?: string[];
  cursor?: string;
  limit?: number;
  isConnected?: boolean;
  search?: string;
};
export type ToolRouterSessionExecuteResponse = { data: Record<string, unknown>; error: string | null; logId: string };
export interface ToolRouterSessionExecuteOptions {
  account?: string;
}
export type SessionProxyExecuteParams = {
  toolkit: string;
  endpoint: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  body?: unknown;
  parameters?: { in: 'query' | 'header'; name: string; value: string | number }[];
};
export type ToolRouterSessionEnsureConnectedOptions = {
  callbackUrl?: string;
  alias?: string;
  experimental?: ConnectedAccountExperimental;
  timeout?: number;
};
export type ToolRouterSessionEnsureConnectedResult = {
  toolkit: string;
  wasConnected: boolean;
  connectedAccount?: { id: string; status: string };
};
export type ToolRouterSessionDeleteResponse = { sessionId: string; deleted: true };
// any: the service's own snake_case snapshot of the config.
export type ToolRouterSessionConfig = any;

export type ToolRouterToolsFn<
  TToolCollection,
  TTool,
  TProvider extends BaseComposioProvider<TToolCollection, TTool, unknown>,
> = (
  // At run time a second argument, `{ signal }`, is read from 0.12.0 on; the types do not have it, up to 0.21.0.
  modifiers?: SessionMetaToolOptions,
) => Promise<ReturnType<TProvider['wrapTools']>>;
export type ToolRouterAuthorizeFn = (
  toolkit: string,
  options?: { callbackUrl?: string; alias?: string },
) => Promise<ConnectionRequest>;
export type ToolRouterToolkitsFn = (options?: ToolRouterToolkitsOptions) => Promise<ToolkitConnectionsDetails>;
export type ToolRouterSessionExecuteFn = (
  toolSlug: string,
  arguments_?: Record<string, unknown>,
  options?: ToolRouterSessionExecuteOptions,
) => Promise<ToolRouterSessionExecuteResponse>;

export interface Session<
  TToolCollection,
  TTool,
  TProvider extends BaseComposioProvider<TToolCollection, TTool, unknown>,
> {
  sessionId: string;
  mcp: ToolRouterMCPServerConfig;
  config: ToolRouterSessionConfig;
  preload: any;
  sandbox?: any;
  workbench?: any;
  configVersion?: number;
  warnings: any[];
  tools: ToolRouterToolsFn<TToolCollection, TTool, TProvider>;
  authorize: ToolRouterAuthorizeFn;
  /** From 0.19.0. */
  ensureConnected: (
    toolkit: string,
    options?: ToolRouterSessionEnsureConnectedOptions,
    requestOptions?: ComposioRequestOptions,
  ) => Promise<ToolRouterSessionEnsureConnectedResult>;
  toolkits: ToolRouterToolkitsFn;
  /** From 0.6.5. */
  execute: ToolRouterSessionExecuteFn;
  /** From 0.6.5. any: matches, schemas and plans; no rule looks into them. */
  search: (params: { query: string; toolkits?: string[] }) => Promise<any>;
  /** From 0.9.0. */
  update: (config: ToolRouterUpdateSessionConfig) => Promise<ToolRouterSessionConfig>;
  delete: (requestOptions?: ComposioRequestOptions) => Promise<ToolRouterSessionDeleteResponse>;
  proxyExecute: (params: SessionProxyExecuteParams) => Promise<any>;
  customTools: (options?: { toolkit?: string }) => any[];
  customToolkits: () => any[];
  experimental: { assistivePrompt?: string; files: any };
}
/** What `create` gives without `{ mcp: true }`, from 0.13.0. */
export type SessionWithoutMcp<
  TToolCollection,
  TTool,
  TProvider extends BaseComposioProvider<TToolCollection, TTool, unknown>,
> = Omit<Session<TToolCollection, TTool, TProvider>, 'mcp'>;

type UseOptions = { customTools?: CustomTool[]; customToolkits?: CustomToolkit[]; mcp?: boolean };
export declare class ToolRouter<
  TToolCollection,
  TTool,
  TProvider extends BaseComposioProvider<TToolCollection, TTool, unknown>,
> {
  private toolRouterClient;
  create(
    userId: string,
    config: ToolRouterCreateSessionConfig & { mcp: true },
    requestOptions?: ComposioRequestOptions,
  ): Promise<Session<TToolCollection, TTool, TProvider>>;
  create(
    userId: string,
    config?: ToolRouterCreateSessionConfig,
    requestOptions?: ComposioRequestOptions,
  ): Promise<SessionWithoutMcp<TToolCollection, TTool, TProvider>>;
  use(
    id: string,
    options: UseOptions & { mcp: true },
    requestOptions?: ComposioRequestOptions,
  ): Promise<Session<TToolCollection, TTool, TProvider>>;
  use(
    id: string,
    options?: UseOptions,
    requestOptions?: ComposioRequestOptions,
  ): Promise<SessionWithoutMcp<TToolCollection, TTool, TProvider>>;
  delete(id: string, requestOptions?: ComposioRequestOptions): Promise<ToolRouterSessionDeleteResponse>;
}
export declare class Sessions<
  TToolCollection,
  TTool,
  TProvider extends BaseComposioProvider<TToolCollection, TTool, unknown>,
> extends ToolRouter<TToolCollection, TTool, TProvider> {}

export declare class Experimental {
  private client;
  updateAcl(
    nanoid: string,
    params: ConnectedAccountAclConfig,
  ): Promise<{ id: string; status: string; success: boolean }>;
  /** Until 0.2: the first form of sessions. any: its config and result are the subject of a rule of their own. */
  toolRouter: { createSession(userId: string, config?: any): Promise<{ sessionId: string; url: string }> };
  /** In the examples of 0.3: `composio.create` under its first name. */
  create(userId: string, config?: any): Promise<any>;
}
