import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

try {
  const result = await composio.tools.execute('COMPOSIO_SEARCH_TOOLS', {
    userId: 'alice',
    arguments: { query: 'mail' },
    dangerouslySkipVersionCheck: true,
  });
  console.log(result.data);
} catch {
  console.log('no such tool here');
}
