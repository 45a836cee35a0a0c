import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function textOf(id: string): Promise<string> {
  throw new Error(`no text ${id}`);
}

async function run() {
  const result = await composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: 'alice',
    arguments: { text: await textOf('t1') },
    dangerouslySkipVersionCheck: true,
  });
  return result.data.text;
}

console.log(await run().catch((error: Error) => error.message));
