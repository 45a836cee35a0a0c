import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function get(userId: string, repo: string) {
  const body = { userId, arguments: { repo }, dangerouslySkipVersionCheck: true };
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', body);
  return [result.successful, result.data.account, result.data.repo];
}

console.log(await get('bob', 'octo/site'));
