import type { Explanation } from '../explanation.js';

/** Codes of sites that were left on purpose. */
export const KEPT_EXPLANATIONS: readonly Explanation[] = [
  {
    code: 'credentials-in-code',
    kind: 'kept',
    title: 'Credentials are given in code: this goes on working',
    means:
      '`connectedAccounts.initiate` is called with `config` (an API key, a token, user name and password), or on an auth config known not to be OAuth.',
    why: '`session.authorize` sends the user to a page. It has no way to hand over credentials that your program already has, so there is no session form. Accounts made this way are found by sessions like any other account of the user.',
    before: `await composio.connectedAccounts.initiate(userId, authConfigId, {
  config: AuthScheme.APIKey({ api_key: key }),
});`,
    todo: 'Nothing. Give sessions that should use these accounts the same auth config in `authConfigs`.',
  },
  {
    code: 'ignored',
    kind: 'kept',
    title: 'Left alone because a comment says so',
    means: 'A comment `composio-to-sessions-ignore-next-line` stands above the call.',
    why: 'Somebody decided to keep this direct call. It stays in the report, and `--check` does not count it.',
    before: `// composio-to-sessions-ignore-next-line: nightly job, no agent
await composio.tools.execute(slug, { userId, arguments: args });`,
    todo: 'Nothing. Remove the comment to let the tool look at the call again.',
  },
  {
    code: 'not-selected',
    kind: 'kept',
    title: 'It was left out of this run',
    means:
      'The run was limited with `--transform`, and this call belongs to another transform; or it was skipped, or not reached, in interactive mode.',
    why: 'A limited run still accounts for every direct call, so that nothing is forgotten.',
    todo: 'Run again with this transform or without `--transform` (`composio-to-sessions list` shows the names), or accept the change in interactive mode.',
  },
  {
    code: 'probe',
    kind: 'kept',
    title: 'The code only asks whether the method is there',
    means:
      'The method is tested and not called: with `typeof`, in a condition, before a `&&`, compared with `undefined`.',
    why: 'A test sends nothing and belongs to no user. Clients of every version of the SDK have the method, so the test goes on saying yes; a call behind it is looked at like every other call.',
    before: `if (typeof composio.tools.execute === 'function') {
  await composio.tools.execute('GITHUB_GET_A_REPOSITORY', { userId, arguments: args });
}`,
    todo: 'Nothing. The test can be taken out once the call behind it uses a session.',
  },
  {
    code: 'session-fallback',
    kind: 'kept',
    title: 'A fallback for the case that the session fails',
    means: '`toolkits.authorize` is called where a `session.authorize` before it has failed.',
    why: 'The file already uses a session here and keeps the direct call as a second way. Rewriting it would try the same thing twice and take the fallback away.',
    before: `try {
  return await session.authorize('github');
} catch {
  return composio.toolkits.authorize(userId, 'github');
}`,
    todo: 'Nothing. Remove the fallback by hand once you trust the session.',
  },
  {
    code: 'provider-takes-user',
    kind: 'kept',
    title: 'The provider runs tool calls for a user, not yet for a session',
    means:
      'The method or the version of the provider package takes a user id only, and the tools that the model got come from a session under their own names.',
    why: 'Tools under their own names still run for the user, as before, so nothing breaks. Only from some version on does a provider take the session in the place of the user.',
    before: `const session = await composio.create(userId, { sessionPreset: 'direct_tools', toolkits: ['github'] });
const tools = await session.tools();
await composio.provider.handleToolCalls(userId, response);`,
    todo: 'Nothing. Run again when the provider takes a session, to have it given the one of the tools.',
  },
];
