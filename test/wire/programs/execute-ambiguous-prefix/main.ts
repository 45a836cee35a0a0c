import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function post(userId: string) {
  const upload = await composio.tools.execute('TWITTER_MEDIA_UPLOAD', {
    userId,
    arguments: { file: 'a.png' },
    dangerouslySkipVersionCheck: true,
  });
  console.log(upload.data.tool, upload.data.account);
  const lookup = await composio.tools.execute('TWITTER_MEDIA_LOOKUP', {
    userId,
    arguments: { file: 'a.png' },
    dangerouslySkipVersionCheck: true,
  });
  console.log(lookup.data.tool, lookup.data.account);
}

await post('alice');
