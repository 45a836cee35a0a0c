import { getComposio } from './lib/composio.js';

async function tools(userId: string) {
  const composio = getComposio();
  return composio.tools.get(userId, { tools: ['GMAIL_FETCH_EMAILS'] });
}

console.log((await tools('alice')).length);
const { data } = await getComposio().tools.execute('GMAIL_FETCH_EMAILS', {
  userId: 'alice',
  arguments: { query: 'x' },
  dangerouslySkipVersionCheck: true,
});
console.log(data.account);
