import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const tools = await composio.tools.get(
  'alice',
  { tools: ['GITHUB_GET_A_REPOSITORY'] },
  { modifySchema: ({ schema }) => ({ ...schema, description: 'Looks a repository up' }) },
);
console.log(tools.map((tool) => `${tool.function.name}: ${tool.function.description}`).join('\n'));
