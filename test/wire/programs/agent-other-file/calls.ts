import type OpenAI from 'openai';
import { composio } from './client.js';

export async function answerCalls(userId: string, completion: OpenAI.ChatCompletion) {
  return composio.provider.handleToolCalls(userId, completion);
}
