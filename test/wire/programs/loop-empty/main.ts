import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function starAll(userId: string, repos: string[]) {
  let stars = 0;
  for (const repo of repos) {
    const { successful } = await composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
      userId,
      arguments: { repo },
      dangerouslySkipVersionCheck: true,
    });
    if (successful) stars += 1;
  }
  return stars;
}

console.log(await starAll('alice', []));
