import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

class Outbox {
  text = 'first';

  send() {
    return composio.tools.execute('SLACK_SEND_MESSAGE', {
      userId: 'alice',
      arguments: { text: this.text },
      dangerouslySkipVersionCheck: true,
    });
  }
}

const outbox = new Outbox();
const sending = outbox.send();
outbox.text = 'second';
console.log((await sending).data.text);
