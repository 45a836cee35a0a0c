import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import { Mail, TOOLKITS } from './config.js';

const tools = await composio.tools.get('alice', { toolkits: [...TOOLKITS] });
console.log(Array.isArray(tools));
const mail = await composio.tools.get('alice', { tools: [Mail.Send, Mail.Fetch] });
console.log(mail.map((tool) => 'function' in tool && tool.function.name).join(' '));
