import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const lines = await Promise.all(
  ['octo/site', 'octo/docs'].map(async (repo) => {
    const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
      userId: 'alice',
      arguments: { repo },
      dangerouslySkipVersionCheck: true,
    });
    return result.successful ? result.data.repo : 'missing';
  }),
);
console.log(lines.join(' '));
