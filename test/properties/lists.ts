/** `tools.get` with each row of the filter table, and what its result is used for. */
import type { Draft, Limit } from './draft.js';

export interface FilterPiece {
  text: string;
  limit: Limit;
  setup?: string[];
}

type Make = (draft: Draft) => FilterPiece;

const toolkits = (...values: string[]): Limit => ({ kind: 'toolkits', values });
const tools = (...values: string[]): Limit => ({ kind: 'tools', values });

export const FILTERS = {
  toolkit: () => ({ text: `{ toolkits: ['GITHUB'] }`, limit: toolkits('github') }),
  toolkits: () => ({ text: `{ toolkits: ['github', 'SLACK'¶] }`, limit: toolkits('github', 'slack') }),
  limit: () => ({ text: `{ toolkits: ['GMAIL'], limit: 5 }`, limit: toolkits('gmail') }),
  important: () => ({ text: `{ ¶toolkits: ['GITHUB'], important: true }`, limit: toolkits('github') }),
  lines: () => ({ text: `{\n  ¶toolkits: ['SLACK'],‗\n  limit: 20¤‗\n}`, limit: toolkits('slack') }),
  constant: (draft) => {
    draft.declarations.add(`const TOOLKITS = ['GITHUB', 'GMAIL'];`);
    return { text: '{ toolkits: TOOLKITS }', limit: toolkits('github', 'gmail') };
  },
  imported: (draft) => ({
    text: `{ toolkits: ${draft.helper('TOOLKIT_LIST')} }`,
    limit: toolkits('github', 'slack'),
  }),
  upper: () => ({ text: '{ toolkits: input.upper }', limit: { kind: 'text', text: 'input.upper' } }),
  chosen: () => ({ text: '{ toolkits: [input.toolkit] }', limit: { kind: 'text', text: 'input.toolkit' } }),
  missing: () => ({
    text: '{ toolkits: input.maybeToolkits« as string[]» }',
    limit: { kind: 'text', text: 'input.maybeToolkits' },
  }),
  tools: () => ({
    text: `{ tools: ['GITHUB_CREATE_AN_ISSUE', 'GMAIL_SEND_EMAIL'] }`,
    limit: tools('GITHUB_CREATE_AN_ISSUE', 'GMAIL_SEND_EMAIL'),
  }),
  unknownTool: () => ({ text: `{ tools: ['NOWHERE_GO'] }`, limit: tools('NOWHERE_GO') }),
  slugs: () => ({ text: '{ tools: input.slugs }', limit: { kind: 'text', text: 'input.slugs' } }),
  notedSlugs: (draft) => {
    const text = draft.noted('slugs', 'input.slugs');
    return { text: `{ tools: ${text} }`, limit: { kind: 'text', text: "'slugs'" } };
  },
  slug: () => ({ text: `'GITHUB_CREATE_AN_ISSUE'`, limit: tools('GITHUB_CREATE_AN_ISSUE') }),
  search: () => ({ text: `{ search: 'mail' }`, limit: { kind: 'none' } }),
  searched: () => ({ text: `{ toolkits: ['GITHUB'], search: 'issue' }`, limit: { kind: 'none' } }),
  scopes: () => ({ text: `{ toolkits: ['GITHUB'], scopes: ['repo'] }`, limit: { kind: 'none' } }),
  hints: () => ({ text: `{ toolkits: ['GITHUB'], tags: ['readOnlyHint'] }`, limit: toolkits('github') }),
  tags: () => ({ text: `{ toolkits: ['GITHUB'], tags: ['issues'] }`, limit: { kind: 'none' } }),
  authConfigs: () => ({ text: `{ authConfigIds: ['ac_mapped'] }`, limit: toolkits('github') }),
  variable: (draft) => {
    const name = draft.name('filter');
    return { text: name, setup: [`const ${name} = { toolkits: ['GITHUB'] };`], limit: toolkits('github') };
  },
  mutated: (draft) => {
    const name = draft.name('filter');
    const setup = [`const ${name} = { toolkits: ['GITHUB'] };`, `if (input.flag) ${name}.toolkits.push('SLACK');`];
    return { text: name, setup, limit: toolkits('github', 'slack') };
  },
  spread: () => ({ text: `{ ...{ toolkits: ['SLACK'] } }`, limit: toolkits('slack') }),
  spreadList: (draft) => {
    draft.declarations.add(`const TOOLKITS = ['GITHUB', 'GMAIL'];`);
    return { text: `{ toolkits: [...TOOLKITS, 'SLACK'] }`, limit: toolkits('github', 'gmail', 'slack') };
  },
  chosenList: () => ({
    text: `{ toolkits: input.flag ? ['GITHUB'] : ['SLACK'] }`,
    limit: { kind: 'text', text: 'input.flag' },
  }),
  chosenTools: () => ({
    text: `{ tools: input.flag ? ['GITHUB_CREATE_AN_ISSUE'] : ['GMAIL_SEND_EMAIL'] }`,
    limit: { kind: 'text', text: 'input.flag' },
  }),
  empty: () => ({ text: '{ toolkits: [] }', limit: { kind: 'none' } }),
  asConst: (draft) => {
    draft.declarations.add(`const KIT = 'GITHUB'« as const»;`);
    return { text: `{ toolkits: [KIT, 'slack'« as const»] }`, limit: toolkits('github', 'slack') };
  },
  object: (draft) => {
    draft.declarations.add(`const CONFIG = { toolkits: ['GMAIL'], tools: ['GMAIL_SEND_EMAIL'] };`);
    return { text: '{ toolkits: CONFIG.toolkits }', limit: toolkits('gmail') };
  },
  objectTools: (draft) => {
    draft.declarations.add(`const CONFIG = { toolkits: ['GMAIL'], tools: ['GMAIL_SEND_EMAIL'] };`);
    return { text: '{ tools: CONFIG.tools }', limit: tools('GMAIL_SEND_EMAIL') };
  },
  quotedKey: () => ({ text: `{ 'toolkits': ['GITHUB'] }`, limit: toolkits('github') }),
  shorthand: (draft) => {
    if (!draft.takes('toolkits')) return { text: `{ toolkits: ['GITHUB'] }`, limit: toolkits('github') };
    return { text: '{ toolkits }', setup: [`const toolkits = ['GITHUB'];`], limit: toolkits('github') };
  },
  lowered: () => ({
    text: '{ toolkits: [input.toolkit.toLowerCase()] }',
    limit: { kind: 'text', text: 'input.toolkit' },
  }),
  template: () => ({ text: '{ toolkits: [`GITHUB`] }', limit: toolkits('github') }),
  changingLimit: () => ({ text: `{ toolkits: ['GITHUB'], limit: input.items.length }`, limit: toolkits('github') }),
  optionalRank: () => ({
    text: `{ toolkits: ['SLACK'], ...(input.flag ? { limit: 5 } : {}) }`,
    limit: toolkits('slack'),
  }),
  notedToolkits: (draft) => {
    const text = draft.noted('toolkits', `['GITHUB']`);
    return { text: `{ toolkits: ${text} }`, limit: { kind: 'text', text: "'toolkits'" } };
  },
  dynamicSlug: () => ({ text: 'input.slug', limit: { kind: 'text', text: 'input.slug' } }),
  constantSlug: (draft) => {
    draft.declarations.add(`const SLUG = 'GMAIL_SEND_EMAIL';`);
    return { text: 'SLUG', limit: tools('GMAIL_SEND_EMAIL') };
  },
  slugsMixed: () => ({
    text: `{ tools: [...input.slugs, 'GMAIL_SEND_EMAIL'] }`,
    limit: { kind: 'text', text: 'input.slugs' },
  }),
  mappedConfigs: (draft) => {
    draft.declarations.add(`const AUTH_CONFIGS = { github: 'ac_github', slack: 'ac_slack' };`);
    return { text: '{ authConfigIds: [AUTH_CONFIGS.slack] }', limit: toolkits('slack') };
  },
  pushed: (draft) => {
    const name = draft.name('names');
    const setup = [`const ${name} = ['GITHUB'];`, `${name}.push('SLACK');`];
    return { text: `{ toolkits: ${name} }`, setup, limit: { kind: 'text', text: name } };
  },
  collected: (draft) => {
    const name = draft.name('names');
    const setup = [`const ${name}«: string[]» = [];`, `for (const one of input.upper) ${name}.push(one);`];
    return { text: `{ toolkits: ${name} }`, setup, limit: { kind: 'text', text: name } };
  },
  changing: (draft) => ({
    text: `{ toolkits: [${draft.changing('kit')}] }`,
    limit: { kind: 'text', text: 'state.kit' },
  }),
} satisfies Record<string, Make>;

export type FilterForm = keyof typeof FILTERS;

export const makeFilter = (form: FilterForm, draft: Draft): FilterPiece => (FILTERS[form] as Make)(draft);

/** Third argument. */
export const MODIFIERS = {
  none: () => null,
  empty: () => '{}',
  schema: () => '{ modifySchema: ({ schema }«: any») => schema }',
  variable: (draft) => {
    draft.declarations.add(`«import type { Tool } from '@composio/core';»`);
    draft.declarations.add(`const MODIFIERS = { modifySchema: ({ schema }«: { schema: Tool }») => schema };`);
    return 'MODIFIERS';
  },
  noted: (draft) => {
    const modifiers = '{ modifySchema: ({ schema }«: { schema: Tool }») => schema }';
    draft.declarations.add(`«import type { Tool } from '@composio/core';»`);
    return draft.noted('modifiers', modifiers);
  },
} satisfies Record<string, (draft: Draft) => string | null>;

export type ModifierForm = keyof typeof MODIFIERS;
