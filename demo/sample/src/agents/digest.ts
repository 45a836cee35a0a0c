import { openai } from '@ai-sdk/openai';
import { generateText, stepCountIs } from 'ai';
import { getComposio } from '../lib/composio.js';

/** Posts what happened this week; may do nothing else. */
export async function digest(userId: string, channel: string) {
  const tools = await getComposio().tools.get(userId, {
    tools: ['GITHUB_LIST_REPOSITORY_ISSUES', 'SLACK_SEND_MESSAGE'],
  });
  const result = await generateText({
    model: openai('gpt-5-mini'),
    prompt: `Post the issues of this week to ${channel}.`,
    tools,
    stopWhen: stepCountIs(6),
  });
  return result.text;
}
