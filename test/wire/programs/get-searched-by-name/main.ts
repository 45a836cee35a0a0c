import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const tools = await composio.tools.get('alice', { toolkits: ['github'] });
const issue = tools.find((tool) => 'function' in tool && tool.function.name === 'GITHUB_CREATE_AN_ISSUE');
console.log(issue && 'function' in issue && issue.function.name);
