import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import { CREATE_EVENT, Crm } from './slugs.js';

const event = await composio.tools.execute(CREATE_EVENT, {
  userId: 'alice',
  arguments: { at: 'noon' },
  dangerouslySkipVersionCheck: true,
});
const contacts = await composio.tools.execute(Crm.Contacts, {
  userId: 'alice',
  arguments: {},
  dangerouslySkipVersionCheck: true,
});
console.log(event.data.at, contacts.data.tool);
