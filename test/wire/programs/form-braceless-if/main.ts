import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function note(loud: boolean) {
  if (loud)
    await composio.tools.execute('SLACK_SEND_MESSAGE', {
      userId: 'alice',
      arguments: { text: 'LOUD' },
      dangerouslySkipVersionCheck: true,
    });
  else
    await composio.tools.execute('GMAIL_SEND_EMAIL', {
      userId: 'alice',
      arguments: { text: 'quiet' },
      dangerouslySkipVersionCheck: true,
    });
  return loud ? 'told' : 'mailed';
}

console.log(await note(true));
