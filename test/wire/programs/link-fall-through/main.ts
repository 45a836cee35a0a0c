import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});

async function connect(service: string, id: string) {
  switch (service) {
    case 'github':
    case 'slack': {
      const request = await composio.connectedAccounts.link('erin', id);
      return request.redirectUrl;
    }
    default:
      return 'unknown service';
  }
}

console.log(await connect('slack', ['ac', 'slack'].join('_')));
