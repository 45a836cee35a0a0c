import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function compare(first: string, second: string) {
  const a = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: first,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  const b = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: second,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  const c = await composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
    userId: first,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  return [a.data.account, b.data.account, c.data.account];
}

console.log(await compare('alice', 'bob'));
