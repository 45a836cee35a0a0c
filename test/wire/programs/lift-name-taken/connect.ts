import type { Composio } from '@composio/core';
import { GITHUB_AUTH_CONFIG_ID } from './ids.js';

export const connect = (composio: Composio, userId: string) =>
  composio.connectedAccounts.link(userId, GITHUB_AUTH_CONFIG_ID, { allowMultiple: true });
