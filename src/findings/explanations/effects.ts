import type { Explanation } from '../explanation.js';

/** Notes of migrated sites that say how they can behave differently. */
export const EFFECT_EXPLANATIONS: readonly Explanation[] = [
  {
    code: 'meta-tools',
    kind: 'effect',
    title: 'The agent gets meta tools instead of the tools themselves',
    means:
      '`session.tools()` gives tools to search, to read schemas, to execute, to manage connected accounts, and a sandbox with a shell.',
    why: 'This is the way of working that sessions are made for: the agent finds tools at run time instead of carrying long lists. It needs several turns for what used to be one, and it can do things that a fixed list could not. The toolkits that it reaches are limited as before.',
    before: `const tools = await composio.tools.get(userId, { toolkits: ['github'] });`,
    after: `const session = await composio.create(userId, { toolkits: ['github'] });
const tools = await session.tools();`,
    todo: 'Check that the agent loop allows enough turns. `--no-sandbox` and `--no-manage-connections` switch these meta tools off; `--tools direct` gives the tools under their own names and no meta tools.',
  },
  {
    code: 'ranking-dropped',
    kind: 'effect',
    title: 'limit and important are gone',
    means: 'The direct filter had `limit` or `important`, which sessions do not have.',
    why: 'Both choose which of the allowed tools come first in the list; neither decides what is allowed. With meta tools the agent searches, so the length of the list no longer matters.',
    before: `await composio.tools.get(userId, { toolkits: ['github'], limit: 20 });`,
    after: `const session = await composio.create(userId, { toolkits: ['github'] });
await session.tools();`,
    todo: 'Nothing for most agents. If you need exactly a few tools, name them in the filter (`tools: [...]`) and run the tool again.',
  },
  {
    code: 'duplicate-accounts',
    kind: 'effect',
    title: 'Connecting a second time no longer fails',
    means:
      '`link` threw when the user was already connected under this auth config. `session.authorize` starts a new link instead.',
    why: 'A session may have several connected accounts per toolkit; the newest one wins. Code that showed the error to users now shows them a new link.',
    before: `const request = await composio.connectedAccounts.link(userId, 'ac_your_github_config');`,
    after: `const request = await session.authorize('github');`,
    todo: 'If users can reach this code when they are already connected, ask `connectedAccounts.list` first.',
  },
  {
    code: 'retries',
    kind: 'effect',
    title: 'A failed request may be sent again',
    means: 'With this SDK version `session.execute` repeats a request after a server error.',
    why: '`tools.execute` never repeats from 0.14.1 on, `session.execute` uses the default of the API client: after a 502 the request is sent three times in all. (By the release notes, from 0.23.0 on it is not repeated any more.) A tool that writes may then have written twice.',
    todo: 'Look at the tools that write, such as sending or creating. Where a second run would hurt, make the call idempotent or keep the direct call with an ignore comment; a newer SDK does not repeat.',
  },
  {
    code: 'session-per-call',
    kind: 'effect',
    title: 'A session is made for every call',
    means: 'Each time this code runs it makes a session first, which is one more request.',
    why: 'The tool only shares a session where client, user and limits are certainly the same. In a loop over users, or in a function that is called often, each call gets its own.',
    before: `for (const user of users) {
  await composio.tools.execute('GMAIL_SEND_EMAIL', { userId: user.id, arguments: email });
}`,
    after: `for (const user of users) {
  const session = await composio.create(user.id, { toolkits: ['gmail'] });
  await session.execute('GMAIL_SEND_EMAIL', email);
}`,
    todo: 'On a hot path keep the session: store `session.sessionId` per user and take it up again with `composio.use(sessionId)`.',
  },
  {
    code: 'account-lookup',
    kind: 'effect',
    title: 'The account is looked up before the session',
    means: '`--accounts lookup` wrote out what the direct call did by itself: it takes the newest active account.',
    why: 'Nothing says under which auth config the accounts of the toolkit are, so the session is given the account itself. That is one more request for each toolkit and session, and an account that the user connects later is only seen by the next session.',
    before: `await composio.tools.execute('GMAIL_FETCH_EMAILS', { userId, arguments: {} });`,
    after: `const {
  items: [account],
} = await composio.connectedAccounts.list({
  userIds: [userId],
  toolkitSlugs: ['gmail'],
  statuses: ['ACTIVE'],
});
const session = await composio.create(userId, {
  toolkits: ['gmail'],
  ...(account ? { connectedAccounts: { gmail: [account.id] } } : {}),
});
await session.execute('GMAIL_FETCH_EMAILS', {});`,
    todo: 'Name the auth config when you know it (`--auth-config <id or variable>=<toolkit>`): the session then finds the account without a look-up.',
  },
  {
    code: 'account-owner',
    kind: 'effect',
    title: 'The connected account must belong to the user',
    means: 'The direct call named a connected account; the session now gets it in `connectedAccounts` or as `account`.',
    why: 'A direct execution takes any connected account of the project. A session only takes accounts of its own user and fails with others.',
    before: `await composio.tools.execute(slug, { userId, connectedAccountId, arguments: args });`,
    after: `const session = await composio.create(userId, {
  toolkits: ['gmail'],
  connectedAccounts: { gmail: [connectedAccountId] },
});
await session.execute(slug, args);`,
    todo: 'Make sure that the account was connected by this very user id.',
  },
  {
    code: 'narrowed-account',
    kind: 'effect',
    title: 'The auth config limits which accounts are found',
    means: 'The session got an auth config that another place in the project uses for this toolkit.',
    why: 'Without it, the session would not use your own auth config at all, and accounts connected under it would not be found. With it, accounts of the user under another auth config of the same toolkit are not found either; the direct call took any of them.',
    before: `const tools = await composio.tools.get(userId, { toolkits: ['github'] });`,
    after: `const session = await composio.create(userId, {
  toolkits: ['github'],
  authConfigs: { github: 'ac_your_github_config' },
});
const tools = await session.tools();`,
    todo: 'If users have accounts under several auth configs of one toolkit, give each session the one it should use.',
  },
  {
    code: 'version-unpinned',
    kind: 'effect',
    title: 'The toolkit version is no longer pinned',
    means: 'The call or the client named a concrete toolkit version; sessions choose the version themselves.',
    why: 'A session has no version setting. A tool whose arguments or results changed since the pinned version behaves as its newer version does.',
    before: `await composio.tools.execute('GITHUB_GET_REPO', { userId, version: '20251027_00', arguments: { owner, repo } });`,
    after: `await session.execute('GITHUB_GET_REPO', { owner, repo });`,
    todo: 'Test the tools that you pinned for a reason, and look at the fields you read from their results.',
  },
];
