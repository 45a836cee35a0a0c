import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(userId: string) {
  const both = [
    (await composio.tools.execute('GITHUB_GET_A_REPOSITORY', { userId, arguments: { repo: 'a' }, version: '20250909_00' })).data.repo,
    (await composio.tools.execute('GITHUB_GET_A_REPOSITORY', { userId, arguments: { repo: 'b' }, version: '20250909_00' })).data.repo,
  ];
  return both;
}

console.log(await run('alice'));
