import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const seen: string[] = [];
const result = await composio.tools.execute(
  'GITHUB_GET_A_REPOSITORY',
  { userId: 'alice', arguments: { repo: 'octo/site' }, dangerouslySkipVersionCheck: true },
  {
    beforeExecute: ({ toolSlug, params }) => {
      seen.push(toolSlug);
      return { ...params, arguments: { ...params.arguments, repo: 'octo/other' } };
    },
    afterExecute: ({ result: raw }) => ({ ...raw, data: { ...raw.data, seen } }),
  },
);
console.log(result.data.repo, result.data.seen);
