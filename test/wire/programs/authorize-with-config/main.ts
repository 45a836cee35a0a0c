import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const request = await composio.toolkits.authorize('erin', 'github', 'ac_github_2');
console.log(request.redirectUrl);
