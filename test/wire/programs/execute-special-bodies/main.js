import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const spoken = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
  userId: 'alice',
  text: 'look up octo/site',
  dangerouslySkipVersionCheck: true,
});
const keyed = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
  userId: 'alice',
  customAuthParams: { parameters: [{ in: 'header', name: 'authorization', value: 'Bearer t' }] },
  arguments: { repo: 'octo/site' },
  dangerouslySkipVersionCheck: true,
});
const flat = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
  userId: 'alice',
  repo: 'octo/site',
  dangerouslySkipVersionCheck: true,
});
console.log(spoken.successful, keyed.data.account, flat.data.repo);
