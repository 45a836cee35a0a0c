import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

function load(userId: string) {
  return composio.tools.get(userId, { tools: ['GITHUB_STAR_A_REPOSITORY'] });
}

const star = (userId: string) =>
  composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
    userId,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });

console.log((await load('alice')).map((tool) => 'function' in tool && tool.function.name));
const result = await star('bob');
console.log(result.successful, result.data.account);
