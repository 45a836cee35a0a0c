// Auth configs, connected accounts, connection requests and toolkits.
// Facts: `connectedAccounts.types`, `authConfigs.types`, `toolkit.types` and their models, @composio/core 0.19.0.
import type { ComposioRequestOptions } from './client.js';

export declare const AuthConfigTypes: {
  readonly CUSTOM: 'use_custom_auth';
  readonly COMPOSIO_MANAGED: 'use_composio_managed_auth';
};
export type AuthConfigType = (typeof AuthConfigTypes)[keyof typeof AuthConfigTypes];
export declare const AuthSchemeTypes: {
  readonly OAUTH1: 'OAUTH1';
  readonly OAUTH2: 'OAUTH2';
  readonly S2S_OAUTH2: 'S2S_OAUTH2';
  readonly API_KEY: 'API_KEY';
  readonly BASIC: 'BASIC';
  readonly BEARER_TOKEN: 'BEARER_TOKEN';
  readonly BILLCOM_AUTH: 'BILLCOM_AUTH';
  readonly GOOGLE_SERVICE_ACCOUNT: 'GOOGLE_SERVICE_ACCOUNT';
  readonly NO_AUTH: 'NO_AUTH';
  readonly BASIC_WITH_JWT: 'BASIC_WITH_JWT';
  readonly CALCOM_AUTH: 'CALCOM_AUTH';
  readonly SERVICE_ACCOUNT: 'SERVICE_ACCOUNT';
  readonly SAML: 'SAML';
  readonly DCR_OAUTH: 'DCR_OAUTH';
};
export type AuthSchemeType = (typeof AuthSchemeTypes)[keyof typeof AuthSchemeTypes];

export type ConnectedAccountStatus =
  'INITIALIZING' | 'INITIATED' | 'ACTIVE' | 'FAILED' | 'EXPIRED' | 'INACTIVE' | 'REVOKED';
export type ConnectedAccountStatusEnum = ConnectedAccountStatus;
export declare const ConnectedAccountStatuses: { readonly [S in ConnectedAccountStatus]: S };
export declare const ConnectionStatuses: { readonly [S in ConnectedAccountStatus]: S };
export type ConnectedAccountType = 'PRIVATE' | 'SHARED';
export declare const ConnectedAccountTypes: { readonly PRIVATE: 'PRIVATE'; readonly SHARED: 'SHARED' };

/** Credentials under an authentication scheme. any: one shape per scheme and status; no rule looks into it. */
export type ConnectionData = { authScheme: AuthSchemeType; val: any };
export type BaseConnectionFields = { [field: string]: any };
export type CustomConnectionData = any;

export type ConnectedAccountAclConfig = {
  allowAllUsers?: boolean;
  allowedUserIds?: string[];
  notAllowedUserIds?: string[];
};
export type ConnectedAccountExperimental = {
  accountType?: ConnectedAccountType;
  aclConfigForShared?: ConnectedAccountAclConfig;
};
export type CreateConnectedAccountOptions = {
  allowMultiple?: boolean;
  callbackUrl?: string;
  config?: ConnectionData;
  alias?: string;
};
export type CreateConnectedAccountLinkOptions = {
  callbackUrl?: string;
  alias?: string;
  allowMultiple?: boolean;
  experimental?: ConnectedAccountExperimental;
};
export type ConnectedAccountAuthConfig = {
  id: string;
  isComposioManaged: boolean;
  isDisabled: boolean;
  authScheme?: AuthSchemeType;
};
export type ConnectedAccountRetrieveResponse = {
  id: string;
  authConfig: ConnectedAccountAuthConfig;
  wordId?: string | null;
  alias?: string | null;
  data?: Record<string, unknown>;
  params?: Record<string, unknown>;
  status: ConnectedAccountStatus;
  statusReason: string | null;
  toolkit: { slug: string };
  state?: ConnectionData;
  testRequestEndpoint?: string;
  isDisabled: boolean;
  createdAt: string;
  updatedAt: string;
  experimental?: {
    accountType?: ConnectedAccountType;
    aclConfigForShared?: { allowAllUsers: boolean; allowedUserIds: string[]; notAllowedUserIds: string[] };
  };
};
export type ConnectedAccountListResponseItem = Omit<ConnectedAccountRetrieveResponse, 'params'>;
export type ConnectedAccountListResponse = {
  items: ConnectedAccountRetrieveResponse[];
  nextCursor?: string | null;
  totalPages: number;
};
export type ConnectedAccountListParams = {
  authConfigIds?: string[] | null;
  cursor?: string | null;
  limit?: number | null;
  orderBy?: 'created_at' | 'updated_at';
  statuses?: ConnectedAccountStatus[] | null;
  toolkitSlugs?: string[] | null;
  userIds?: string[] | null;
  accountType?: 'PRIVATE' | 'SHARED' | 'ALL';
};

export interface ConnectionRequestState {
  id: string;
  status?: ConnectedAccountStatus;
  redirectUrl?: string | null;
}
export interface ConnectionRequest extends ConnectionRequestState {
  waitForConnection: (timeout?: number) => Promise<ConnectedAccountRetrieveResponse>;
  toJSON: () => ConnectionRequestState;
  toString: () => string;
}

