import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function scan() {
  const seen: unknown[] = [];
  outer: for (const owner of ['octo', 'acme']) {
    for (const name of ['site', 'docs']) {
      const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
        userId: 'alice',
        arguments: { repo: `${owner}/${name}` },
        dangerouslySkipVersionCheck: true,
      });
      seen.push(data.repo);
      if (owner === 'octo') continue outer;
    }
  }
  return seen;
}

console.log(await scan());
