import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['github'], tags: ['readOnlyHint'] });
  const made = await composio.tools.execute('GITHUB_CREATE_AN_ISSUE', {
    userId,
    arguments: { title: 'Hi' },
    dangerouslySkipVersionCheck: true,
  });
  return [Array.isArray(tools), made.data.title];
}

console.log(await run('alice'));
