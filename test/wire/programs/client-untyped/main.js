import { Composio } from '@composio/core';

const functions = await import(['.', 'lib.js'].join('/')).catch(() => import('./lib.js'));
const made = JSON.parse('{}');
Object.assign(made, { client: new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
}) });
console.log(await functions.look(made.client), await functions.star(made.client));
