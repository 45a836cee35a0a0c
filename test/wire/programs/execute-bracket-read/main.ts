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
    arguments: { text: 'hi', fail: process.env.FAIL },
    dangerouslySkipVersionCheck: true,
  });
  if (!result?.successful) return 'lost';
  return `${result['successful']} ${result!.successful} ${result?.data?.['text']} ${typeof result.successful}`;
}

console.log(await send());
