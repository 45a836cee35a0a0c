import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import OpenAI from 'openai';

const openai = new OpenAI();

async function chat(userId: string, prompt: string): Promise<string | null> {
  const tools = await composio.tools.get(userId, { tools: ['SLACK_SEND_MESSAGE'] });
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: prompt }];
  for (let turn = 0; turn < 8; turn += 1) {
    const completion = await openai.chat.completions.create({ model: 'rote', messages, tools });
    const message = completion.choices[0]!.message;
    messages.push(message);
    if (!message.tool_calls?.length) return message.content;
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue;
      const content = await composio.provider.executeToolCall(userId, call);
      messages.push({ role: 'tool', tool_call_id: call.id, content });
    }
  }
  return null;
}

console.log(await chat('alice', 'tell #a "one"; tell #b "two"'));
