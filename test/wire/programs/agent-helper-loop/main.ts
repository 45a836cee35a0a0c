import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import { runLoop } from './loop.js';

const userId = 'alice';
const tools = await composio.tools.get(userId, { toolkits: ['slack'] });
console.log(await runLoop({ composio, userId, tools, prompt: 'tell #dev "hello"' }));