export declare class ConnectedAccounts {
  private client;
  list(
    query?: ConnectedAccountListParams,
    requestOptions?: ComposioRequestOptions,
  ): Promise<ConnectedAccountListResponse>;
  initiate(
    userId: string,
    authConfigId: string,
    options?: CreateConnectedAccountOptions,
    requestOptions?: ComposioRequestOptions,
  ): Promise<ConnectionRequest>;
  link(
    userId: string,
    authConfigId: string,
    options?: CreateConnectedAccountLinkOptions,
    requestOptions?: ComposioRequestOptions,
  ): Promise<ConnectionRequest>;
  waitForConnection(connectedAccountId: string, timeout?: number): Promise<ConnectedAccountRetrieveResponse>;
  get(nanoid: string, requestOptions?: ComposioRequestOptions): Promise<ConnectedAccountRetrieveResponse>;
  delete(
    nanoid: string,
    requestOptions?: ComposioRequestOptions,
  ): Promise<{ success: boolean; revoke_job_id?: string }>;
  refresh(
    nanoid: string,
    options?: { redirectUrl?: string; validateCredentials?: boolean },
    requestOptions?: ComposioRequestOptions,
  ): Promise<{ id: string; redirect_url: string | null; status: ConnectedAccountStatus }>;
  // any: the body of the raw client.
  update(nanoid: string, params: any, requestOptions?: ComposioRequestOptions): Promise<{ success: boolean }>;
  updateStatus(nanoid: string, params: any, requestOptions?: ComposioRequestOptions): Promise<{ success: boolean }>;
  updateAcl(
    nanoid: string,
    params: ConnectedAccountAclConfig,
  ): Promise<{ id: string; status: string; success: boolean }>;
  enable(nanoid: string, requestOptions?: ComposioRequestOptions): Promise<{ success: boolean }>;
  disable(nanoid: string, requestOptions?: ComposioRequestOptions): Promise<{ success: boolean }>;
}

type ToolAccess = { toolsForConnectedAccountCreation?: string[] };
export type CreateAuthConfigParams =
  | {
      type: 'use_composio_managed_auth';
      name?: string;
      // any: scopes and whatever else the scheme takes.
      credentials?: any;
      toolAccessConfig?: ToolAccess;
      isEnabledForToolRouter?: boolean;
    }
  | {
      type: 'use_custom_auth';
      authScheme: AuthSchemeType;
      credentials: Record<string, string | number | boolean>;
      name?: string;
      proxyConfig?: { proxyUrl: string; proxyAuthKey?: string };
      toolAccessConfig?: ToolAccess;
      isEnabledForToolRouter?: boolean;
    };
export type CreateAuthConfigResponse = { id: string; authScheme: string; isComposioManaged: boolean; toolkit: string };
export type AuthConfigRetrieveResponse = {
  id: string;
  name: string;
  toolkit: { slug: string; logo: string };
  noOfConnections: number;
  status: 'ENABLED' | 'DISABLED';
  authScheme?: AuthSchemeType;
  isComposioManaged?: boolean;
  credentials?: Record<string, unknown>;
  expectedInputFields?: unknown[];
  restrictToFollowingTools?: string[];
  toolAccessConfig?: { toolsForConnectedAccountCreation?: string[]; toolsAvailableForExecution?: string[] };
  isEnabledForToolRouter?: boolean;
  createdBy?: string;
  createdAt?: string;
  lastUpdatedAt?: string;
};
export type AuthConfigListParams = {
  toolkit?: string;
  isComposioManaged?: boolean;
  search?: string;
  showDisabled?: boolean;
  cursor?: string;
  limit?: number;
};
export type AuthConfigListResponse = {
  items: AuthConfigRetrieveResponse[];
  nextCursor: string | null;
  totalPages: number;
};

export declare class AuthConfigs {
  private client;
  list(query?: AuthConfigListParams, requestOptions?: ComposioRequestOptions): Promise<AuthConfigListResponse>;
  create(
    toolkit: string,
    options?: CreateAuthConfigParams,
    requestOptions?: ComposioRequestOptions,
  ): Promise<CreateAuthConfigResponse>;
  get(nanoid: string, requestOptions?: ComposioRequestOptions): Promise<AuthConfigRetrieveResponse>;
  // any and unknown: bodies and answers of the raw client.
  update(nanoid: string, data: any, requestOptions?: ComposioRequestOptions): Promise<unknown>;
  delete(nanoid: string, requestOptions?: ComposioRequestOptions): Promise<any>;
  updateStatus(
    status: 'ENABLED' | 'DISABLED',
    nanoid: string,
    requestOptions?: ComposioRequestOptions,
  ): Promise<unknown>;
  enable(nanoid: string, requestOptions?: ComposioRequestOptions): Promise<unknown>;
  disable(nanoid: string, requestOptions?: ComposioRequestOptions): Promise<unknown>;
}
