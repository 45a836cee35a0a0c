import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const authConfigId = process.env.NOTION_AUTH_CONFIG_ID!;
const users = [{ id: 'erin' }, { id: 'bob' }];

for (const user of users) {
  const { redirectUrl } = await composio.connectedAccounts.link(user.id, authConfigId, { allowMultiple: true });
  console.log(user.id, redirectUrl);
}
