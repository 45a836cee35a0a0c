import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

export async function connect(user: string) {
  return await composio.connectedAccounts.link(user, process.env.GITHUB_AUTH_CONFIG_ID!, { allowMultiple: true });
}

async function run(slug: string, args: Record<string, unknown>) {
  const result = await composio.tools.execute(slug, {
    userId: 'carol',
    arguments: args,
    dangerouslySkipVersionCheck: true,
  });
  return result.data;
}

console.log((await run(process.env.SLUG ?? 'GITHUB_GET_A_REPOSITORY', { repo: 'octo/site' })).account);
