/**
 * The direct surface of `@composio/core` that the tool must account for, as data.
 * Source: `@composio/core` 0.3.0 to 0.19.0, `dist/index.d.ts` / `dist/index.d.mts`; `BaseProvider` of the providers.
 */

/** Every name that a site's `api` can have in the report. */
export const DIRECT_APIS = [
  'tools.get',
  'tools.execute',
  'connectedAccounts.link',
  'connectedAccounts.initiate',
  'toolkits.authorize',
  'provider.handleToolCalls',
  'provider.executeToolCall',
  'provider.executeTool',
  'provider.handleResponse',
  'provider.handleAssistantMessage',
  'provider.waitAndHandleAssistantToolCalls',
  'provider.waitAndHandleAssistantStreamToolCalls',
  'toolkitVersions',
  'toolRouter.createSession',
  'toolRouter.create',
  'toolRouter.use',
  'experimental.create',
] as const;

export type DirectApi = (typeof DIRECT_APIS)[number];

/** Namespaces of the client with the direct methods each of them has. */
export const DIRECT_METHODS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['tools', new Set(['get', 'execute'])],
  ['connectedAccounts', new Set(['link', 'initiate'])],
  ['toolkits', new Set(['authorize'])],
  [
    'provider',
    new Set([
      'handleToolCalls',
      'executeToolCall',
      'executeTool',
      'handleResponse',
      'handleAssistantMessage',
      'waitAndHandleAssistantToolCalls',
      'waitAndHandleAssistantStreamToolCalls',
    ]),
  ],
]);

/** Methods that read `toolkitVersions` of their client and have no session form (migration rules §2). */
export const VERSION_READERS: ReadonlySet<string> = new Set([
  'triggers.create',
  'triggers.listTypes',
  'triggers.getType',
  'tools.getRawComposioTools',
  'tools.getRawComposioToolBySlug',
]);
