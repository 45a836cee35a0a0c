import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const first = await composio.connectedAccounts.link('erin', process.env.FRONT_DESK_AUTH_CONFIG_ID!);
const second = await composio.connectedAccounts.link('erin', process.env.SLACK_NOTION_AUTH_CONFIG_ID!);
console.log(first.redirectUrl, second.redirectUrl);
