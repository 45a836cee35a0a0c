import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(userId: string, loud: boolean) {
  if (loud) {
    const shout = await composio.tools.execute('SLACK_SEND_MESSAGE', {
      userId,
      arguments: { text: 'LOUD' },
      dangerouslySkipVersionCheck: true,
    });
    console.log(shout.data.text);
  }
  const said = await composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId,
    arguments: { text: 'quiet' },
    dangerouslySkipVersionCheck: true,
  });
  return said.data.text;
}

console.log(await run('alice', false));
