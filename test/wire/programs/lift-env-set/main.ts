import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const { data } = await composio.tools.execute('SLACK_SEND_MESSAGE', {
  userId: 'carol',
  arguments: { text: 'hello' },
  dangerouslySkipVersionCheck: true,
});
console.log(data.account, data.text);
