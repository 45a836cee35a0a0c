import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function check(userId: string, accounts: string[]) {
  for (const connectedAccountId of accounts) {
    try {
      const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
        userId,
        connectedAccountId,
        arguments: {},
        dangerouslySkipVersionCheck: true,
      });
      console.log('works:', data.account);
    } catch {
      console.log('does not work:', connectedAccountId);
    }
  }
}

await check('carol', ['ca_alice_github', 'ca_carol_github']);
