import type { Explanation } from '../explanation.js';

/** Manual codes about auth configs, connected accounts and the toolkit behind them. */
export const ACCOUNT_EXPLANATIONS: readonly Explanation[] = [
  {
    code: 'toolkit-unknown',
    kind: 'manual',
    title: 'The toolkit of the auth config is not known',
    means:
      'The call names an auth config, but nothing in the code shows to which toolkit it belongs, or two signs disagree.',
    why: '`session.authorize` wants the toolkit, which the direct call does not contain. It is taken only from evidence: your own mapping, the place where the auth config is listed or created, the key of a lookup, the branch that assigns it, a name such as `GITHUB_AUTH_CONFIG_ID` or `GCAL_AUTH_CONFIG_ID`, or an id that spells it (`ac_github_team`). A wrong toolkit would send users to the wrong consent page.',
    before: `return composio.connectedAccounts.link(userId, process.env.AUTH_CONFIG_ID!);`,
    after: `const session = await composio.create(userId, {
  toolkits: ['github'],
  authConfigs: { github: process.env.AUTH_CONFIG_ID! },
});
return session.authorize('github');`,
    todo: 'Run again with `--auth-config <id or name>=<toolkit>`, for example `--auth-config AUTH_CONFIG_ID=github`. Interactive mode (`-i`) asks and remembers the answer in `composio-to-sessions.json`; `--resolve-auth-configs` asks the Composio API.',
  },
  {
    code: 'toolkit-unproven',
    kind: 'manual',
    title: 'The toolkit is an expression that may not be a toolkit slug',
    means:
      'There is evidence for the toolkit, but it is an expression of which neither its values nor what the code does with it prove that it is a toolkit slug.',
    why: 'Keys such as `Google Calendar` or `drive` are common in maps and menus. A session takes slugs such as `googlecalendar`; with anything else the request fails at run time, where no type shows it.',
    before: `const ids = { 'Google Calendar': 'ac_1', Drive: 'ac_2' };
return composio.connectedAccounts.link(userId, ids[name]);`,
    after: `const ids = { googlecalendar: 'ac_1', googledrive: 'ac_2' };
const session = await composio.create(userId, { toolkits: [toolkit], authConfigs: { [toolkit]: ids[toolkit] } });
return session.authorize(toolkit);`,
    todo: 'Key the map by toolkit slugs, or give the expression a type of slugs (`"github" | "slack"`), and run the tool again. Keys that are slugs but for case or separators (`GITHUB`, `google_drive`) are proven, and so is what the code gives the API as a toolkit.',
  },
  {
    code: 'auth-config-unknown',
    kind: 'manual',
    title: 'A session would not find the accounts of this call',
    means:
      'Nothing says under which auth config the accounts of this toolkit are, or the one that is known cannot be written where the session is made.',
    why: 'A direct call takes the newest account of the user under any auth config. A session finds accounts only under the auth configs that it is given, or that sessions made themselves. Without the right one the call compiles, and at run time it finds no account or asks the user to connect again.',
    before: `await composio.tools.execute('LINEAR_LIST_ISSUES', { userId, arguments: {} });`,
    after: `const session = await composio.create(userId, {
  toolkits: ['linear'],
  authConfigs: { linear: process.env.LINEAR_AUTH_CONFIG_ID! },
});
await session.execute('LINEAR_LIST_ISSUES', {});`,
    todo: "Run again with `--auth-config <id or variable>=<toolkit>`, such as `--auth-config LINEAR_AUTH_CONFIG_ID=linear`. Use `--auth-config 'managed=linear'` if sessions made the accounts, so that nothing has to be passed; `managed=*` says that of all toolkits that nothing else is known of. `--accounts lookup` looks the account up in the code instead, with one more request. `--resolve-auth-configs` asks the Composio API, and takes the only enabled auth config of the toolkit.",
  },
  {
    code: 'auth-config-ambiguous',
    kind: 'manual',
    title: 'The project uses two auth configs for one toolkit',
    means: 'Several places name different auth configs for the same toolkit, so that none can be put into a session.',
    why: 'A session has one auth config per toolkit. Under which of them the accounts of a user are is not in the code, and with the wrong one they are not found.',
    before: `await composio.connectedAccounts.link(userId, 'ac_github_work');
await composio.connectedAccounts.link(userId, 'ac_github_home');
await composio.tools.execute('GITHUB_LIST_ISSUES', { userId, arguments: {} });`,
    after: `const session = await composio.create(userId, {
  toolkits: ['github'],
  authConfigs: { github: 'ac_github_work' },
});
await session.execute('GITHUB_LIST_ISSUES', {});`,
    todo: 'Answer in interactive mode (`-i`), which keeps the choice in `composio-to-sessions.json` under `preferred` (toolkit to auth config), or write the right one into `authConfigs` of the session by hand.',
  },
  {
    code: 'auth-config-implicit',
    kind: 'manual',
    alsoKind: 'effect',
    title: 'The service picks the auth config here, a session would not',
    means:
      '`toolkits.authorize` is called without an auth config, the project does not show exactly one for this toolkit, and there is no place for a statement before the call; or its auth config may be undefined. As a note on a migrated site: the service chooses the auth config, as `--accept auth-config-implicit` allows.',
    why: 'The direct call takes the first auth config that the Composio project has for the toolkit and makes a managed one only if there is none. A session uses an auth config only if it is given one: your own would be passed by, with another consent page, and accounts under it would not be found.',
    before: `const request = await composio.toolkits.authorize(userId, 'github');`,
    after: `const { items: [authConfig] } = await composio.authConfigs.list({ toolkit: 'github' });
const session = await composio.create(userId, {
  toolkits: ['github'],
  ...(authConfig ? { authConfigs: { github: authConfig.id } } : {}),
});
const request = await session.authorize('github');`,
    todo: 'Put the call, awaited, into a statement of its own in an `async` function and run again: what the direct call does is then written out as above. Or say which auth config belongs to the toolkit: `--auth-config ac_…=<toolkit>`, or pass it as the third argument. If you only use Composio-managed auth, `--accept auth-config-implicit` leaves the choice to the service.',
  },
  {
    code: 'single-account',
    kind: 'manual',
    title: 'The code relies on there being only one connected account',
    means:
      '`allowMultiple: false` is given, or a `catch` next to the call tests for the error that `link` throws when the user is already connected.',
    why: '`connectedAccounts.link` throws when the user has an active account under the auth config. `session.authorize` never does: it starts a new link, and the newest account wins. Code that waits for the error would connect users again and again.',
    before: `try {
  return await composio.connectedAccounts.link(userId, authConfigId);
} catch (error) {
  if (error instanceof ComposioMultipleConnectedAccountsError) return alreadyConnected();
  throw error;
}`,
    after: `const { items } = await composio.connectedAccounts.list({
  userIds: [userId],
  authConfigIds: [authConfigId],
  statuses: ['ACTIVE'],
});
if (items.length > 0) return alreadyConnected();
return session.authorize('github');`,
    todo: 'Ask `connectedAccounts.list` first whether the user is connected, then use `session.authorize`. If a user may link a second account, `--accept single-account` migrates such calls with a note.',
  },
  {
    code: 'account-owner-unknown',
    kind: 'manual',
    title: 'The connected account may belong to another user',
    means: 'The call names a connected account that changes while its user is a constant, such as `default`.',
    why: 'A direct execution takes any connected account of the project. A session belongs to one user and only takes accounts of that user. A fixed user with changing accounts usually means that the accounts belong to many users, and the session would refuse them.',
    before: `await composio.tools.execute('GMAIL_SEND_EMAIL', {
  userId: 'default',
  connectedAccountId: customer.accountId,
  arguments: email,
});`,
    after: `const session = await composio.create(customer.userId, {
  toolkits: ['gmail'],
  connectedAccounts: { gmail: [customer.accountId] },
});
await session.execute('GMAIL_SEND_EMAIL', email);`,
    todo: 'Make the session for the user who owns the account (`connectedAccounts.get(id)` tells), and give it the account in `connectedAccounts`. If the accounts do belong to the user of the call, `--accept account-owner-unknown` migrates such calls with a note.',
  },
];
