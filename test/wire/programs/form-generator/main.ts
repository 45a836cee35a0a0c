import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function* pages(userId: string) {
  const result = await composio.tools.execute('GITHUB_LIST_REPOSITORY_ISSUES', {
    userId,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  yield result.data.account;
}

function* promises(userId: string) {
  yield composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
}

for await (const account of pages('alice')) console.log(account);
for (const promise of promises('bob')) {
  const { data, successful } = await promise;
  console.log(data.account, successful);
}
