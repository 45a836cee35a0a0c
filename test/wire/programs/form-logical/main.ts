import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(send: boolean, list: boolean) {
  const sent =
    send &&
    (await composio.tools.execute('SLACK_SEND_MESSAGE', {
      userId: 'alice',
      arguments: { text: 'hello' },
      dangerouslySkipVersionCheck: true,
    }));
  const tools = (list && (await composio.tools.get('alice', { tools: ['SLACK_SEND_MESSAGE'] }))) || [];
  return `${sent ? sent.successful : 'not sent'}, ${tools.length} tools`;
}

console.log(await run(false, true));
