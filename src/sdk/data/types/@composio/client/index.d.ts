// The raw client. It is not the SDK: its class has the same name, so that the type must tell them apart.
// Facts: @composio/client 0.1.0-alpha (dependency of @composio/core 0.19.0). any: resources, in snake_case, that no rule reads.
export interface ClientOptions {
  apiKey?: string | null;
  baseURL?: string | null;
  [option: string]: any;
}
export declare class Composio {
  /** Only the raw client has it; keeps the class apart from the SDK's, which has none. */
  private readonly _options;
  constructor(options?: ClientOptions);
  baseURL: string;
  authConfigs: any;
  connectedAccounts: any;
  link: any;
  toolkits: any;
  tools: any;
  triggerInstances: any;
  triggersTypes: any;
  mcp: any;
  files: any;
  project: any;
  logs: any;
  toolRouter: any;
}
export default Composio;
export declare class APIError extends Error {
  readonly status: any;
}
export declare class BadRequestError extends APIError {}
export declare class NotFoundError extends APIError {}
