import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import OpenAI from 'openai';

const openai = new OpenAI();
const userId = 'alice';
const tools = await composio.tools.get(userId, { toolkits: ['github'] });
const completion = await openai.chat.completions.create({
  model: 'rote',
  messages: [{ role: 'user', content: 'look up octo/site' }],
  tools,
});
const outputs = await composio.provider.handleToolCalls(userId, completion);
console.log(outputs.map((output) => JSON.parse(String(output.content)).data));
