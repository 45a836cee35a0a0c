import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function lookUp(userId: string, repos: string[]) {
  const lines: string[] = [];
  for (const repo of repos) {
    const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
      userId,
      arguments: { repo },
      dangerouslySkipVersionCheck: true,
    });
    if (!result.successful) continue;
    lines.push(`${result.data.repo} ${result.data.account}`);
  }
  return lines;
}

console.log(await lookUp('alice', ['octo/site', 'octo/docs', 'octo/api']));
