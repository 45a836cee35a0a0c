import { Composio, ComposioMultipleConnectedAccountsError } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const first = await composio.connectedAccounts.link('erin', process.env.GITHUB_AUTH_CONFIG_ID!, { allowMultiple: false });
console.log(first.redirectUrl);

try {
  await composio.connectedAccounts.link('carol', process.env.GITHUB_AUTH_CONFIG_ID!);
  console.log('connecting');
} catch (error) {
  if (!(error instanceof ComposioMultipleConnectedAccountsError)) throw error;
  console.log('already connected');
}
