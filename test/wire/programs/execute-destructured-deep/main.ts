import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function look(repo: string) {
  const {
    data: { account, repo: found = 'none' },
    successful: ok = false,
    error = null,
  } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo },
    dangerouslySkipVersionCheck: true,
  });
  return [account, found, ok, error];
}

console.log(await look('octo/site'));
