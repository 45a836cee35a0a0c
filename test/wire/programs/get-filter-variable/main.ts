import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const filter = { tools: ['NOTION_CREATE_PAGE'] };
const base = { toolkits: ['slack'] };

const pages = await composio.tools.get('alice', filter);
console.log(pages.map((tool) => 'function' in tool && tool.function.name));
const chat = await composio.tools.get('alice', { ...base });
console.log(Array.isArray(chat));
