// Tools: what they are, how they are listed and executed directly, and the modifiers around both.
// Facts: `tool.types`, `modifiers.types` and `Tools` of @composio/core 0.19.0; older members are marked.
import type { BaseAgenticProvider, BaseComposioProvider } from './provider.js';
import type { ComposioRequestOptions } from './client.js';

export interface JSONSchemaProperty {
  // Any keyword of JSON schema; the named ones are those that code reads most.
  [key: string]: unknown;
  type?: JSONSchemaTypeName | JSONSchemaTypeName[];
  description?: string;
  title?: string;
  default?: unknown;
  properties?: Record<string, JSONSchemaProperty>;
  required?: string[];
  items?: JSONSchemaProperty | JSONSchemaProperty[];
  enum?: unknown[];
  anyOf?: JSONSchemaProperty[];
  oneOf?: JSONSchemaProperty[];
  allOf?: JSONSchemaProperty[];
}
type JSONSchemaTypeName = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

interface ToolParameters {
  type: 'object';
  properties?: Record<string, JSONSchemaProperty>;
  required?: string[];
  title?: string;
  description?: string;
  default?: unknown;
  nullable?: boolean;
  anyOf?: JSONSchemaProperty[];
  oneOf?: JSONSchemaProperty[];
  allOf?: JSONSchemaProperty[];
  not?: JSONSchemaProperty;
  additionalProperties?: boolean | JSONSchemaProperty;
  patternProperties?: Record<string, JSONSchemaProperty>;
  $defs?: Record<string, JSONSchemaProperty>;
  definitions?: Record<string, JSONSchemaProperty>;
}

export type Toolkit = { slug: string; name: string; logo?: string };
export type Tool = {
  slug: string;
  name: string;
  description?: string;
  inputParameters?: ToolParameters;
  outputParameters?: ToolParameters;
  tags?: string[];
  toolkit?: Toolkit;
  version?: string;
  isDeprecated?: boolean;
  availableVersions?: string[];
  scopes?: string[];
  isNoAuth?: boolean;
};
export type ToolList = Array<Tool>;
export type ToolListResponse = { items: Tool[]; nextCursor?: string | null; totalPages: number };

export type ToolkitLatestVersion = 'latest';
export type ToolkitVersion = string;
export type ToolkitVersions = Record<string, ToolkitVersion>;
export type ToolkitVersionParam = Record<string, ToolkitVersion> | 'latest' | undefined;

type FilterLimits = { limit?: number; search?: string; tags?: string[] };
type ByTools = { tools: string[]; toolkits?: never; scopes?: never; search?: never; tags?: never };
type ByToolkits = { toolkits: string[]; tools?: never; scopes?: never; important?: boolean } & FilterLimits;
type ByScopes = { toolkits: [string]; tools?: never; scopes: string[]; important?: boolean } & FilterLimits;
type BySearch = { search: string; tools?: never; toolkits?: never; scopes?: never; limit?: never; tags?: never };
type ByTags = { toolkits?: string[]; tags: string[]; tools?: never; search?: never; limit?: number };
type ByAuthConfigs = { authConfigIds: string[]; tools?: never; toolkits?: never } & FilterLimits;
/** The filter of `tools.get`: tools or toolkits or one of the others. */
export type ToolListParams = ByTools | ByToolkits | ByScopes | BySearch | ByTags | ByAuthConfigs;

export type CustomAuthParams = {
  baseURL?: string;
  body?: Record<string, unknown>;
  parameters: { in: 'query' | 'header'; name: string; value: string | number }[];
};
export type ToolExecuteParams = {
  userId?: string;
  arguments?: Record<string, unknown>;
  connectedAccountId?: string;
  version?: string;
  dangerouslySkipVersionCheck?: boolean;
  text?: string;
  allowTracing?: boolean;
  customAuthParams?: CustomAuthParams;
  // any: one shape per authentication scheme; no rule looks into it.
  customConnectionData?: any;
};
export type ToolExecuteMetaParams = { sessionId: string; arguments?: Record<string, unknown> };
export type ToolExecuteResponse = {
  data: Record<string, unknown>;
  error: string | null;
  successful: boolean;
  logId?: string;
  sessionInfo?: unknown;
};
export type ToolProxyParams = {
  endpoint: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  body?: unknown;
  parameters?: { in: 'query' | 'header'; name: string; value: string | number }[];
  connectedAccountId?: string;
  customConnectionData?: any;
};

