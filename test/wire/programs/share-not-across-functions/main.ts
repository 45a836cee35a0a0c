import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(userId: string) {
  const first = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  if (first.successful) {
    const second = await composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
      userId,
      arguments: { repo: first.data.repo },
      dangerouslySkipVersionCheck: true,
    });
    console.log(second.data.repo);
  }
  const later = async () => {
    const third = await composio.tools.execute('GITHUB_LIST_REPOSITORY_ISSUES', {
      userId,
      arguments: { repo: first.data.repo },
      dangerouslySkipVersionCheck: true,
    });
    return third.data.tool;
  };
  return later;
}

console.log(await (await run('alice'))());
