import { Composio } from '@composio/core';

const composio = new Composio({
  apiKey: process.env.COMPOSIO_API_KEY,
  baseURL: process.env.COMPOSIO_BASE_URL,
  allowTracking: false,
  disableVersionCheck: true,
});
import OpenAI from 'openai';

const openai = new OpenAI();

async function onboard(userId: string) {
  const request = await composio.connectedAccounts.link(userId, process.env.GITHUB_AUTH_CONFIG_ID!, {
    allowMultiple: true,
  });
  console.log('open', request.redirectUrl);
  await request.waitForConnection();

  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'look up octo/site' }];
  while (true) {
    const completion = await openai.chat.completions.create({ model: 'rote', messages, tools });
    const message = completion.choices[0]!.message;
    messages.push(message);
    if (!message.tool_calls?.length) break;
    messages.push(...(await composio.provider.handleToolCalls(userId, completion)));
  }
  console.log(messages.at(-1)?.content);

  const star = await composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
    userId,
    arguments: { repo: 'octo/site' },
    dangerouslySkipVersionCheck: true,
  });
  console.log(star.successful, star.data.account);
}

await onboard('erin');
