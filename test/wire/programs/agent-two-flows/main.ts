import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import OpenAI from 'openai';

const openai = new OpenAI();

async function work(userId: string) {
  const coding = await composio.tools.get(userId, { toolkits: ['github'] });
  const talking = await composio.tools.get(userId, { toolkits: ['slack'] });
  const first: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'look up octo/site' }];
  const second: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'tell #dev "done"' }];
  while (true) {
    const completion = await openai.chat.completions.create({ model: 'rote', messages: first, tools: coding });
    first.push(completion.choices[0]!.message);
    if (completion.choices[0]!.finish_reason === 'stop') break;
    first.push(...(await composio.provider.handleToolCalls(userId, completion)));
  }
  while (true) {
    const completion = await openai.chat.completions.create({ model: 'rote', messages: second, tools: talking });
    second.push(completion.choices[0]!.message);
    if (completion.choices[0]!.finish_reason === 'stop') break;
    second.push(...(await composio.provider.handleToolCalls(userId, completion)));
  }
  return [first.at(-1)?.content, second.at(-1)?.content];
}

for (const line of await work('alice')) console.log(line);
