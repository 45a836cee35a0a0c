/**
 * Toolkits whose tools need no connected account, so that a session of them needs no auth config.
 * Source: the vendor's toolkit pages (docs.composio.dev/toolkits), which name no authentication for these.
 */
export const toolkitsWithoutCredentials: ReadonlySet<string> = new Set(['composio_search', 'hackernews']);
