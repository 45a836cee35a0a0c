import { composio } from './lib/composio.js';

const result = await composio.tools.execute('GMAIL_FETCH_EMAILS', {
  userId: 'alice',
  arguments: { query: 'is:unread' },
  dangerouslySkipVersionCheck: true,
});
console.log(result.data.query, result.data.account);
