import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function connect(service: string) {
  switch (service) {
    case 'github':
      return (await composio.connectedAccounts.link('erin', 'ac_github', { allowMultiple: true })).redirectUrl;
    case 'slack':
      return (await composio.connectedAccounts.link('erin', 'ac_slack', { allowMultiple: true })).redirectUrl;
    default:
      return 'unknown service';
  }
}

console.log(await connect('slack'), await connect('fax'));
