import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function lookUp(repo: string, fail?: string) {
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo, fail },
    dangerouslySkipVersionCheck: true,
  });
  return result;
}

const good = await lookUp('octo/site');
const bad = await lookUp('octo/none', 'not found');
console.log(good.successful, good.data.repo, 'successful' in bad, bad.successful, bad.error);
