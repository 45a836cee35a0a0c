import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function star(repo: string | undefined) {
  if (!repo) {
    return 'nothing to star';
  }
  const result = await composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo },
    dangerouslySkipVersionCheck: true,
  });
  return result.data.repo;
}

console.log(await star(process.env.REPO));
