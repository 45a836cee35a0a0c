import type { Composio } from '@composio/core';

export async function connect(composio: Composio, userId: string) {
  return composio.connectedAccounts.link(userId, process.env.SLACK_AUTH_CONFIG_ID!, { allowMultiple: true });
}
