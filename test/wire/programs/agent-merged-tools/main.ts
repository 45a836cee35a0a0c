import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const tools = [
  ...(await composio.tools.get('alice', { tools: ['GITHUB_CREATE_AN_ISSUE'] })),
  ...(await composio.tools.get('alice', { tools: ['GMAIL_SEND_EMAIL'] })),
];
console.log(tools.map((tool) => 'function' in tool && tool.function.name).join(' '));
