import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const filter = { toolkits: ['github'] };
if (process.env.WITH_SLACK) filter.toolkits.push('slack');
const tools = await composio.tools.get('alice', filter);
console.log('tools:', tools.length);
