import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const slugs = (process.env.SLUGS ?? 'GMAIL_SEND_EMAIL').split(',');

function load(userId: string) {
  return composio.tools.get(userId, { tools: slugs });
}

const loading = load('alice');
slugs.push('GMAIL_DELETE_MESSAGE');
console.log((await loading).length);
