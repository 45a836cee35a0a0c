import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function send(text: string) {
  const result = await composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: 'alice',
    arguments: { text },
    dangerouslySkipVersionCheck: true,
  });
  const report = () => `${result.data.text}: ${result.successful ? 'sent' : 'lost'}`;
  return report;
}

console.log((await send('hello'))());
