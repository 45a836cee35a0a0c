import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function get(userId: string, connectedAccountId?: string) {
  const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    connectedAccountId,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  return data.account;
}

console.log(await get('dave'), await get('dave', 'ca_dave_github_work'));
