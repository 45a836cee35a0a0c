import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function connect(toolkit: string, id: string) {
  if (toolkit === 'gmail') {
    const request = await composio.connectedAccounts.link('erin', id);
    return request.redirectUrl;
  }
  const other = await composio.connectedAccounts.link('erin', id);
  return other.redirectUrl;
}

console.log(await connect('gmail', ['ac', 'gmail'].join('_')));
console.log(await connect('slack', ['ac', 'slack'].join('_')));
