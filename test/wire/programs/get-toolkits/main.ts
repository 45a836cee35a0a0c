import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

// The tools of two toolkits.
const tools = await composio.tools.get('alice', { toolkits: ['GITHUB', 'SLACK'] });
console.log('tools are ready:', Array.isArray(tools));
