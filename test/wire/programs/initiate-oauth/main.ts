import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const request = await composio.connectedAccounts.initiate('erin', process.env.SLACK_AUTH_CONFIG_ID!, {
  allowMultiple: true,
  callbackUrl: 'https://app.test/back',
});
console.log(request.redirectUrl);
