import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function connect(userId: string, toolkit: string) {
  const request = await composio.toolkits.authorize(userId, toolkit);
  console.log(request.redirectUrl);
}

for (const toolkit of ['github', 'GMAIL', 'Slack']) await connect('erin', toolkit);
