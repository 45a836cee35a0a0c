import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

function connect(userId: string) {
  return composio.connectedAccounts.link(userId, process.env.GITHUB_AUTH_CONFIG_ID!, { allowMultiple: true });
}

const request = await connect('erin');
console.log(JSON.stringify(request));
const account = await request.waitForConnection(5_000);
console.log(account.toolkit.slug, account.status, account.authConfig.id);
