import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function resolveAuthConfigId(toolkitSlug: string): Promise<string> {
  const { items } = await composio.authConfigs.list({ toolkit: toolkitSlug });
  const first = items[0];
  if (!first) throw new Error(`no auth config for ${toolkitSlug}`);
  return first.id;
}

async function connect(userId: string, toolkit: 'slack' | 'notion') {
  const authConfigId = await resolveAuthConfigId(toolkit);
  const request = await composio.connectedAccounts.link(userId, authConfigId, { allowMultiple: true });
  return request.redirectUrl;
}

console.log(await connect('erin', 'slack'));
console.log(await connect('erin', 'notion'));
