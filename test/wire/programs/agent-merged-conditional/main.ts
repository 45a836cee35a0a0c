import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const tools = await composio.tools.get('alice', { toolkits: ['github'] });
if (process.env.WITH_SLACK) {
  tools.push(...(await composio.tools.get('alice', { toolkits: ['slack'] })));
}
const offered = tools.length;
console.log('tools offered:', offered > 2);
