/**
 * Toolkits whose tools need no connected account, so that a session of them needs no auth config.
 * Source: the migration rules (§6, "Credentials of a session"), which name these two; not read at the vendor's, so
 * none is added here without its page.
 */
export const toolkitsWithoutCredentials: ReadonlySet<string> = new Set(['composio_search', 'hackernews']);
