import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

let result: { successful: boolean; data: Record<string, unknown> } | undefined;
try {
  result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
} catch {
  console.log('failed');
}
console.log(result?.successful, result?.data.repo);
