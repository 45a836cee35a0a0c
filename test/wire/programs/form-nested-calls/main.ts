import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function starFirst(userId: string) {
  const starred = await composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
    userId,
    arguments: {
      repo: (
        await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
          userId,
          arguments: { repo: 'octo/site' },
          dangerouslySkipVersionCheck: true,
        })
      ).data.repo,
    },
    dangerouslySkipVersionCheck: true,
  });
  return [starred.successful, starred.data.repo];
}

console.log(await starFirst('alice'));
