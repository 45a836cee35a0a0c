import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import { SlackService } from './service.js';

const slack = new SlackService(composio);
console.log(await slack.connect('erin'), await slack.send('carol', 'hello'));
