import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const router = await composio.toolRouter.create('alice', { toolkits: ['github'] });
const again = await composio.toolRouter.use(router.sessionId);
const result = await again.execute('GITHUB_GET_A_REPOSITORY', { repo: 'octo/site' });
console.log(router.sessionId === again.sessionId, result.data.repo);
