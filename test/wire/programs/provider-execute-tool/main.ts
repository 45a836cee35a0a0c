import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const result = await composio.provider.executeTool('SLACK_SEND_MESSAGE', { userId: 'alice', arguments: { text: 'hi' } });
console.log(result.successful, result.data.text);
