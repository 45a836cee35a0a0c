import type { Explanation } from '../explanation.js';

/** Manual codes about the client, and about the place and order of a session. */
export const SESSION_EXPLANATIONS: readonly Explanation[] = [
  {
    code: 'client-untyped',
    kind: 'manual',
    title: 'It looks like a Composio call, but the client could not be traced',
    means:
      'The call has the shape of a direct call, but what it is called on has the type `any` and could not be followed back to `new Composio()`.',
    why: 'Many objects have a method with the same name. Rewriting a call on something that is not the Composio client would break working code, so an untyped receiver only counts when its own name says Composio and the whole member path is a direct call.',
    before: `export async function listTools(client: any, userId: string) {
  return client.tools.get(userId, { toolkits: ['github'] });
}`,
    after: `import type { Composio } from '@composio/core';

export async function listTools(client: Composio, userId: string) {
  const session = await client.create(userId, { toolkits: ['github'] });
  return session.tools();
}`,
    todo: 'Give the receiver the type `Composio` and run the tool again. If it is not a Composio client, put `// composio-to-sessions-ignore-next-line: <reason>` above the call.',
  },
  {
    code: 'method-as-value',
    kind: 'manual',
    title: 'A direct method is passed on, not called',
    means: 'The method is used as a value: bound, stored in a variable, or passed to another function.',
    why: 'Where such a value is called in the end, with which user and how often, cannot be seen from here. A session belongs to one user, so it cannot simply take the place of the method.',
    before: `const getTools = composio.tools.get.bind(composio.tools);`,
    after: `const getTools = async (userId: string, toolkits: string[]) => {
  const session = await composio.create(userId, { toolkits });
  return session.tools();
};`,
    todo: 'Write a small function that makes the session and calls it, and pass that function on.',
  },
  {
    code: 'no-safe-place',
    kind: 'manual',
    title: 'No place where the session could certainly be made',
    means:
      'The session would have to be made before this call, and neither a statement, an inline expression nor a promise chain is certainly right here.',
    why: '`composio.create` returns a promise. The tool never makes a function `async`, never moves code out of a `try`, a branch or a closure, and never makes a session that the direct call would not have needed. Here one of these would have been necessary, or a name in the code would have been captured.',
    before: `export const tools = composio.tools.get(userId, { toolkits: ['github'] });`,
    after: `export async function getTools(userId: string) {
  const session = await composio.create(userId, { toolkits: ['github'] });
  return session.tools();
}`,
    todo: 'Put the call into a statement of its own inside an `async` function, awaited, and run the tool again. Or write the session by hand.',
  },
  {
    code: 'evaluation-order',
    kind: 'manual',
    title: 'A value would be read at another moment than before',
    means:
      'An argument of the call can change, and the rewrite would read it after an `await` or inside a callback instead of where it is read now.',
    why: 'The session has to be awaited first. What is evaluated behind that `await` may have changed in the meantime, and a getter or a function call would run in another order. Only literals, `const` values and properties of a `const` that nothing writes in between are safe to move.',
    before: `return composio.connectedAccounts.link(userId, nextAuthConfig(), { callbackUrl: state.url });`,
    after: `const callbackUrl = state.url;
const session = await composio.create(userId, { toolkits: ['github'], authConfigs: { github: authConfigId } });
return session.authorize('github', { callbackUrl });`,
    todo: 'Put the arguments into `const` variables before the call and run the tool again.',
  },
  {
    code: 'wider-access',
    kind: 'manual',
    alsoKind: 'effect',
    title: 'The session would reach more than the direct call did',
    means:
      'On a manual site: the limit of the direct call cannot be carried over. As a note on a migrated site: it was migrated with `--allow-wider`, and its session reaches more toolkits or tools than the direct call did.',
    why: 'A session without limits reaches every toolkit. The tool never widens what an agent or a program may reach unless you ask for it, because nothing in the types or the tests of a project would show it.',
    before: `const tools = await composio.tools.get(userId, { search: 'create issue' });`,
    after: `const session = await composio.create(userId, { toolkits: ['github'] });
const tools = await session.tools();`,
    todo: 'Decide which toolkits the session may reach and write them into its `toolkits`. `--allow-wider` migrates the site without the limit and says so in the report.',
  },
  {
    code: 'limit-may-be-missing',
    kind: 'manual',
    title: 'The list that limits the tools may be undefined',
    means:
      'The toolkits or tools of the filter come from an expression that can be `undefined` at run time, so that the session would sometimes have no limit.',
    why: 'A session whose `toolkits` is `undefined` reaches every toolkit. A direct call without a filter and a session without one are not the same thing: the tool does not guess which toolkits you meant.',
    before: `const tools = await composio.tools.get(userId, { toolkits: options.toolkits });`,
    after: `const session = await composio.create(userId, { toolkits: options.toolkits ?? ['github'] });
const tools = await session.tools();`,
    todo: 'Give the value a default, or stop when it is missing, and run the tool again.',
  },
  {
    code: 'filter-unknown',
    kind: 'manual',
    title: 'The filter could not be read',
    means: 'The filter of `tools.get` is a variable, a spread or a computed value whose parts are not in reach.',
    why: 'The keys of the filter decide the kind of session: `toolkits` and `tools` become limits, `search` has no session form. Without seeing the keys the tool would have to guess, and could drop a limit without anyone noticing.',
    before: `const tools = await composio.tools.get(userId, { ...defaults, ...filter });`,
    after: `const session = await composio.create(userId, { toolkits: filter.toolkits });
const tools = await session.tools();`,
    todo: 'Write the filter as an object literal at the call, or as a `const` in the same file that nothing changes, and run the tool again.',
  },
  {
    code: 'no-session-filter',
    kind: 'manual',
    title: 'This filter does not exist for sessions',
    means: 'The call filters by `search`, `scopes`, or by `tags` that are not behaviour hints.',
    why: 'A session can be limited by `toolkits`, by `tools`, and by the tags `readOnlyHint`, `destructiveHint`, `idempotentHint` and `openWorldHint`. Dropping any other filter would give the agent more tools than before.',
    before: `const tools = await composio.tools.get(userId, { search: 'send an email', limit: 5 });`,
    after: `const session = await composio.create(userId, { toolkits: ['gmail'] });
const tools = await session.tools(); // the agent searches by itself`,
    todo: 'Name the toolkits (or the tools) that the search was meant to find and make the session with them. Sessions have a search of their own: with the meta tools the agent looks for what it needs.',
  },
  {
    code: 'unknown-shape',
    kind: 'manual',
    title: 'The arguments do not have a known shape',
    means: 'The call has arguments, or keys in them, that no published version of the SDK describes for this method.',
    why: 'It may be code for another version, a wrapper with the same name, or a mistake. What the arguments mean decides the session, so they have to be known.',
    before: `const tools = await composio.tools.get({ userId, toolkits: ['github'] });`,
    after: `const session = await composio.create(userId, { toolkits: ['github'] });
const tools = await session.tools();`,
    todo: 'Bring the call into the form that the SDK documents (user first, then the filter or the slug) and run the tool again.',
  },
  {
    code: 'needs-named-tools',
    kind: 'manual',
    title: 'A model gets the tools, and the code depends on which they are',
    means:
      'The result of this toolkit filter goes to a model, and code counts it, searches it, goes through it or reads its names as well; or an approval step, a comparison or a modifier is meant for certain tools.',
    why: 'By default `session.tools()` gives meta tools: search, execute, manage accounts, a sandbox. Code that looks at them finds other tools than before. Direct tools of a whole toolkit would be a longer list than before, so that is not a safe choice either. Where only code reads the list and no model gets it, it becomes direct tools without a question; where a prompt, `toolChoice` or a look-up names tools by their slugs, these stand beside the meta tools (`preload`).',
    before: `const tools = await composio.tools.get(userId, { toolkits: ['github'] });
const createIssue = tools['GITHUB_CREATE_AN_ISSUE'];`,
    after: `const session = await composio.create(userId, {
  sessionPreset: 'direct_tools',
  toolkits: ['github'],
  tools: { github: ['GITHUB_CREATE_AN_ISSUE'] },
});
const tools = await session.tools();
const createIssue = tools['GITHUB_CREATE_AN_ISSUE'];`,
    todo: 'Name the tools: change the filter to `tools: [...]` and run the tool again. Or choose for the whole run: `--tools direct` gives tools under their own names, `--tools meta` gives meta tools and leaves the names in your code to you.',
  },
  {
    code: 'tools-use-unknown',
    kind: 'manual',
    title: 'It cannot be seen where the tools go',
    means:
      'The list of tools is returned, stored or passed to a place that cannot be followed to its end: a function without source, one that nothing in the project calls, a container that others read.',
    why: 'A model needs meta tools and several turns; code that reads the list needs the tools themselves, under their names. Which of the two is right is decided by the last reader of the list, and that one is out of sight.',
    before: `export async function toolsFor(userId: string) {
  return composio.tools.get(userId, { toolkits: ['github'] });
}`,
    after: `export async function toolsFor(userId: string) {
  const session = await composio.create(userId, { toolkits: ['github'] });
  return session.tools(); // an agent of several turns gets them
}`,
    todo: 'Look where the list ends. If only a model gets it, in a loop of several turns, run again on this file with `--tools meta`. If code reads it, or you are not sure, use `--tools direct`.',
  },
  {
    code: 'needs-agent-loop',
    kind: 'manual',
    title: 'The code gives the model a single turn',
    means:
      'There is one completion and one handling of tool calls, or a step limit below five, so the model has no turns left to work with meta tools.',
    why: 'With meta tools an agent first searches, then reads a schema, then executes: several turns for what used to be one. Code with a single turn would compile and then do nothing useful.',
    before: `const response = await openai.chat.completions.create({ model, messages, tools });
await composio.provider.handleToolCalls(userId, response);`,
    after: `const session = await composio.create(userId, {
  sessionPreset: 'direct_tools',
  toolkits: ['github'],
  tools: { github: ['GITHUB_CREATE_AN_ISSUE'] },
});
const tools = await session.tools(); // concrete tools: one turn is enough`,
    todo: 'Either name the tools in the filter (`tools: [...]`) or use `--tools direct`, which keep one turn enough; or give the model a loop and use `--tools meta`.',
  },
  {
    code: 'modifiers',
    kind: 'manual',
    title: 'The modifiers do something that has to be checked by hand',
    means: 'Modifiers are passed that are not written inline, or that use their context in more than a simple way.',
    why: 'Modifiers of a session get another context: in `beforeExecute`, `params` are the arguments themselves (not an object with `arguments` and `userId` in it), and there is a `sessionId`. With meta tools they also see meta tool slugs. A modifier that is not changed along would run and do the wrong thing.',
    before: `const tools = await composio.tools.get(userId, { toolkits: ['github'] }, {
  beforeExecute: ({ params }) => ({ ...params, arguments: { ...params.arguments, per_page: 10 } }),
});`,
    after: `const tools = await session.tools({
  beforeExecute: ({ params }) => ({ ...params, per_page: 10 }),
});`,
    todo: 'Write the modifiers inline, or adapt them by hand to the session context and pass them to `session.tools(modifiers)`.',
  },
  {
    code: 'strict',
    kind: 'manual',
    title: 'It could be migrated, but would behave differently (--strict)',
    means: 'The site has a session form whose effect is `differs`, and the run was started with `--strict`.',
    why: '`--strict` migrates only what behaves exactly as before. The message names the notes that say what would differ.',
    todo: 'Read the notes named in the message and, if they are fine with you, run again without `--strict` on this file.',
  },
];
