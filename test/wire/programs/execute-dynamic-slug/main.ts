import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function call(slug: string, args: Record<string, unknown>) {
  const result = await composio.tools.execute(slug, {
    userId: 'alice',
    arguments: args,
    dangerouslySkipVersionCheck: true,
  });
  return result.data;
}

console.log(await call(process.env.SLUG ?? 'GITHUB_GET_A_REPOSITORY', { repo: 'octo/site' }));
console.log(await call('ACMECRM_FIND_LEAD', { name: 'Bo' }));
