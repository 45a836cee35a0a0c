import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const queue = ['alice', 'bob', 'carol'];
const next = () => queue.shift()!;

async function run() {
  const a = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: next(),
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  const b = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: next(),
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  return [a.data.account, b.data.account, queue.length];
}

console.log(await run());
