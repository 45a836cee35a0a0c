import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const reading = await composio.tools.get('alice', { toolkits: ['github'], tags: ['readOnlyHint'] });
console.log('reading:', Array.isArray(reading));
const tagged = await composio.tools.get('alice', { toolkits: ['gmail'], tags: ['important'] });
console.log(tagged.map((tool) => 'function' in tool && tool.function.name).join(' '));
