import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const created = await composio.authConfigs.create('hubspot', { type: 'use_composio_managed_auth', name: 'ours' });
const request = await composio.connectedAccounts.link('erin', created.id);
console.log(request.redirectUrl);
