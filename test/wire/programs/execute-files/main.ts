import { Composio } from '@composio/core';

const composio = new Composio({
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
  dangerouslyAllowAutoUploadDownloadFiles: true,
});

const result = await composio.tools.execute('GMAIL_SEND_EMAIL', {
  userId: 'alice',
  arguments: { to: 'bo@example.com' },
  dangerouslySkipVersionCheck: true,
});
console.log(result.successful);
