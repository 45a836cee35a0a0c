import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const [first, second] = await Promise.all([
  composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'alice',
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  }),
  composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: 'bob',
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  }),
]);
console.log(first.data.account, first.successful, second.data.account, second.successful);
