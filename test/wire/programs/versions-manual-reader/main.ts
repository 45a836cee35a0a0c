import { Composio } from '@composio/core';

const composio = new Composio({
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
  toolkitVersions: { github: '20250909_00' },
});

export async function run(body: { userId: string; arguments: Record<string, unknown>; [key: string]: unknown }) {
  const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', body);
  return data.repo;
}

console.log(await run(JSON.parse('{"userId":"alice","arguments":{"repo":"octo/site"}}')));
