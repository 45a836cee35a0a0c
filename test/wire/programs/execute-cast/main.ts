import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

interface Sent {
  successful: boolean;
  data: { channel: string };
}

const sent = (await composio.tools.execute('SLACK_SEND_MESSAGE', {
  userId: 'alice',
  arguments: { channel: '#dev' },
  dangerouslySkipVersionCheck: true,
})) as unknown as Sent;
console.log(sent.successful, sent.data.channel);
