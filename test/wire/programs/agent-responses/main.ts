import { Composio } from '@composio/core';
import { OpenAIResponsesProvider } from '@composio/openai';
import OpenAI from 'openai';

const composio = new Composio({
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
  provider: new OpenAIResponsesProvider(),
});
const openai = new OpenAI();

export async function run(user: { id: string }, wish: string) {
  const tools = await composio.tools.get(user.id, { toolkits: ['github'] });
  const input: OpenAI.Responses.ResponseInputItem[] = [{ role: 'user', content: wish }];
  for (;;) {
    const response = await openai.responses.create({ model: 'rote', input, tools });
    input.push(...(response.output as OpenAI.Responses.ResponseInputItem[]));
    const results = await composio.provider.handleToolCalls(user.id, response.output);
    if (results.length === 0) return response.output_text;
    input.push(...results);
  }
}

console.log(await run({ id: 'bob' }, 'look up octo/site; open an issue "Typo" in octo/site'));
