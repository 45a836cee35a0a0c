import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

type Body = Parameters<typeof composio.tools.execute>[1];

export async function run(body: Body) {
  const result = await composio.tools.execute('SLACK_SEND_MESSAGE', body);
  return result.data.text;
}

const body = JSON.parse('{"userId":"alice","arguments":{"text":"hi"},"dangerouslySkipVersionCheck":true}') as Body;
console.log(await run(body));
