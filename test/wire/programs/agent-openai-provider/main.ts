import { Composio } from '@composio/core';
import { OpenAIProvider } from '@composio/openai';
import OpenAI from 'openai';

const composio = new Composio({
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
  provider: new OpenAIProvider(),
});
const openai = new OpenAI();
const userId = 'alice';

const tools = await composio.tools.get(userId, { toolkits: ['gmail'] });
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'mail bo@example.com "Hi"' }];
let completion = await openai.chat.completions.create({ model: 'rote', messages, tools });
while (completion.choices[0]!.finish_reason === 'tool_calls') {
  messages.push(completion.choices[0]!.message);
  const outputs = await composio.provider.handleToolCalls(userId, completion);
  messages.push(...outputs);
  completion = await openai.chat.completions.create({ model: 'rote', messages, tools });
}
console.log(completion.choices[0]!.message.content);
