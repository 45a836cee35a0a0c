import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const toolkit = await composio.toolkits.get('github');
const configs = await composio.authConfigs.list({ toolkit: 'github' });
const accounts = await composio.connectedAccounts.list({ userIds: ['alice'], toolkitSlugs: ['github'] });
const account = await composio.connectedAccounts.get(accounts.items[0]!.id);
const trigger = await composio.triggers.create('alice', 'GITHUB_COMMIT_EVENT', { connectedAccountId: account.id });
console.log(toolkit.slug, configs.items.length, account.status, trigger.triggerId);
const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
  userId: 'alice',
  arguments: {},
  dangerouslySkipVersionCheck: true,
});
console.log(result.data.account);
