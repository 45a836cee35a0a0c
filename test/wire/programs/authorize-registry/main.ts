import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import { connectSlack } from './connect.js';

console.log(await connectSlack(composio, 'erin'));
const request = await composio.toolkits.authorize('bob', 'slack');
console.log(request.redirectUrl);
