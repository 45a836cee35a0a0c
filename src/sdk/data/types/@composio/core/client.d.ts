// The client. Facts: `composio.ts` of @composio/core 0.19.0.
import type { BaseComposioProvider, OpenAIProvider } from './provider.js';
import type { Tools, ToolkitVersionParam } from './tools.js';
import type { AuthConfigs, ConnectedAccounts } from './accounts.js';
import type { Toolkits } from './toolkits.js';
import type { Files, MCP, Triggers } from './triggers.js';
import type { Experimental, Sessions, ToolRouter } from './sessions.js';

/** `signal` aborts the request. any: `AbortSignal` is not declared where neither DOM nor Node types are. */
export type ComposioRequestOptions = { signal?: any };
export type ComposioRequestHeaders = Record<string, string>;

export type ComposioConfig<TProvider extends BaseComposioProvider<unknown, unknown, unknown> = OpenAIProvider> = {
  apiKey?: string | null;
  baseURL?: string | null;
  allowTracking?: boolean;
  dangerouslyAllowAutoUploadDownloadFiles?: boolean;
  sensitiveFileUploadProtection?: boolean;
  fileUploadPathDenySegments?: string[];
  fileUploadDirs?: string[] | false;
  fileDownloadDir?: string;
  provider?: TProvider;
  host?: string;
  defaultHeaders?: ComposioRequestHeaders;
  disableVersionCheck?: boolean;
  toolkitVersions?: ToolkitVersionParam;
  /** Until 0.8 (another name and default since 0.9.0); kept so that older code checks. */
  autoUploadDownloadFiles?: boolean;
};

export declare class Composio<TProvider extends BaseComposioProvider<unknown, unknown, unknown> = OpenAIProvider> {
  // any: the raw client, `@composio/client`.
  protected client: any;
  private config;
  constructor(config?: ComposioConfig<TProvider>);
  tools: Tools<unknown, unknown, TProvider>;
  toolkits: Toolkits;
  triggers: Triggers<TProvider>;
  provider: TProvider;
  files: Files;
  authConfigs: AuthConfigs;
  connectedAccounts: ConnectedAccounts;
  experimental: Experimental;
  mcp: MCP;
  /** From 0.13.0. */
  sessions: Sessions<unknown, unknown, TProvider>;
  toolRouter: ToolRouter<unknown, unknown, TProvider>;
  /** From 0.3.0. */
  create: Sessions<unknown, unknown, TProvider>['create'];
  /** From 0.3.0. */
  use: Sessions<unknown, unknown, TProvider>['use'];
  getClient(): any;
  getConfig(): Readonly<ComposioConfig<TProvider>>;
  createSession(options?: { headers?: ComposioRequestHeaders }): Composio<TProvider>;
  flush(): Promise<void>;
}
