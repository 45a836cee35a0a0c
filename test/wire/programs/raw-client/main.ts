import Composio from '@composio/client';

const composio = new Composio({ apiKey: 'x', baseURL: process.env.COMPOSIO_BASE_URL });
const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
  user_id: 'alice',
  arguments: { repo: 'octo/site' },
});
const list = await composio.tools.list({ toolkit_slug: 'slack' });
console.log(result.data.repo, list.items.length);
