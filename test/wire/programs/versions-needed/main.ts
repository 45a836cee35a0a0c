import { Composio } from '@composio/core';

const composio = new Composio({
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
  toolkitVersions: { github: '20250909_00' },
});

const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
  userId: 'alice',
  arguments: { repo: 'octo/site' },
});
console.log(result.data.repo);
const type = await composio.triggers.getType('GITHUB_COMMIT_EVENT');
const trigger = await composio.triggers.create('alice', 'GITHUB_COMMIT_EVENT', { triggerConfig: {} });
console.log(type.version, trigger.triggerId);
