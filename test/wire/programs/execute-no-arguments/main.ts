import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const { data, successful } = await composio.tools.execute('HACKERNEWS_GET_FRONTPAGE', {
  userId: 'alice',
  dangerouslySkipVersionCheck: true,
});
console.log(data.tool, successful);
