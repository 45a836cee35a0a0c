import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function connect(userId: string) {
  const request = await composio.connectedAccounts.link(userId, process.env.GOOGLE_CALENDAR_AUTH_CONFIG_ID!);
  return request.redirectUrl;
}

console.log(await connect('erin'));
