import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
const GMAIL_AUTH_CONFIG_ID = 'ac_gmail';

const connectGmail = (userId: string) =>
  composio.connectedAccounts.link(userId, GMAIL_AUTH_CONFIG_ID, { allowMultiple: true });
const connectSlack = (userId: string) =>
  composio.connectedAccounts.link(userId, process.env.SLACK_AUTH_CONFIG_ID!, { allowMultiple: true });

async function run(userId: string, slug: string, args: Record<string, unknown>) {
  const { data } = await composio.tools.execute(slug, {
    userId,
    arguments: args,
    dangerouslySkipVersionCheck: true,
  });
  return data;
}

for (const connect of [connectGmail, connectSlack]) console.log(typeof (await connect('carol')).redirectUrl);
for (const slug of [process.env.FIRST!, process.env.SECOND!]) {
  const data = await run('carol', slug, { text: 'hello' });
  console.log(data.account, data.text);
}
