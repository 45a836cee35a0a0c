/** What a page in docs/transforms says about a transform. */
export interface TransformGuide {
  /** One of the names in `sdk/transforms.ts`. */
  name: string;
  /** Markdown. */
  does: string;
  examples: readonly { before: string; after: string }[];
  /** Markdown list items: what it leaves alone, and under which code. */
  leaves: readonly string[];
}

export const TRANSFORM_GUIDES: readonly TransformGuide[] = [
  {
    name: 'create-session',
    does: 'Inserts `composio.create(user, config)` where the rewritten calls need a session, as a statement before the call, inline, or in a promise chain: the first form that is certainly right. Calls with the same client and user share a session if their limits allow it. Auth configs that the project uses elsewhere for the same toolkit are lifted into the session, so that it finds the same connected accounts.',
    examples: [
      {
        before: `const tools = await composio.tools.get(userId, { toolkits: ['GITHUB'] });
const request = await composio.connectedAccounts.link(userId, 'ac_your_github_config');`,
        after: `const session = await composio.create(userId, {
  toolkits: ['github'],
  authConfigs: { github: 'ac_your_github_config' },
});
const tools = await session.tools();
const request = await session.authorize('github');`,
      },
      {
        before: `return composio.tools.get(userId, { toolkits: ['github'] });`,
        after: `return composio.create(userId, { toolkits: ['github'] }).then((session) => session.tools());`,
      },
    ],
    leaves: [
      'no function becomes `async`, and nothing moves out of a `try`, a branch or a closure ([`no-safe-place`](../codes/no-safe-place.md))',
      'no value is read later than before, unless it cannot change ([`evaluation-order`](../codes/evaluation-order.md))',
      'two auth configs for one toolkit are not lifted ([`auth-config-ambiguous`](../codes/auth-config-ambiguous.md))',
    ],
  },
  {
    name: 'tools-get',
    does: 'Rewrites `composio.tools.get(user, filter, modifiers?)` to `session.tools(modifiers?)` and carries the filter into the session: toolkits as a limit in lower case, named tools as direct tools with exactly these slugs, hint tags as tags. A toolkit filter gives meta tools where the list provably goes to a model in a loop and nothing else reads it, with the tools beside them that the code names; the tools themselves where only code reads the list (`--tools` decides otherwise).',
    examples: [
      {
        before: `const tools = await composio.tools.get(userId, { toolkits: ['GITHUB', 'SLACK'] });`,
        after: `const session = await composio.create(userId, { toolkits: ['github', 'slack'] });
const tools = await session.tools();`,
      },
      {
        before: `const tools = await composio.tools.get(userId, { tools: ['GITHUB_CREATE_AN_ISSUE'] });`,
        after: `const session = await composio.create(userId, {
  sessionPreset: 'direct_tools',
  toolkits: ['github'],
  tools: { github: ['GITHUB_CREATE_AN_ISSUE'] },
});
const tools = await session.tools();`,
      },
    ],
    leaves: [
      '`search`, `scopes` and other tags have no session form ([`no-session-filter`](../codes/no-session-filter.md))',
      'a limit that may be missing, or a filter that cannot be read ([`limit-may-be-missing`](../codes/limit-may-be-missing.md), [`filter-unknown`](../codes/filter-unknown.md))',
      'a list that a model gets and code reads, or that has a single turn ([`needs-named-tools`](../codes/needs-named-tools.md), [`needs-agent-loop`](../codes/needs-agent-loop.md))',
      'a list that cannot be followed to its last reader ([`tools-use-unknown`](../codes/tools-use-unknown.md))',
    ],
  },
  {
    name: 'connected-accounts',
    does: 'Rewrites `connectedAccounts.link`, `connectedAccounts.initiate` and `toolkits.authorize` to `session.authorize(toolkit, options?)`. The toolkit is not in the call; it is taken from evidence only, strongest first: your mapping or the API, the place where the auth config is listed or created, the key of a lookup, the branch that assigns it, a name. The report says which.',
    examples: [
      {
        before: `const request = await composio.connectedAccounts.link(userId, process.env.GITHUB_AUTH_CONFIG_ID!, {
  callbackUrl: 'https://example.com/callback',
});`,
        after: `const session = await composio.create(userId, {
  toolkits: ['github'],
  authConfigs: { github: process.env.GITHUB_AUTH_CONFIG_ID! },
});
const request = await session.authorize('github', {
  callbackUrl: 'https://example.com/callback',
});`,
      },
    ],
    leaves: [
      'an auth config without evidence, or with two signs that disagree ([`toolkit-unknown`](../codes/toolkit-unknown.md))',
      'credentials given in code ([`credentials-in-code`](../codes/credentials-in-code.md))',
      'code that relies on the error for users who are already connected ([`single-account`](../codes/single-account.md))',
      '`toolkits.authorize` where the project does not show exactly one auth config, and no statement can ask for it before the call ([`auth-config-implicit`](../codes/auth-config-implicit.md))',
    ],
  },
  {
    name: 'tools-execute',
    does: 'Rewrites `composio.tools.execute(slug, body)` to `session.execute(slug, arguments)`. The session is limited to the toolkit of the slug; a connected account in the body goes into the session. Results that are only read by field are read from the session result; everywhere else the old shape is made once, where the result is made.',
    examples: [
      {
        before: `const { data, successful } = await composio.tools.execute('GITHUB_GET_REPO', {
  userId,
  arguments: { owner, repo },
  version: '20251027_00',
});`,
        after: `const session = await composio.create(userId, { toolkits: ['github'] });
const { data, error } = await session.execute('GITHUB_GET_REPO', { owner, repo });
const successful = !error;`,
      },
      {
        before: `const result = await composio.tools.execute(slug, { userId, arguments: args });
return result;`,
        after: `const session = await composio.create(userId);
const executed = await session.execute(slug, args);
const result = { ...executed, successful: !executed.error };
return result;`,
      },
    ],
    leaves: [
      'bodies without a user, or with things that sessions do not take ([`no-user`](../codes/no-user.md), [`unsupported-body`](../codes/unsupported-body.md))',
      'clients with custom tools or automatic files ([`custom-tools`](../codes/custom-tools.md))',
      'a `catch` that tests for error classes of the SDK ([`error-shape`](../codes/error-shape.md))',
    ],
  },
  {
    name: 'tool-calls',
    does: 'Gives the session, in place of the user, to the methods of `provider` that execute tool calls. Tools and tool calls move together or not at all, and only where the very session that gave the tools is in reach.',
    examples: [
      {
        before: `const tools = await composio.tools.get(userId, { toolkits: ['github'] });
// … the agent loop
const results = await composio.provider.handleToolCalls(userId, response);`,
        after: `const session = await composio.create(userId, { toolkits: ['github'] });
const tools = await session.tools();
// … the agent loop
const results = await composio.provider.handleToolCalls(session, response);`,
      },
    ],
    leaves: [
      'sessions out of reach, options, and providers that only take a user id ([`tool-calls`](../codes/tool-calls.md))',
      'packages whose versions cannot be raised ([`peer-conflict`](../codes/peer-conflict.md), [`sdk-esm-only`](../codes/sdk-esm-only.md))',
    ],
  },
  {
    name: 'toolkit-versions',
    does: 'Removes `toolkitVersions` from `new Composio(…)` when nothing left on that client reads it, together with constants and imports that served only this, and version pins in tracked env templates.',
    examples: [
      {
        before: `const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  toolkitVersions: { github: '20251027_00' },
});`,
        after: `const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
});`,
      },
    ],
    leaves: [
      'clients that still create triggers or make direct calls ([`versions-needed`](../codes/versions-needed.md))',
      'pins in Dockerfiles, CI files and private env files are listed, not edited ([`version-pin`](../codes/version-pin.md))',
    ],
  },
  {
    name: 'tool-router',
    does: "Rewrites the experimental forms of sessions to today's: `composio.toolRouter.create` and `composio.experimental.create` become `composio.create`, `composio.toolRouter.use` becomes `composio.use`.",
    examples: [
      {
        before: `const session = await composio.toolRouter.create(userId, { toolkits: ['github'] });`,
        after: `const session = await composio.create(userId, { toolkits: ['github'] });`,
      },
    ],
    leaves: [
      'config keys that the types of that version do not explain ([`unknown-shape`](../codes/unknown-shape.md))',
    ],
  },
];
