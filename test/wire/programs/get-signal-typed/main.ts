import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const stop = new AbortController();
const tools = await composio.tools.get('alice', { tools: ['SLACK_SEND_MESSAGE'] }, { signal: stop.signal });
console.log(tools.length);
