import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function send() {
  const result = await composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: 'alice',
    arguments: { text: 'hi' },
    dangerouslySkipVersionCheck: true,
  });
  if (result.data.text !== 'hello') result.successful = false;
  return [result.successful, result.error];
}

console.log(await send());
