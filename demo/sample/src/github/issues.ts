import { getComposio } from '../lib/composio.js';

export interface NewIssue {
  owner: string;
  repo: string;
  title: string;
  body?: string;
}

export async function createIssue(userId: string, issue: NewIssue) {
  const composio = getComposio();
  // Labels are set by the triage agent.
  const result = await composio.tools.execute('GITHUB_CREATE_AN_ISSUE', {
    userId,
    arguments: { ...issue, labels: [] },
    version: '20251027_00',
  });
  if (!result.successful) {
    throw new Error(`The issue was not created: ${result.error}`);
  }
  return result.data;
}
