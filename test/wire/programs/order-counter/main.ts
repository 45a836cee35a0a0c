import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

let count = 0;

async function next(name: string) {
  const { data } = await composio.tools.execute('GITHUB_CREATE_AN_ISSUE', {
    userId: 'alice',
    arguments: { title: `${name} ${(count += 1)}` },
    dangerouslySkipVersionCheck: true,
  });
  return data.title;
}

const both = [next('a'), next('b')];
console.log('counted', count);
console.log((await Promise.all(both)).join(', '));
