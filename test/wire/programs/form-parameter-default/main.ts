import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function count(pending = composio.tools.get('alice', { tools: ['GMAIL_SEND_EMAIL'] })) {
  return (await pending).length;
}

console.log(await count(Promise.resolve([])), await count());
