import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const request = await composio.connectedAccounts.link('carol', process.env.NOTION_AUTH_CONFIG_ID!, {
  callbackUrl: 'https://app.test/done',
  alias: 'second',
  allowMultiple: true,
});
console.log(request.id, request.redirectUrl);
