import { Composio } from '@composio/core';

const TOOLKIT_VERSIONS = { github: '20250909_00' };

const composio = new Composio({
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
  toolkitVersions: TOOLKIT_VERSIONS,
});

const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
  userId: 'alice',
  arguments: { repo: 'octo/site' },
});
const tools = await composio.tools.get('alice', { tools: ['GITHUB_STAR_A_REPOSITORY'] });
console.log(result.data.repo, tools.length);
