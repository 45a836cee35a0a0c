import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const [tool] = await composio.tools.get('alice', 'GITHUB_STAR_A_REPOSITORY');
console.log(tool && 'function' in tool && tool.function.name);
