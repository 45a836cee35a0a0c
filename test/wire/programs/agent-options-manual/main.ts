import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import OpenAI from 'openai';

const openai = new OpenAI();
const tools = await composio.tools.get('dave', { tools: ['GITHUB_GET_A_REPOSITORY'] });
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'look up octo/site' }];
while (true) {
  const completion = await openai.chat.completions.create({ model: 'rote', messages, tools });
  const message = completion.choices[0]!.message;
  messages.push(message);
  if (!message.tool_calls?.length) break;
  messages.push(
    ...(await composio.provider.handleToolCalls('dave', completion, { connectedAccountId: 'ca_dave_github_work' })),
  );
}
console.log(messages.at(-1)?.content);
