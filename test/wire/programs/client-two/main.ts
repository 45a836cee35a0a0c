import { Composio } from '@composio/core';

const make = (apiKey: string) =>
  new Composio({ apiKey, baseURL: process.env.COMPOSIO_BASE_URL, allowTracking: false, disableVersionCheck: true });

async function run(staging: Composio, production: Composio, userId: string) {
  const a = await staging.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    arguments: { repo: 'octo/staging' },
    dangerouslySkipVersionCheck: true,
  });
  const b = await production.tools.execute('GITHUB_GET_A_REPOSITORY', {
    userId,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  return [a.data.repo, b.data.repo];
}

console.log(await run(make('staging'), make('production'), 'alice'));
