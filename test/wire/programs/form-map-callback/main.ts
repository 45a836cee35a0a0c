import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const results = await Promise.all(
  ['octo/site', 'octo/docs'].map((repo) =>
    composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
      userId: 'alice',
      arguments: { repo },
      dangerouslySkipVersionCheck: true,
    }),
  ),
);
console.log(results.map((result) => `${result.data.repo} ${result.successful}`).join(', '));
