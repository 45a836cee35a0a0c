import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

try {
  await composio.tools.get('alice');
} catch {
  console.log('a filter is missing');
}
try {
  await composio.tools.get({ userId: 'alice', toolkits: ['github'] });
} catch {
  console.log('an object is no user');
}
