import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
const VARIABLES: Record<string, string> = { github: 'CODE_CONFIG', slack: 'CHAT_CONFIG' };

async function connect(userId: string, toolkit: string) {
  const variable = VARIABLES[toolkit];
  const authConfigId = variable && process.env[variable];
  if (!authConfigId) throw new Error(`${toolkit} cannot be connected`);
  return await composio.connectedAccounts.link(userId, authConfigId, { allowMultiple: true });
}

const request = await connect('erin', 'slack');
console.log(typeof request.redirectUrl);
await connect('erin', 'notion').catch((error: Error) => console.log(error.message));
