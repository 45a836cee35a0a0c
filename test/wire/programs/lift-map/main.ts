import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import { AUTH_CONFIGS } from './auth.js';

const { data, successful } = await composio.tools.execute('GMAIL_FETCH_EMAILS', {
  userId: 'carol',
  arguments: { query: 'from:bo' },
  dangerouslySkipVersionCheck: true,
});
console.log(Object.keys(AUTH_CONFIGS).length, successful, data.account);
