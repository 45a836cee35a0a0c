import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const prefix = () => {
  console.log('first');
  return 'octo';
};

async function run() {
  const owner = prefix(),
    result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
      userId: 'alice',
      arguments: { repo: 'site' },
      dangerouslySkipVersionCheck: true,
    });
  return `${owner}/${result.data.repo}`;
}

console.log(await run());