type ToolContext = { toolSlug: string; toolkitSlug: string };
export type beforeExecuteModifier = (
  context: ToolContext & { params: ToolExecuteParams },
) => Promise<ToolExecuteParams> | ToolExecuteParams;
export type afterExecuteModifier = (
  context: ToolContext & { result: ToolExecuteResponse },
) => Promise<ToolExecuteResponse> | ToolExecuteResponse;
export type BeforeFileUploadSource = 'path' | 'url' | 'file';
export type beforeFileUploadModifier = (
  context: ToolContext & { path: string; source: BeforeFileUploadSource },
) => Promise<string | false> | string | false;
type BeforeFileUploadHook = { beforeFileUpload?: beforeFileUploadModifier };
export type TransformToolSchemaModifier = (context: ToolContext & { schema: Tool }) => Tool | Promise<Tool>;

export type ToolOptions = { modifySchema?: TransformToolSchemaModifier } & BeforeFileUploadHook;
export type ExecuteToolModifiers = {
  beforeExecute?: beforeExecuteModifier;
  afterExecute?: afterExecuteModifier;
} & BeforeFileUploadHook;
export type AgenticToolOptions = ToolOptions & ExecuteToolModifiers;
export type ProviderOptions<TProvider> =
  TProvider extends BaseComposioProvider<infer TToolCollection, infer TTool, infer TMcpResponse>
    ? TProvider extends BaseAgenticProvider<TToolCollection, TTool, TMcpResponse>
      ? AgenticToolOptions
      : ToolOptions
    : never;

/** In a session, `params` are the arguments of the tool themselves. */
export type MetaToolArguments = Record<string, unknown>;
export type beforeExecuteMetaModifier = (
  context: ToolContext & { sessionId: string; params: MetaToolArguments },
) => Promise<MetaToolArguments> | MetaToolArguments;
export type afterExecuteMetaModifier = (
  context: ToolContext & { sessionId: string; result: ToolExecuteResponse },
) => Promise<ToolExecuteResponse> | ToolExecuteResponse;
export type SessionExecuteMetaModifiers = {
  beforeExecute?: beforeExecuteMetaModifier;
  afterExecute?: afterExecuteMetaModifier;
};
export type SessionMetaToolOptions = ToolOptions & SessionExecuteMetaModifiers;

export type SchemaModifierOptions = { modifySchema?: TransformToolSchemaModifier };
export type ToolRetrievalOptions = SchemaModifierOptions & { version?: string };

export declare class Tools<
  TToolCollection,
  TTool,
  TProvider extends BaseComposioProvider<TToolCollection, TTool, unknown>,
> {
  private toolkitVersions;
  get<T extends TProvider>(
    userId: string,
    filters: ToolListParams,
    options?: ProviderOptions<TProvider> & ComposioRequestOptions,
  ): Promise<ReturnType<T['wrapTools']>>;
  get<T extends TProvider>(
    userId: string,
    slug: string,
    options?: ProviderOptions<TProvider> & ComposioRequestOptions,
  ): Promise<ReturnType<T['wrapTools']>>;
  execute(
    slug: string,
    body: ToolExecuteParams,
    options?: ExecuteToolModifiers & ComposioRequestOptions,
  ): Promise<ToolExecuteResponse>;
  getRawComposioTools(
    query: ToolListParams,
    options?: SchemaModifierOptions,
    requestOptions?: ComposioRequestOptions,
  ): Promise<ToolList>;
  getRawComposioToolBySlug(
    slug: string,
    options?: ToolRetrievalOptions,
    requestOptions?: ComposioRequestOptions,
  ): Promise<Tool>;
  getRawToolRouterSessionTools(
    sessionId: string,
    options?: SchemaModifierOptions,
    requestOptions?: ComposioRequestOptions,
  ): Promise<ToolList>;
  wrapToolsForProvider<T extends TProvider>(
    userId: string,
    tools: Tool[],
    modifiers?: ExecuteToolModifiers,
    rawTools?: Tool[],
  ): ReturnType<T['wrapTools']>;
  // any: raw answers of the service, read by no rule.
  getToolsEnum(...rest: any[]): Promise<any>;
  getInput(slug: string, body: any, ...rest: any[]): Promise<any>;
  proxyExecute(body: ToolProxyParams, ...rest: any[]): Promise<any>;
  /** Gone in 0.11.0: a tool of one's own on the client, which sessions do not know. any: the schema is a zod type. */
  createCustomTool(body: any): Promise<Tool>;
}
