import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import OpenAI from 'openai';

const openai = new OpenAI();

async function ask(userId: string, prompt: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: prompt }];
  while (true) {
    const completion = await openai.chat.completions.create({ model: 'rote', messages, tools });
    const message = completion.choices[0]!.message;
    messages.push(message);
    if (!message.tool_calls?.length) return message.content;
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue;
      const result = await composio.tools.execute(call.function.name, {
        userId,
        arguments: JSON.parse(call.function.arguments),
        dangerouslySkipVersionCheck: true,
      });
      messages.push({ role: 'tool', tool_call_id: call.id, content: JSON.stringify({ data: result.data, error: result.error }) });
    }
  }
}

console.log(await ask('alice', 'look up octo/site'));
