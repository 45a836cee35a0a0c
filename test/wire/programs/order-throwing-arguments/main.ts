import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const read = (text: string): Record<string, unknown> => JSON.parse(text);

async function run(text: string) {
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'alice',
    arguments: read(text),
    dangerouslySkipVersionCheck: true,
  });
  return result.data.repo;
}

console.log(await run('{ not json').catch(() => 'bad arguments'));
