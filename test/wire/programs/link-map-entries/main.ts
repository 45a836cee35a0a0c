import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const AUTH_CONFIGS = { github: 'ac_github', gmail: 'ac_gmail' };

for (const [toolkit, authConfigId] of Object.entries(AUTH_CONFIGS)) {
  const request = await composio.connectedAccounts.link('erin', authConfigId, { allowMultiple: true });
  console.log(toolkit, request.redirectUrl);
}
