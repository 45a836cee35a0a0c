import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const tools = await composio.tools.get('carol', { authConfigIds: [process.env.GMAIL_AUTH_CONFIG_ID!] });
console.log('got tools:', Array.isArray(tools));
