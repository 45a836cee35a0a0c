import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function ok(repo: string) {
  if ((await composio.tools.execute('GITHUB_GET_A_REPOSITORY', { userId: 'alice', arguments: { repo }, version: '20250909_00' })).successful) {
    const { length } = String((await composio.tools.execute('GITHUB_GET_A_REPOSITORY', { userId: 'alice', arguments: { repo }, version: '20250909_00' })).data.repo);
    return length;
  }
  return -1;
}

console.log(await ok('octo/site'));
