import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(userId: string) {
  const session = await composio.create(userId);
  const found = await session.execute('SLACK_LIST_ALL_CHANNELS', {});
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  return [found.data.tool, Array.isArray(tools)];
}

console.log(await run('alice'));
