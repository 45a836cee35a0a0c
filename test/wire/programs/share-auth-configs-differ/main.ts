import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function run(userId: string) {
  const own = await composio.connectedAccounts.link(userId, process.env.GITHUB_AUTH_CONFIG_ID!);
  const firm = await composio.connectedAccounts.link(userId, process.env.GITHUB_ENTERPRISE_AUTH_CONFIG_ID!);
  return [own.redirectUrl, firm.redirectUrl];
}

console.log(await run('erin'));
