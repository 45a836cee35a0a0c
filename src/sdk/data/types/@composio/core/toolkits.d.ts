// Toolkits and the helper that builds credentials. Facts: `toolkit.types`, `Toolkits`, `AuthScheme`, @composio/core 0.19.0.
import type { AuthSchemeType, BaseConnectionFields, ConnectionData, ConnectionRequest } from './accounts.js';
import type { ComposioRequestOptions } from './client.js';

export type ToolkitListParams = {
  category?: string;
  managedBy?: 'all' | 'composio' | 'project';
  sortBy?: 'usage' | 'alphabetically';
  cursor?: string;
  limit?: number;
};
type ToolkitMeta = {
  categories?: { slug: string; name: string }[];
  appUrl?: string;
  createdAt?: string;
  description?: string;
  logo?: string;
  toolsCount?: number;
  triggersCount?: number;
  updatedAt?: string;
  availableVersions?: string[];
};
export type ToolKitItem = {
  slug: string;
  name: string;
  meta: ToolkitMeta;
  isLocalToolkit: boolean;
  authSchemes?: string[];
  composioManagedAuthSchemes?: string[];
  noAuth?: boolean;
};
export type ToolKitListResponse = ToolKitItem[];
export type ToolkitAuthField = {
  name: string;
  displayName: string;
  type: string;
  description: string;
  required?: boolean;
  default?: string | null;
  isSecret?: boolean;
  legacyTemplateName?: string;
};
export type ToolkitAuthFieldsResponse = ToolkitAuthField[];
export type ToolkitRetrieveResponse = {
  slug: string;
  name: string;
  meta: ToolkitMeta;
  isLocalToolkit: boolean;
  composioManagedAuthSchemes?: string[];
  baseUrl?: string;
  getCurrentUserEndpoint?: string;
  getCurrentUserEndpointMethod?: string;
  // any: the fields of each scheme, nested four deep; no rule looks into them.
  authConfigDetails?: any[];
};
export type ToolkitRetrieveCategoriesResponse = {
  items: { id: string; name: string }[];
  nextCursor: string | null;
  totalPages: number;
};

export declare class Toolkits {
  private client;
  get(slug: string, requestOptions?: ComposioRequestOptions): Promise<ToolkitRetrieveResponse>;
  get(query?: ToolkitListParams, requestOptions?: ComposioRequestOptions): Promise<ToolKitListResponse>;
  authorize(
    userId: string,
    toolkitSlug: string,
    authConfigId?: string,
    requestOptions?: ComposioRequestOptions,
  ): Promise<ConnectionRequest>;
  getAuthConfigCreationFields(
    toolkitSlug: string,
    authScheme: AuthSchemeType,
    options?: { requiredOnly?: boolean },
  ): Promise<ToolkitAuthFieldsResponse>;
  getConnectedAccountInitiationFields(
    toolkitSlug: string,
    authScheme: AuthSchemeType,
    options?: { requiredOnly?: boolean },
  ): Promise<ToolkitAuthFieldsResponse>;
  listCategories(requestOptions?: ComposioRequestOptions): Promise<ToolkitRetrieveCategoriesResponse>;
}

/** Builds the `config` of `connectedAccounts.initiate`: credentials in code. */
export declare class AuthScheme {
  static OAuth2(params: BaseConnectionFields): ConnectionData;
  static OAuth1(params: BaseConnectionFields): ConnectionData;
  static APIKey(params: BaseConnectionFields & { api_key?: string; generic_api_key?: string }): ConnectionData;
  static Basic(params: BaseConnectionFields & { username: string; password: string }): ConnectionData;
  static BearerToken(params: BaseConnectionFields & { token: string }): ConnectionData;
  static GoogleServiceAccount(params: BaseConnectionFields & { credentials_json: string }): ConnectionData;
  static NoAuth(params?: BaseConnectionFields): ConnectionData;
  static BasicWithJWT(params: BaseConnectionFields & { username: string; password: string }): ConnectionData;
  static CalcomAuth(params?: BaseConnectionFields): ConnectionData;
  static BillcomAuth(params: BaseConnectionFields & { sessionId: string; devKey: string }): ConnectionData;
}
