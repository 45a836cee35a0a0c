// The legacy SDK, described only as far as it must be recognised. Facts: composio-core 0.5.39, `index.d.ts`.
// any: everything that its own vocabulary (actions, apps, integrations, entities) carries.
export declare class Entity {
  id: string;
  constructor(backendClient: any, id?: string);
  execute(params: any): Promise<any>;
  getConnection(params: any): Promise<any>;
  getConnections(): Promise<any[]>;
  initiateConnection(params: any): Promise<ConnectionRequest>;
  setupTrigger(params: any): Promise<any>;
  disableTrigger(triggerId: string): Promise<{ status: string }>;
  getActiveTriggers(): Promise<any>;
}
export declare class ConnectionRequest {
  connectionStatus: string;
  connectedAccountId: string;
  redirectUrl: string | null;
  saveUserAccessData(data: any): Promise<any>;
  waitUntilActive(timeout?: number): Promise<any>;
}
export declare class Composio {
  backendClient: any;
  connectedAccounts: any;
  apps: any;
  actions: any;
  triggers: any;
  integrations: any;
  activeTriggers: any;
  constructor(config?: { apiKey?: string; baseUrl?: string; runtime?: string; allowTracing?: boolean });
  getEntity(id?: string): Entity;
  getExpectedParamsForUser(params: any): Promise<any>;
}
export declare class ComposioToolSet {
  client: Composio;
  apiKey: string;
  runtime: string | null;
  entityId: string;
  connectedAccountIds: Record<string, string>;
  connectedAccounts: any;
  apps: any;
  actions: any;
  triggers: any;
  integrations: any;
  activeTriggers: any;
  constructor(config?: any);
  getActionsSchema(filters?: any, entityId?: string | null): Promise<any[]>;
  getToolsSchema(filters: any, entityId?: string | null, integrationId?: string | null): Promise<any[]>;
  createAction(options: any): Promise<any>;
  getEntity(entityId: string): Promise<Entity>;
  executeAction(params: any): Promise<any>;
  addSchemaProcessor(processor: any): Promise<this>;
  addPreProcessor(processor: any): Promise<this>;
  addPostProcessor(processor: any): Promise<this>;
}
export declare class OpenAIToolSet extends ComposioToolSet {
  getTools(filters: any, entityId?: string | null): Promise<any[]>;
  executeToolCall(tool: any, entityId?: string | null): Promise<string>;
  handleToolCall(chatCompletion: any, entityId?: string | null): Promise<string[]>;
  handleAssistantMessage(run: any, entityId?: string | null): Promise<any[]>;
  waitAndHandleAssistantToolCalls(client: any, run: any, thread: any, entityId?: string | null): Promise<any>;
  waitAndHandleAssistantStreamToolCalls(
    client: any,
    runStream: any,
    thread: any,
    entityId?: string | null,
  ): AsyncGenerator<unknown, void, unknown>;
}
export declare class LangchainToolSet extends ComposioToolSet {
  getTools(filters?: any, entityId?: string | null): Promise<any[]>;
}
export declare class LangGraphToolSet extends LangchainToolSet {}
export declare class CloudflareToolSet extends ComposioToolSet {
  getTools(filters: any): Promise<any[]>;
  handleToolCall(result: any, entityId?: string | null): Promise<string[]>;
}
export declare class VercelAIToolSet extends ComposioToolSet {
  getTools(filters: any, entityId?: string | null): Promise<Record<string, any>>;
}
export declare class ComposioError extends Error {
  errCode: string;
  description?: string;
  errorId?: string;
}
export declare const ACTIONS: any;
export declare const APPS: any;
export declare const COMPOSIO_SDK_ERROR_CODES: any;
