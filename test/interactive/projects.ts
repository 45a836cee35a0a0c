/** Small projects for the dialogues. */

export const MANIFEST = '{\n  "name": "sample",\n  "dependencies": { "@composio/core": "^0.11.0" }\n}\n';
export const OLD_MANIFEST = '{\n  "name": "sample",\n  "dependencies": { "@composio/core": "^0.1.55" }\n}\n';

const CLIENT = `import { Composio } from '@composio/core';

const composio = new Composio();
`;

/** One call with a toolkit. */
export function toolsOf(toolkit: string): string {
  return `${CLIENT}
export async function load(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['${toolkit}'] });
  return tools;
}
`;
}

/** Two calls in two functions, each with a session of its own. */
export const TWO_CALLS = `${CLIENT}
export async function first(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  return tools;
}

export async function second(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['slack'] });
  return tools;
}
`;

/** A call that is migrated, and one that needs a person. */
export const WITH_MANUAL = `${CLIENT}
export async function load(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  return tools;
}

export async function find(userId: string, search: string) {
  return await composio.tools.get(userId, { search });
}
`;

/** An auth config that nothing says the toolkit of. */
export function linkWith(name: string): string {
  return `${CLIENT}
export async function connect(userId: string) {
  return await composio.connectedAccounts.link(userId, process.env.${name}!);
}
`;
}
