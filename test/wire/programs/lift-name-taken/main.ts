import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import { connect } from './connect.js';

const GITHUB_AUTH_CONFIG_ID = 'shown in the form';

async function look(userId: string) {
  const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  return data.account;
}

console.log(typeof connect, GITHUB_AUTH_CONFIG_ID, await look('carol'));
