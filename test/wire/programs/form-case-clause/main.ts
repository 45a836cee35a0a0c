import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function act(kind: string): Promise<unknown> {
  let account: unknown;
  switch (kind) {
    case 'look':
      const found = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
        userId: 'alice',
        arguments: { repo: 'octo/site' },
        dangerouslySkipVersionCheck: true,
      });
      account = found.data.account;
      break;
    case 'tell':
      const sent = await composio.tools.execute('SLACK_SEND_MESSAGE', {
        userId: 'alice',
        arguments: { text: 'hi' },
        dangerouslySkipVersionCheck: true,
      });
      account = sent.data.account;
      break;
  }
  return account;
}

console.log(await act('look'), await act('tell'), await act('rest'));
