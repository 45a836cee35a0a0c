import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const steps: string[] = [];
const nextUser = () => (steps.push('user'), 'alice');
const nextArguments = () => (steps.push('arguments'), { repo: `octo/${steps.length}` });

async function run() {
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: nextUser(),
    arguments: nextArguments(),
    dangerouslySkipVersionCheck: true,
  });
  steps.push('result');
  return result.data.repo;
}

console.log(await run(), steps.join(' '));
