import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const github = await composio.tools.get('alice', { toolkits: ['github'] });
const slack = await composio.tools.get('alice', { tools: ['SLACK_SEND_MESSAGE'] });
console.log(Array.isArray(github), slack.map((tool) => 'function' in tool && tool.function.name).join(' '));
