import * as composioSdk from '@composio/core';
import box from './index.js';

const mine = new composioSdk.Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const a = await mine.tools.execute('GITHUB_GET_A_REPOSITORY', {
  userId: 'alice',
  arguments: {},
  dangerouslySkipVersionCheck: true,
});
const b = await box.tools.execute('GITHUB_GET_A_REPOSITORY', {
  userId: 'bob',
  arguments: {},
  dangerouslySkipVersionCheck: true,
});
console.log(a.data.account, b.data.account);
