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

/** A client with versions, and two calls that read them. */
export const ONE_CLIENT = `import { Composio } from '@composio/core';

const VERSIONS = { github: '20250906_01' };
const composio = new Composio({ toolkitVersions: VERSIONS });

export async function first(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  return tools;
}

export async function second(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['slack'] });
  return tools;
}
`;

/** Two auth configs of one toolkit, and a call that names none. */
export const TWO_AUTH_CONFIGS = `${CLIENT}
export async function connect(userId: string) {
  return await composio.connectedAccounts.link(userId, process.env.GITHUB_AUTH_CONFIG_ID!);
}

export async function connectBot(userId: string) {
  return await composio.connectedAccounts.link(userId, process.env.GITHUB_BOT_AUTH_CONFIG_ID!);
}

export async function agent(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  return tools;
}
`;

/** Calls with much text between them. */
export function longFile(calls: number): string {
  const functions = Array.from(
    { length: calls },
    (_, index) => `
export async function load${index}(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  return tools;
}
// ${'.'.repeat(20)}
// ${index}
// ${'.'.repeat(20)}
// ${index}
`,
  );
  return CLIENT + functions.join('');
}

/** Sets the title of a window, rings, and turns text around, if a terminal is given it raw. */
export const EVIL_SOURCE = `${CLIENT}
export async function load(userId: string) {
  const title = '\u001b]0;owned\u0007'; // \u202e
  const tools = await composio.tools.get(userId, { toolkits: ['github'] });
  return [title, tools];
}
`;

/** Two sessions in one file, which both take an auth config that the file does not import yet. */
export const SHARED_IMPORT: Record<string, string> = {
  'agents.ts': TWO_CALLS.replace("'slack'", "'github'"),
  'connect.ts': `import { AUTH_CONFIGS } from './lib/auth.js';
${CLIENT}
export async function connect(userId: string) {
  return await composio.connectedAccounts.link(userId, AUTH_CONFIGS.github);
}
`,
  'lib/auth.ts': 'export const AUTH_CONFIGS = { github: process.env.GITHUB_AUTH_CONFIG_ID! } as const;\n',
};

/** Two calls of a toolkit whose auth config nothing shows. */
export const TWO_ISSUES = `${CLIENT}
export async function issues(userId: string) {
  const result = await composio.tools.execute('LINEAR_LIST_ISSUES', { userId, arguments: {} });
  return result.data;
}

export async function teams(userId: string) {
  const result = await composio.tools.execute('LINEAR_LIST_TEAMS', { userId, arguments: {} });
  return result.data;
}
`;
