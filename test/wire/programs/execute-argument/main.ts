import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const show = (result: { successful: boolean; error: string | null }) => `${result.successful}/${result.error}`;

async function run() {
  const lines: string[] = [];
  lines.push(
    show(
      await composio.tools.execute('GMAIL_FETCH_EMAILS', {
        userId: 'alice',
        arguments: {},
        dangerouslySkipVersionCheck: true,
      }),
    ),
  );
  const sent = await composio.tools.execute('GMAIL_SEND_EMAIL', {
    userId: 'alice',
    arguments: { fail: 'no recipient' },
    dangerouslySkipVersionCheck: true,
  });
  lines.push(show(sent ?? { successful: false, error: 'nothing' }));
  return lines;
}

console.log(await run());
