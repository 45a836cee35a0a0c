import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const execute = composio.tools.execute.bind(composio.tools);
const result = await execute('GITHUB_GET_A_REPOSITORY', {
  userId: 'alice',
  arguments: { repo: 'octo/site' },
  dangerouslySkipVersionCheck: true,
});
console.log(result.data.repo);
