import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const steps: string[] = [];
const step = (name: string) => {
  steps.push(name);
  return name;
};

async function run() {
  const report = {
    title: step('title'),
    result: (
      await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
        userId: step('alice'),
        arguments: { repo: 'octo/site' },
        dangerouslySkipVersionCheck: true,
      })
    ).data.repo,
    end: step('end'),
  };
  return report;
}

console.log((await run()).result, steps.join(' '));
