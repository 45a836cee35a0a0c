import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function archive(userId: string) {
  try {
    const { data } = await composio.tools.execute('SLACK_ARCHIVE_A_CHANNEL', {
      userId,
      arguments: { channel: '#old', status: 400 },
      dangerouslySkipVersionCheck: true,
    });
    console.log('archived', data.channel);
  } catch {
    console.log('could not archive');
  } finally {
    const { data } = await composio.tools.execute('SLACK_SEND_MESSAGE', {
      userId,
      arguments: { channel: '#ops' },
      dangerouslySkipVersionCheck: true,
    });
    console.log('told', data.channel);
  }
}

await archive('alice');
