import type { Composio } from '@composio/core';

export async function connect(composio: Composio, userId: string, work: boolean) {
  if (work) {
    return composio.connectedAccounts.link(userId, process.env.GITHUB_WORK_AUTH_CONFIG_ID!, { allowMultiple: true });
  }
  return composio.connectedAccounts.link(userId, process.env.GITHUB_AUTH_CONFIG_ID!, { allowMultiple: true });
}
