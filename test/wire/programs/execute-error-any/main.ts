import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function attempt(userId: string) {
  try {
    const result = await composio.tools.execute('GMAIL_SEND_EMAIL', {
      userId,
      arguments: {},
      dangerouslySkipVersionCheck: true,
    });
    console.log(result.data);
  } catch {
    console.log('the connection has expired');
  }
  try {
    const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
      userId,
      connectedAccountId: 'ca_alice_github',
      arguments: {},
      dangerouslySkipVersionCheck: true,
    });
    console.log(result.data);
  } catch {
    console.log('not your account');
  }
}

await attempt('bob');
