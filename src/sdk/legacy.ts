/**
 * Code on the legacy SDK (`composio-core`), as data: how it is recognised, and today's term for each of its words.
 * Source: composio-core 0.5.39, `index.d.ts`; migration rules §8. The old words stand in this file because they are
 * its subject; messages elsewhere use today's.
 */

/** Modules of the legacy SDK. `composio-core/…` sub-paths count too: see `isLegacyModule`. */
export const LEGACY_PACKAGES: ReadonlySet<string> = new Set(['composio-core']);

/** Whether an import comes from the legacy SDK. */
export function isLegacyModule(specifier: string): boolean {
  return [...LEGACY_PACKAGES].some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

/** What the legacy SDK exports, and what stands in its place today. */
const EXPORTS: ReadonlyMap<string, string> = new Map([
  ['Composio', 'Composio of @composio/core, whose members differ'],
  ['ComposioToolSet', 'Composio of @composio/core with a provider'],
  ['OpenAIToolSet', 'OpenAIProvider of @composio/openai'],
  ['LangchainToolSet', 'LangchainProvider of @composio/langchain'],
  ['LangGraphToolSet', 'LangchainProvider of @composio/langchain'],
  ['VercelAIToolSet', 'VercelProvider of @composio/vercel'],
  ['CloudflareToolSet', 'CloudflareProvider of @composio/cloudflare'],
  ['Entity', 'the user id, given to each call'],
  ['ConnectionRequest', 'ConnectionRequest of @composio/core'],
  ['ACTIONS', 'tool slugs'],
  ['APPS', 'toolkit slugs'],
]);

/** What the members and parameters of the legacy SDK are called, and what does the same today. */
const MEMBERS: ReadonlyMap<string, string> = new Map([
  ['getEntity', 'the user id, given to each call'],
  ['entityId', 'user id'],
  ['executeAction', 'session.execute(tool slug, arguments)'],
  ['getTools', 'session.tools()'],
  ['getToolsSchema', 'tools.getRawComposioTools'],
  ['getActionsSchema', 'tools.getRawComposioTools'],
  ['createAction', 'experimental_createTool'],
  ['executeToolCall', 'provider.executeToolCall'],
  ['handleToolCall', 'provider.handleToolCalls'],
  ['handleAssistantMessage', 'provider.handleAssistantMessage'],
  ['initiateConnection', 'session.authorize(toolkit)'],
  ['getConnection', 'connectedAccounts.get'],
  ['getConnections', 'connectedAccounts.list'],
  ['waitUntilActive', 'waitForConnection'],
  ['setupTrigger', 'triggers.create'],
  ['disableTrigger', 'triggers.disable'],
  ['getExpectedParamsForUser', 'toolkits.getConnectedAccountInitiationFields'],
  ['addSchemaProcessor', 'the modifier modifySchema'],
  ['addPreProcessor', 'the modifier beforeExecute'],
  ['addPostProcessor', 'the modifier afterExecute'],
  ['actions', 'tools'],
  ['actionName', 'tool slug'],
  ['apps', 'toolkits'],
  ['appName', 'toolkit slug'],
  ['integrations', 'authConfigs'],
  ['integrationId', 'auth config id'],
  ['connectionId', 'connected account id'],
  ['connectedAccountIds', 'connectedAccounts of the session’s config'],
]);

/** Word by word, for messages: old and today's. */
export const LEGACY_TERMS: readonly (readonly [old: string, today: string])[] = [
  ['entity', 'user'],
  ['action', 'tool'],
  ['app', 'toolkit'],
  ['integration', 'auth config'],
  ['connection', 'connected account'],
  ['toolset', 'provider'],
];

/** What stands in the place of a legacy export today; null for a name that is none. */
export function todayForExport(name: string): string | null {
  return EXPORTS.get(name) ?? null;
}

/**
 * What stands in the place of a legacy member or parameter today; null for a name that is none. Only for members of
 * something that comes from the legacy SDK: some names (`getTools`, `actions`) are anybody's.
 */
export function todayForMember(name: string): string | null {
  return MEMBERS.get(name) ?? null;
}

/** Classes whose name alone says the legacy SDK, wherever they come from. */
export function isLegacyClass(name: string): boolean {
  return name.endsWith('ToolSet') && EXPORTS.has(name);
}

/**
 * One sentence for a use of the legacy SDK.
 *
 * @param name the export or member that is used; without one the sentence speaks of the module.
 */
export function describeLegacy(name?: string): string {
  const today = name === undefined ? null : (todayForExport(name) ?? todayForMember(name));
  if (name === undefined || today === null) {
    return 'Code on the legacy SDK, composio-core: move it to @composio/core first, then to sessions.';
  }
  return `${name} is of the legacy SDK, composio-core; today: ${today}.`;
}
