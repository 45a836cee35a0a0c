import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

type Outcome = { successful: boolean; error: string | null; data: Record<string, unknown> };
const fallback = async (): Promise<Outcome> => ({ successful: true, error: 'sent by mail instead', data: {} });

async function send() {
  let result: Outcome = await composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: 'alice',
    arguments: { fail: 'channel_not_found' },
    dangerouslySkipVersionCheck: true,
  });
  if (!result.successful) result = await fallback();
  return `${result.successful} ${result.error}`;
}

console.log(await send());
