import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

interface Body {
  userId: string;
  arguments: { repo: string };
  connectedAccountId?: string;
  dangerouslySkipVersionCheck: boolean;
}

function bodyFor(userId: string, repo: string) {
  return { userId, arguments: { repo }, dangerouslySkipVersionCheck: true };
}

async function run(body: Body) {
  const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', body);
  return `${data.repo} ${data.account}`;
}

async function made(repo: string) {
  const body = bodyFor('bob', repo);
  const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', body);
  return `${data.repo} ${data.account}`;
}

const base = { arguments: { repo: 'octo/site' }, dangerouslySkipVersionCheck: true };
console.log(await run({ ...base, userId: 'alice' }));
console.log(await run({ ...base, userId: 'dave', connectedAccountId: 'ca_dave_github_work' }));
console.log(await made('octo/docs'));
const { data } = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', bodyFor('alice', 'octo/web'));
console.log(`${data.repo} ${data.account}`);
