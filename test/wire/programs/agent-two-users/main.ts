import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import OpenAI from 'openai';

const openai = new OpenAI();

async function serve(user: { id: string }, prompt: string) {
  const tools = await composio.tools.get(user.id, { toolkits: ['github'] });
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: prompt }];
  for (let turn = 0; turn < 20; turn++) {
    const completion = await openai.chat.completions.create({ model: 'rote', messages, tools });
    const choice = completion.choices[0]!;
    messages.push(choice.message);
    if (choice.finish_reason !== 'tool_calls') return choice.message.content;
    for (const output of await composio.provider.handleToolCalls(user.id, completion)) messages.push(output);
  }
  return 'too many turns';
}

console.log(await serve({ id: 'alice' }, 'look up octo/site'));
console.log(await serve({ id: 'bob' }, 'open an issue "Hi" in octo/docs; look up octo/docs'));
