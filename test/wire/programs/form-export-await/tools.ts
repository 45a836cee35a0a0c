import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

/** The tools of the shop. */
export const tools = await composio.tools.get('alice', { tools: ['HUBSPOT_LIST_CONTACTS'] });

export default (
  await composio.tools.execute('HUBSPOT_LIST_CONTACTS', {
    userId: 'alice',
    arguments: { page: 1 },
    dangerouslySkipVersionCheck: true,
  })
).data;
