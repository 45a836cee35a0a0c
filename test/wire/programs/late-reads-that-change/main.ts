import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const args = { owner: 'octo', repo: 'site' };
const pending = composio.tools.execute('GITHUB_GET_A_REPOSITORY', { userId: 'alice', arguments: args, dangerouslySkipVersionCheck: true });
args.repo = 'other';
const { data } = await pending;
console.log(JSON.stringify(data));
