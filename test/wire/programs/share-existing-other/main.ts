import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(userId: string) {
  const session = await composio.create(userId, { toolkits: ['slack'] });
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  const sent = await session.execute('SLACK_SEND_MESSAGE', { text: result.data.repo });
  return sent.data.text;
}

console.log(await run('alice'));
