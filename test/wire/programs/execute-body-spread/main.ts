import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const common = { userId: 'alice', dangerouslySkipVersionCheck: true };
const result = await composio.tools.execute('SLACK_SEND_MESSAGE', { ...common, arguments: { text: 'hello' } });
console.log(result.data.text, result.data.account);
