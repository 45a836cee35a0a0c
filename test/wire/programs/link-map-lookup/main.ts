import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const AUTH_CONFIGS = { github: 'ac_github', gmail: 'ac_gmail' };

async function connect(userId: string, toolkit: keyof typeof AUTH_CONFIGS) {
  const request = await composio.connectedAccounts.link(userId, AUTH_CONFIGS[toolkit], { allowMultiple: true });
  return request.redirectUrl;
}

console.log(await connect('erin', 'github'));
console.log(await connect('erin', 'gmail'));
