import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const textOf = async (id: string) => `text ${id}`;

async function run() {
  const sending = composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: 'alice',
    arguments: { text: await textOf('t1') },
    dangerouslySkipVersionCheck: true,
  });
  console.log('sending');
  const { data, successful } = await sending;
  return [data.text, successful];
}

console.log(await run());
