import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

try {
  const request = await composio.connectedAccounts.link('carol', process.env.GITHUB_AUTH_CONFIG_ID!);
  console.log('linked', request.redirectUrl);
} catch {
  console.log('could not link');
}
