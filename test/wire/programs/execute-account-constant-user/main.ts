import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function get(account: string) {
  const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'dave',
    connectedAccountId: account,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  return data.account;
}

console.log(await get('ca_dave_github_work'), await get('ca_dave_github_home'));
