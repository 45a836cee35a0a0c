import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const result = await composio.tools.execute('GMAIL_SEND_EMAIL', {
  userId: 'alice',
  version: '20250909_00',
  arguments: { to: 'bo@example.com' },
});
console.log(result.data.to, result.successful);
