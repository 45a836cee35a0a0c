import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const users = ['alice', 'bob'];

export async function create() {
  let next = 0;
  const { data } = await composio.tools.execute('GITHUB_CREATE_AN_ISSUE', {
    arguments: { title: `Issue ${next}` },
    userId: users[next++]!,
    dangerouslySkipVersionCheck: true,
  });
  return data;
}

console.log(JSON.stringify(await create()));
