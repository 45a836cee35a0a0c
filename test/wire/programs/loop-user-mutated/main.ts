import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const state = { user: 'alice' };
const accounts: unknown[] = [];
while (accounts.length < 2) {
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: state.user,
    arguments: {},
    dangerouslySkipVersionCheck: true,
  });
  accounts.push(result.data.account);
  state.user = 'bob';
}
console.log(accounts.join(' '));
