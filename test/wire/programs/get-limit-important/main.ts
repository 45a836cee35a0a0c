import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const few = await composio.tools.get('alice', { toolkits: ['github'], limit: 2 });
const all = await composio.tools.get('bob', { toolkits: ['gmail'], important: false });
console.log(Array.isArray(few) && Array.isArray(all));
