import type { Composio } from '@composio/core';
import OpenAI from 'openai';

const openai = new OpenAI();

export async function runLoop(options: {
  composio: Composio;
  userId: string;
  tools: OpenAI.ChatCompletionTool[];
  prompt: string;
}) {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: options.prompt }];
  while (true) {
    const completion = await openai.chat.completions.create({ model: 'rote', messages, tools: options.tools });
    const message = completion.choices[0]!.message;
    messages.push(message);
    if (!message.tool_calls?.length) return message.content;
    messages.push(...(await options.composio.provider.handleToolCalls(options.userId, completion)));
  }
}
