import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const session = { user: 'alice', label: 'outer' };

async function run() {
  const before = session.label;
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: session.user,
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  return [before, result.data.account, session.label];
}

console.log(await run());
