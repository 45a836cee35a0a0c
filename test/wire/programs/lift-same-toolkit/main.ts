import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function prepare(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  const github = await composio.connectedAccounts.link(userId, process.env.GITHUB_AUTH_CONFIG_ID!);
  const slack = await composio.connectedAccounts.link(userId, process.env.SLACK_AUTH_CONFIG_ID!);
  console.log(Array.isArray(tools), github.redirectUrl, slack.redirectUrl);
}

await prepare('erin');
