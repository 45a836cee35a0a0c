import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function send() {
  const { data } = await composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: 'alice',
    arguments: { text: 'hi' },
    dangerouslySkipVersionCheck: true,
  });
  if (data.text) {
    var session = { text: data.text };
  }
  return session;
}

console.log(await send());
