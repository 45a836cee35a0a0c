import type { Composio } from '@composio/core';
import { GITHUB_AUTH_CONFIG_ID } from './ids.js';

export const connectGithub = async (composio: Composio, userId: string) => {
  const request = await composio.connectedAccounts.link(userId, GITHUB_AUTH_CONFIG_ID, { allowMultiple: true });
  return request.redirectUrl;
};
