import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(context: { user: string }) {
  const a = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: context.user,
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  if (process.env.OTHER) context.user = 'bob';
  const b = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: context.user,
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  return [a.data.account, b.data.account];
}

console.log(await run({ user: 'alice' }));
