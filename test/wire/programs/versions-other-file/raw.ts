import { composio } from './lib.js';

export async function versionOf(slug: string) {
  const tool = await composio.tools.getRawComposioToolBySlug(slug);
  return tool.version;
}
