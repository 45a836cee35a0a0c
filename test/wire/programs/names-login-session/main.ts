import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function getServerSession() {
  return { user: { id: 'alice', name: 'Alice' } };
}

export async function GET() {
  const session = await getServerSession();
  const result = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId: session.user.id,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  return `${session.user.name}: ${result.data.repo}`;
}

console.log(await GET());
