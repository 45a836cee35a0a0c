import OpenAI from 'openai';
import { answerCalls } from './calls.js';
import { composio } from './client.js';

const openai = new OpenAI();
const userId = 'alice';
const tools = await composio.tools.get(userId, { toolkits: ['github'] });
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'look up octo/site' }];
while (true) {
  const completion = await openai.chat.completions.create({ model: 'rote', messages, tools });
  const message = completion.choices[0]!.message;
  messages.push(message);
  if (!message.tool_calls?.length) break;
  messages.push(...(await answerCalls(userId, completion)));
}
console.log(messages.at(-1)?.content);
