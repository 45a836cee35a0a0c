import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

export async function connect(userId, options) {
  const request = await composio.connectedAccounts.link(userId, process.env.SLACK_AUTH_CONFIG_ID, options);
  return request.redirectUrl;
}

console.log(await connect('erin', JSON.parse('{"allowMultiple":false}')));
