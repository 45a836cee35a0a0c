import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

// composio-to-sessions-ignore-next-line: we want these tools
const tools = await composio.tools.get('alice', { tools: ['GMAIL_FETCH_EMAILS'] });
console.log(tools.map((tool) => 'function' in tool && tool.function.name).join(' '));
