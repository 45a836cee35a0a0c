import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const result = await composio.tools.execute('SLACK_SEND_MESSAGE', {
  userId: 'alice',
  arguments: { channel: '#nowhere', fail: 'channel_not_found' },
  dangerouslySkipVersionCheck: true,
});
if (!result.successful) console.log('failed:', result.error);
else console.log('sent');
