import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function each(userId: string) {
  const { items } = await composio.connectedAccounts.list({ userIds: [userId], toolkitSlugs: ['github'] });
  const seen: unknown[] = [];
  for (const account of items) {
    const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
      userId,
      connectedAccountId: account.id,
      arguments: {},
      dangerouslySkipVersionCheck: true,
    });
    seen.push(data.account);
  }
  return seen;
}

console.log(await each('dave'));
