import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(userId: string) {
  const work = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    connectedAccountId: 'ca_dave_github_work',
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  const home = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  const again = await composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
    userId,
    connectedAccountId: 'ca_dave_github_work',
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  return [work.data.account, home.data.account, again.data.account];
}

console.log(await run('dave'));
