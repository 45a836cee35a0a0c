import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

/**
 * @param {string} userId
 * @param {string[]} [toolkits]
 */
async function load(userId, toolkits) {
  const tools = await composio.tools.get(userId, { toolkits });
  return tools.length;
}

console.log(await load('alice', ['github']), await load('alice'));
