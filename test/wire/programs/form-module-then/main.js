import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

composio.tools.get('alice', { tools: ['GITHUB_STAR_A_REPOSITORY'] }).then((tools) => {
  console.log('later:', tools.length);
});
console.log('at once');
