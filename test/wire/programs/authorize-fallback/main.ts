import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function connect(userId: string) {
  const session = await composio.create(userId, { toolkits: ['github'] });
  try {
    return await session.authorize('notion');
  } catch {
    return await composio.toolkits.authorize(userId, 'notion');
  }
}

console.log((await connect('erin')).redirectUrl);
