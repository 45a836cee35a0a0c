import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function authConfigFor(app: string): Promise<string> {
  const { items } = await composio.authConfigs.list({ toolkit: app.toLowerCase() });
  return items[0]!.id;
}

async function connect(app: string) {
  const request = await composio.connectedAccounts.link('erin', await authConfigFor(app));
  console.log(request.redirectUrl);
}

await connect('GITHUB');
await connect('slack');
