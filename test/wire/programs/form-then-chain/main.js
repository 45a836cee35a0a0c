import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

function main() {
  return composio.tools
    .execute('SLACK_SEND_MESSAGE', {
      userId: 'alice',
      arguments: { text: 'hello' },
      dangerouslySkipVersionCheck: true,
    })
    .then((result) => {
      console.log(result.successful, result.data.text);
      return composio.tools.get('alice', { tools: ['SLACK_SEND_MESSAGE'] });
    })
    .then((tools) => console.log(tools.length))
    .catch(() => console.log('failed'))
    .finally(() => console.log('over'));
}

await main();
