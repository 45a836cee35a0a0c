import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const AUTH_CONFIGS = { github: 'ac_github', slack: 'ac_slack' } as const;

const request = await composio.connectedAccounts.link('erin', AUTH_CONFIGS.slack, { allowMultiple: true });
console.log(request.redirectUrl);
