import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run() {
  let userId = 'alice';
  const a = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  userId = 'bob';
  const b = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  return [a.data.account, b.data.account];
}

console.log(await run());
