import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const { items } = await composio.authConfigs.list({ toolkit: 'notion' });
const authConfig = items.find((item) => item.status === 'ENABLED') ?? items[0];
if (!authConfig) throw new Error('no auth config');
const request = await composio.connectedAccounts.link('erin', authConfig.id, { allowMultiple: true });
console.log(request.redirectUrl);
const account = await request.waitForConnection();
console.log(account.status, account.id);
