import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const composioSession = 'cs';

const send = (session: { user: { id: string }; text: string }) =>
  composio.tools.execute('SLACK_SEND_MESSAGE', {
    userId: session.user.id,
    arguments: { text: session.text, mark: composioSession },
    dangerouslySkipVersionCheck: true,
  });

const { data } = await send({ user: { id: 'alice' }, text: 'hello' });
console.log(data.text, data.mark);
