// Triggers, webhooks, files and MCP servers: they have no session form and are never touched, so they are typed loosely.
// Facts: `triggers.types`, `Triggers`, `Files`, `MCP` of @composio/core 0.19.0.
import type { BaseComposioProvider } from './provider.js';
import type { ComposioRequestOptions } from './client.js';

export type IncomingTriggerPayload = {
  id: string;
  uuid: string;
  userId: string;
  triggerSlug: string;
  toolkitSlug: string;
  metadata: {
    id: string;
    uuid: string;
    toolkitSlug: string;
    triggerSlug: string;
    triggerData?: string;
    triggerConfig: Record<string, unknown>;
    connectedAccount: {
      id: string;
      uuid: string;
      authConfigId: string;
      authConfigUUID: string;
      userId: string;
      status: 'ACTIVE' | 'INACTIVE';
    };
  };
  payload?: Record<string, unknown>;
  originalPayload?: Record<string, unknown>;
};
export type TriggerSubscribeParams = {
  toolkits?: string[];
  triggerId?: string;
  connectedAccountId?: string;
  authConfigId?: string;
  triggerSlug?: string[];
  triggerData?: string;
  userId?: string;
};
export type TriggerType = {
  slug: string;
  name: string;
  description: string;
  instructions?: string;
  toolkit: { logo: string; slug: string; name: string };
  payload: Record<string, unknown>;
  config: Record<string, unknown>;
  version?: string;
};
export type TriggersTypeRetrieveResponse = TriggerType;
export type TriggersTypeListResponse = { items: TriggerType[]; nextCursor?: string | null; totalPages: number };
export type TriggerInstanceListActiveResponse = {
  items: {
    id: string;
    connectedAccountId: string;
    disabledAt: string | null;
    state: Record<string, unknown>;
    triggerConfig: Record<string, unknown>;
    triggerName: string;
    updatedAt: string;
    triggerData?: string;
    uuid?: string;
  }[];
  nextCursor: string | null;
  totalPages: number;
};
export type TriggerInstanceUpsertParams = { connectedAccountId?: string; triggerConfig?: Record<string, unknown> };
export type TriggerInstanceUpsertResponse = { triggerId: string };
export type VerifyWebhookParams = {
  id: string;
  payload: string;
  signature: string;
  timestamp: string;
  secret: string;
  tolerance?: number;
};
// any: one raw payload per webhook version.
export type VerifyWebhookResult = { version: 'V1' | 'V2' | 'V3'; payload: IncomingTriggerPayload; rawPayload: any };

export declare class Triggers<TProvider extends BaseComposioProvider<unknown, unknown, unknown>> {
  // Holds the type parameter, as the real class does through its config.
  private config: TProvider;
  create(
    userId: string,
    slug: string,
    body?: TriggerInstanceUpsertParams,
    requestOptions?: ComposioRequestOptions,
  ): Promise<TriggerInstanceUpsertResponse>;
  // any from here on: queries, bodies and answers of the service.
  listActive(query?: any, requestOptions?: ComposioRequestOptions): Promise<TriggerInstanceListActiveResponse>;
  listTypes(query?: any, requestOptions?: ComposioRequestOptions): Promise<TriggersTypeListResponse>;
  getType(slug: string, requestOptions?: ComposioRequestOptions): Promise<TriggersTypeRetrieveResponse>;
  listEnum(requestOptions?: ComposioRequestOptions): Promise<any>;
  update(
    triggerId: string,
    body: { status: 'enable' | 'disable' },
    requestOptions?: ComposioRequestOptions,
  ): Promise<any>;
  delete(triggerId: string, requestOptions?: ComposioRequestOptions): Promise<{ triggerId: string }>;
  enable(triggerId: string, requestOptions?: ComposioRequestOptions): Promise<any>;
  disable(triggerId: string, requestOptions?: ComposioRequestOptions): Promise<any>;
  subscribe(fn: (data: IncomingTriggerPayload) => void, filters?: TriggerSubscribeParams): Promise<void>;
  unsubscribe(): Promise<void>;
  verifyWebhook(params: VerifyWebhookParams): Promise<VerifyWebhookResult>;
  parse(request: any, options?: { verifySecret?: string; tolerance?: number }): Promise<VerifyWebhookResult>;
  setWebhookSubscription(params: any): Promise<any>;
}

export type FileUploadData = { name: string; mimetype: string; s3key: string };
export type FileDownloadData = { name: string; mimeType: string; s3Url: string; filePath: string };
export declare class Files {
  private client;
  // any: a path or a `File`, which is not declared everywhere.
  upload(params: { file: any; toolSlug: string; toolkitSlug: string }): Promise<FileUploadData>;
  download(params: { toolSlug: string; s3Url: string; mimeType: string }): Promise<FileDownloadData>;
}

export declare class MCP {
  protected client: any;
  create(name: string, mcpConfig: any, requestOptions?: ComposioRequestOptions): Promise<any>;
  list(options?: any, requestOptions?: ComposioRequestOptions): Promise<any>;
  get(serverId: string, requestOptions?: ComposioRequestOptions): Promise<any>;
  update(serverId: string, config: any, requestOptions?: ComposioRequestOptions): Promise<any>;
  delete(serverId: string, requestOptions?: ComposioRequestOptions): Promise<{ id: string; deleted: boolean }>;
  generate(
    userId: string,
    mcpConfigId: string,
    options?: { manuallyManageConnections?: boolean },
    requestOptions?: ComposioRequestOptions,
  ): Promise<any>;
}
