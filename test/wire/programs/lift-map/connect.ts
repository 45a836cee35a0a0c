import type { Composio } from '@composio/core';
import { AUTH_CONFIGS } from './auth.js';

export async function connectMail(composio: Composio, userId: string) {
  return composio.connectedAccounts.link(userId, AUTH_CONFIGS.gmail, { allowMultiple: true });
}
