// Files that use Composio in the ways that repositories do: one getter, many callers, each with code around it.
import { capital, fieldsOf, nounOf, verbOf } from './words.mjs';

const TOOLKITS = ['github', 'gmail', 'slack', 'notion', 'linear', 'googlecalendar'];
const TOOLS = {
  github: ['GITHUB_CREATE_ISSUE', 'GITHUB_STAR_A_REPOSITORY'],
  gmail: ['GMAIL_SEND_EMAIL', 'GMAIL_FETCH_EMAILS'],
  slack: ['SLACK_SEND_MESSAGE', 'SLACK_LIST_ALL_CHANNELS'],
  notion: ['NOTION_CREATE_NOTION_PAGE', 'NOTION_SEARCH_NOTION_PAGE'],
  linear: ['LINEAR_CREATE_LINEAR_ISSUE', 'LINEAR_LIST_LINEAR_TEAMS'],
  googlecalendar: ['GOOGLECALENDAR_CREATE_EVENT', 'GOOGLECALENDAR_EVENTS_LIST'],
};

/** `src/lib/composio.ts`: the client of a package, made once. */
export function getterFile(random) {
  return random.pick([
    `import { Composio } from '@composio/core';

let client: Composio | undefined;

/** The one client of this package. */
export function getComposio(): Composio {
  client ??= new Composio({ apiKey: process.env.COMPOSIO_API_KEY });
  return client;
}
`,
    `import { Composio } from '@composio/core';

const client = new Composio({ apiKey: process.env.COMPOSIO_API_KEY });

export const getComposio = (): Composio => client;
`,
  ]);
}

/**
 * A file with one or two direct calls.
 *
 * @param random see random.mjs
 * @param {{ at: number, siblings: { folder: string, stem: string, exports: string[] }[] }} place ordinary files of
 *   the package, of which some are imported
 */
export function composioFile(random, { at, siblings }) {
  const toolkit = random.pick(TOOLKITS);
  const noun = nounOf(random);
  const name = `${toolkit}${capital(noun)}${at}`;
  const imported = [];
  for (let count = random.integer(0, 4); count > 0 && siblings.length > 0; count--) {
    const sibling = random.pick(siblings);
    if (sibling.exports.length > 0 && !imported.includes(sibling)) imported.push(sibling);
  }
  const imports = imported.map(
    (sibling) => `import { ${sibling.exports[0]} } from '@/${sibling.folder.replace(/^src\/?/, '')}/${sibling.stem}';`,
  );
  const used = imported.map((sibling) => sibling.exports[0]);
  const calls = random.pick(CALLS)(random, { toolkit, name, slug: random.pick(TOOLS[toolkit]) });
  const text = `import { getComposio } from '@/lib/composio';
${imports.join('\n').replaceAll('@//', '@/')}

${helperOf(random, noun)}

${calls}

export const ${name}Uses = [${used.map((one) => `typeof ${one}`).join(', ')}];
`;
  return { stem: `${toolkit}-${noun}-${at}`, text };
}

const CALLS = [toolList, toolList, execution, execution, link, both];

function toolList(_random, { toolkit, name }) {
  return `/** Tools for one agent run. */
export async function ${name}Tools(userId: string) {
  const composio = getComposio();
  const tools = await composio.tools.get(userId, { toolkits: ['${toolkit}'] });
  return { tools, system: 'You are a careful assistant for ${toolkit}.' };
}`;
}

function execution(random, { name, slug }) {
  const [one, two] = fieldsOf(random, 2);
  return `export async function ${name}Run(userId: string, ${one}: string, ${two}: string) {
  const composio = getComposio();
  const result = await composio.tools.execute('${slug}', {
    userId,
    arguments: { ${one}, ${two} },
  });
  return result.data;
}`;
}

function link(_random, { toolkit, name }) {
  return `export async function ${name}Connect(userId: string) {
  const composio = getComposio();
  const request = await composio.toolkits.authorize(userId, '${toolkit}');
  return request.redirectUrl;
}`;
}

function both(random, about) {
  return `${toolList(random, about)}\n\n${execution(random, about)}`;
}

function helperOf(random, noun) {
  const functions = [];
  for (let count = random.integer(4, 20); count > 0; count--) {
    const [one, two] = fieldsOf(random, 2);
    functions.push(`function ${verbOf(random)}${capital(one)}${count}(${noun}: { ${one}?: string; ${two}?: number }): string {
  const parts: string[] = [];
  if (${noun}.${one}) parts.push(\`${one}=\${encodeURIComponent(${noun}.${one})}\`);
  if (${noun}.${two} !== undefined && ${noun}.${two} > 0) parts.push(\`${two}=\${${noun}.${two}.toFixed(2)}\`);
  const text = parts.join('&');
  return text.length > 200 ? \`\${text.slice(0, 199)}…\` : text;
}`);
  }
  return functions.join('\n\n');
}
