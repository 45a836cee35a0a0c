import { openai } from '@ai-sdk/openai';
import { generateText, stepCountIs } from 'ai';
import { getComposio } from '../lib/composio.js';

const INSTRUCTIONS = 'You sort incoming issues. Read them, label them, and tell the team about urgent ones.';

/** Reads the open issues of a repository, labels them and posts a summary. */
export async function triage(userId: string, repository: string): Promise<string> {
  const composio = getComposio();
  const tools = await composio.tools.get(userId, { toolkits: ['GITHUB', 'SLACK'], limit: 40 });

  const { text } = await generateText({
    model: openai('gpt-5'),
    system: INSTRUCTIONS,
    prompt: `Sort the open issues of ${repository} and post a summary to #triage.`,
    tools,
    stopWhen: stepCountIs(20),
  });
  return text;
}
