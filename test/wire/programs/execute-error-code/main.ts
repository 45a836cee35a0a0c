import { Composio, ComposioConnectedAccountNotFoundError } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

try {
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'nobody',
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  console.log(result.data);
} catch (error) {
  if (error instanceof ComposioConnectedAccountNotFoundError) console.log('connect first');
  else throw error;
}

try {
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'alice',
    arguments: { status: 400 },
    dangerouslySkipVersionCheck: true,
  });
  console.log(result.data);
} catch (error) {
  console.log((error as { code: string }).code);
}
