import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(userId: string) {
  const session = await composio.create(userId, { toolkits: ['github'] });
  console.log(Array.isArray(await session.tools()));
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  return [Array.isArray(tools), result.data.repo];
}

console.log(await run('alice'));
