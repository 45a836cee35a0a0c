import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function load(userId: string, toolkits: string[]) {
  const tools = await composio.tools.get(userId, { toolkits });
  return Array.isArray(tools);
}

console.log(await load('alice', (process.env.TOOLKITS ?? 'GITHUB,Gmail').split(',')));
