import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function star(repo: string) {
  const { successful, data } = await composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo },
    dangerouslySkipVersionCheck: true,
  });
  if (!successful) return 'no star';
  const { data: repository, successful: found, error } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo },
    dangerouslySkipVersionCheck: true,
  });
  return `${data.repo} ${found} ${error} ${repository.account}`;
}

console.log(await star('octo/site'));
