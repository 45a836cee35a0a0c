// Errors. Facts: `errors/` of @composio/core 0.19.0; those marked older are gone in it.
// any[]: the parameters of the constructors differ, and user code catches these errors, it does not make them.

export type ComposioErrorOptions = {
  code?: string;
  statusCode?: number;
  cause?: unknown;
  meta?: Record<string, unknown>;
  possibleFixes?: string[];
  stack?: string;
};

export declare class ComposioError extends Error {
  name: string;
  code?: string;
  possibleFixes?: string[];
  errorId?: string;
  constructor(message: string, options?: ComposioErrorOptions);
}
export declare class PusherClientNotFoundError extends ComposioError {
  constructor(...args: any[]);
}
export declare class PusherSubscriptionError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ConnectionRequestTimeoutError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ConnectionRequestFailedError extends ComposioError {
  constructor(...args: any[]);
}
export declare class RemoteFileDownloadError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ValidationError extends ComposioError {
  constructor(...args: any[]);
}
export declare class JsonSchemaToZodError extends ComposioError {
  constructor(...args: any[]);
}
export declare class JsonSchemaRefResolutionError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioNoAPIKeyError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioRequestCancelledError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioFailedToGetSDKRealtimeCredentialsError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioFailedToCreatePusherClientError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioFailedToSubscribeToPusherChannelError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioFailedToUnsubscribeFromPusherChannelError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioTriggerTypeNotFoundError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioWebhookSignatureVerificationError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioWebhookPayloadError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioProviderNotDefinedError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioToolNotFoundError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioToolFetchError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioInvalidModifierError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioToolExecutionError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioInvalidToolArgumentsError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioInvalidExecuteFunctionError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioGlobalExecuteToolFnNotSetError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioToolVersionRequiredError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioConnectedAccountNotFoundError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioMultipleConnectedAccountsError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioFailedToCreateConnectedAccountLink extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioSharedAccessDeniedError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioAclOnlyForSharedError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioSharedConnectionNotAccessibleError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioLegacyConnectedAccountsEndpointRetiredError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioToolkitNotFoundError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioToolkitFetchError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioFileUploadError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioSensitiveFilePathBlockedError extends ComposioFileUploadError {
  constructor(...args: any[]);
}
export declare class ComposioFileUploadAbortedError extends ComposioFileUploadError {
  constructor(...args: any[]);
}
export declare class ComposioFileUploadPathNotAllowedError extends ComposioFileUploadError {
  constructor(...args: any[]);
}
export declare class ComposioFileNotFoundError extends ComposioFileUploadError {
  constructor(...args: any[]);
}
export declare class ComposioAuthConfigNotFoundError extends ComposioError {
  constructor(...args: any[]);
}
export declare class ComposioBlockedInternalUrlError extends ComposioError {
  constructor(...args: any[]);
}
/** Older: until 0.9. */
export declare class ComposioCustomToolsNotInitializedError extends ComposioError {
  constructor(...args: any[]);
}
