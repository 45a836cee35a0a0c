/**
 * The transforms by name, in the order in which they run, with the line that `list` prints.
 * Plain data: option checks and completion need the names without loading a parser.
 */
export const TRANSFORMS = [
  { name: 'create-session', summary: 'composio.create(user, …) where a session is needed' },
  { name: 'tools-get', summary: 'composio.tools.get(user, …) → session.tools()' },
  { name: 'connected-accounts', summary: 'link, initiate, toolkits.authorize → session.authorize()' },
  { name: 'tools-execute', summary: 'composio.tools.execute(slug, …) → session.execute(slug, …)' },
  { name: 'tool-calls', summary: 'provider.handleToolCalls(user, …) takes the session' },
  { name: 'toolkit-versions', summary: 'toolkitVersions and other pins that nothing reads any more' },
  { name: 'tool-router', summary: 'experimental tool router sessions → composio.create()' },
] as const;

export type TransformName = (typeof TRANSFORMS)[number]['name'];

export const TRANSFORM_NAMES: readonly TransformName[] = TRANSFORMS.map((transform) => transform.name);
