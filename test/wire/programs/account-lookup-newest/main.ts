import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
  userId: 'dave',
  arguments: { repo: 'octo/site' },
  dangerouslySkipVersionCheck: true,
});
console.log(result.data.account);
