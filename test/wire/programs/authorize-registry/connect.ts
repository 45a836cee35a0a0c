import type { Composio } from '@composio/core';
import { SLACK_AUTH_CONFIG_ID } from './ids.js';

export async function connectSlack(composio: Composio, userId: string) {
  const request = await composio.connectedAccounts.link(userId, SLACK_AUTH_CONFIG_ID, { allowMultiple: true });
  return request.redirectUrl;
}
