import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import OpenAI from 'openai';

const openai = new OpenAI();

async function work(userId: string, prompt: string) {
  const github = await composio.tools.get(userId, { toolkits: ['github'] });
  const slack = await composio.tools.get(userId, { toolkits: ['slack'] });
  const tools = [...github, ...slack];
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: prompt }];
  while (true) {
    const completion = await openai.chat.completions.create({ model: 'rote', messages, tools });
    const message = completion.choices[0]!.message;
    messages.push(message);
    if (!message.tool_calls?.length) return message.content;
    messages.push(...(await composio.provider.handleToolCalls(userId, completion)));
  }
}

console.log(await work('alice', 'look up octo/site; tell #dev "seen"'));
