import { Composio } from '@composio/core';

async function look(client: Composio | undefined) {
  const result = await client?.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  return result?.data.repo ?? 'no client';
}

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
console.log(await look(undefined), await look(composio));
