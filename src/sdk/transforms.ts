/**
 * The transforms by name, in the order in which they run, with the line that `list` prints.
 * Plain data: option checks and completion need the names without loading a parser.
 */
export const TRANSFORMS = [
  {
    name: 'create-session',
    summary: 'composio.create(user, …) where a session is needed, with the auth configs that belong to it',
  },
  { name: 'tools-get', summary: 'composio.tools.get(user, filter) → session.tools()' },
  {
    name: 'connected-accounts',
    summary: 'connectedAccounts.link / initiate and toolkits.authorize → session.authorize(toolkit)',
  },
  { name: 'tools-execute', summary: 'composio.tools.execute(slug, body) → session.execute(slug, arguments)' },
  { name: 'tool-calls', summary: 'provider.handleToolCalls(user, …) and its relatives take the session' },
  { name: 'toolkit-versions', summary: 'toolkitVersions and other version pins, where nothing left reads them' },
  { name: 'tool-router', summary: 'experimental tool router sessions → composio.create / composio.use' },
] as const;

export type TransformName = (typeof TRANSFORMS)[number]['name'];

export const TRANSFORM_NAMES: readonly TransformName[] = TRANSFORMS.map((transform) => transform.name);
