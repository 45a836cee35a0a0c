import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const owner = (): string => {
  throw new Error('no owner');
};

async function run() {
  const who = owner(),
    result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
      userId: 'alice',
      arguments: { repo: 'site' },
      dangerouslySkipVersionCheck: true,
    });
  return `${who}/${result.data.repo}`;
}

console.log(await run().catch((error: Error) => error.message));
