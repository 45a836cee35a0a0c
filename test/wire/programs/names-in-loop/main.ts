import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

const visits = [{ session: { id: 's1' } }, { session: { id: 's2' } }];

async function tell(userId: string) {
  const told: unknown[] = [];
  for (const visit of visits) {
    const session = visit.session;
    const { data } = await composio.tools.execute('SLACK_SEND_MESSAGE', {
      userId,
      arguments: { text: session.id },
      dangerouslySkipVersionCheck: true,
    });
    told.push(data.text);
  }
  return told;
}

console.log(await tell('alice'));
