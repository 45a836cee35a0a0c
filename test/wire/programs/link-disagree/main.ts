import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function connect(toolkit: string) {
  if (toolkit === 'github') {
    const request = await composio.connectedAccounts.link('erin', process.env.SLACK_AUTH_CONFIG_ID!);
    console.log(request.redirectUrl);
  }
}

await connect('github');
