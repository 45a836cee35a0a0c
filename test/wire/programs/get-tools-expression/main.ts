import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function namesOf(userId: string, slugs: string[]) {
  const tools = await composio.tools.get(userId, { tools: slugs });
  return tools.map((tool) => 'function' in tool && tool.function.name);
}

const wanted = (process.env.SLUGS ?? 'SLACK_SEND_MESSAGE,NOTION_SEARCH_PAGES').split(',');
console.log((await namesOf('alice', wanted)).join(' '));
