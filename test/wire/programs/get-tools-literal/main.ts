import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const tools = await composio.tools.get('alice', { tools: ['GITHUB_CREATE_AN_ISSUE', 'GMAIL_SEND_EMAIL'] });
for (const tool of tools) {
  if (tool.type === 'function') console.log(tool.function.name, '-', tool.function.description);
}
