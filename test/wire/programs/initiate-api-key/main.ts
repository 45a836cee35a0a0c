import { AuthScheme, Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const request = await composio.connectedAccounts.initiate('erin', 'ac_stripe', {
  config: AuthScheme.APIKey({ api_key: 'sk_test' }),
});
console.log(request.id, request.status);
