import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

try {
  const result = await composio.tools.execute('GITHUB_CREATE_AN_ISSUE', {
    userId: 'alice',
    arguments: { title: 'Once?', status: 502 },
    dangerouslySkipVersionCheck: true,
  });
  console.log(result.successful);
} catch {
  console.log('bad gateway');
}
