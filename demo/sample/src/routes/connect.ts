import { Router } from 'express';
import { AUTH_CONFIGS } from '../lib/authConfigs.js';
import { getComposio } from '../lib/composio.js';

export const connect = Router();

connect.post('/connect/github', async (request, response) => {
  const link = await getComposio().connectedAccounts.link(request.body.userId, AUTH_CONFIGS.github, {
    callbackUrl: 'https://triage.example.com/connected',
  });
  response.json({ url: link.redirectUrl });
});

// For the admin page, which knows the auth configs of all customers.
connect.post('/connect', async (request, response) => {
  const { userId, authConfigId } = request.body;
  const link = await getComposio().connectedAccounts.link(userId, authConfigId);
  response.json({ url: link.redirectUrl });
});
