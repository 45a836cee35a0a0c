import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const result = await composio.tools.execute('HACKERNEWS_GET_FRONTPAGE', {
  userId: 'alice',
  arguments: {},
  dangerouslySkipVersionCheck: true,
});
console.log(result.data.tool, result.sessionInfo ?? 'no info');
