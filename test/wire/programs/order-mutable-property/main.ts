import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const state = { text: 'first' };

const send = () =>
  composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: 'alice',
    arguments: { text: state.text },
    dangerouslySkipVersionCheck: true,
  });

const sending = send();
state.text = 'second';
console.log((await sending).data.text);
