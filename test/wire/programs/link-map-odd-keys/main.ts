import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const AUTH_CONFIGS = { 'Google Calendar': 'ac_googlecalendar', GITHUB: 'ac_github' };

async function connect(service: keyof typeof AUTH_CONFIGS) {
  const request = await composio.connectedAccounts.link('erin', AUTH_CONFIGS[service]);
  return request.redirectUrl;
}

console.log(await connect('Google Calendar'));
