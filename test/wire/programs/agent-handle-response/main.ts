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
const userId = 'alice';

const tools = await composio.tools.get(userId, { tools: ['SLACK_SEND_MESSAGE'] });
const input: OpenAI.Responses.ResponseInputItem[] = [{ role: 'user', content: 'tell #dev "hello"' }];
let response = await openai.responses.create({ model: 'rote', input, tools });
while (response.output.some((item) => item.type === 'function_call')) {
  input.push(...(response.output as OpenAI.Responses.ResponseInputItem[]));
  input.push(...(await composio.provider.handleResponse(userId, response)));
  response = await openai.responses.create({ model: 'rote', input, tools });
}
console.log(response.output_text);
