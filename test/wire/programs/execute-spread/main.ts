import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function both() {
  const page = await composio.tools.execute('NOTION_CREATE_PAGE', {
    userId: 'alice',
    arguments: { title: 'Plan' },
    dangerouslySkipVersionCheck: true,
  });
  const { logId, ...rest } = await composio.tools.execute('NOTION_SEARCH_PAGES', {
    userId: 'alice',
    arguments: { query: 'Plan', fail: 'nothing found' },
    dangerouslySkipVersionCheck: true,
  });
  return { first: { ...page, step: 1 }, rest, logId };
}

const { first, rest, logId } = await both();
console.log(first.successful, first.data.title, first.step, rest.successful, rest.error, logId);
