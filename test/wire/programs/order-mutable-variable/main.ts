import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

let text = 'first';

async function send() {
  const result = await composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: 'alice',
    arguments: { text },
    dangerouslySkipVersionCheck: true,
  });
  return result.data.text;
}

const sending = send();
text = 'second';
console.log(await sending);
