import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

let current = 'alice';
const changeUser = async () => {
  current = 'bob';
};

async function run() {
  const a = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: current,
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  await changeUser();
  const b = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: current,
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  return [a.data.account, b.data.account];
}

console.log(await run());
