import { describe, expect, it } from 'vitest';
import type { FilterFact } from '../../src/analyze/facts.js';
import { snippets } from './toolsSnippets.js';

const get = (filter: string, before = ''): string =>
  `${before}\nexport const load = (userId: string) => composio.tools.get(userId, ${filter});\n`;

const { gets } = snippets({
  literal: get("{ toolkits: ['GITHUB'], limit: 5 }"),
  wrapped: get("({ 'toolkits': ['GITHUB'] } as const satisfies object)!"),
  constant: get('FILTER', "const FILTER = { tools: ['GITHUB_X'] };"),
  member: get('FILTERS.dev', "const FILTERS = { dev: { toolkits: ['github'] } };"),
  mutated: get('FILTER', "const FILTER = { tools: ['GITHUB_X'] };\nFILTER.tools.push('GITHUB_Y');\nFILTER.tools = [];"),
  spread: get("{ ...BASE, toolkits: ['slack'] }", "const BASE = { toolkits: ['github'], limit: 3 };"),
  rankedOnCondition: get("{ toolkits: ['slack'], ...(many ? { limit: 50 } : {}) }", 'declare const many: boolean;'),
  limitedOnCondition: get("{ limit: 5, ...(many && { toolkits: ['slack'] }) }", 'declare const many: boolean;'),
  unknownSpread: get("{ toolkits: ['slack'], ...more }", 'declare const more: object;'),
  computedKey: get("{ [key]: ['slack'] }", 'declare const key: string;'),
  slug: get("'GITHUB_CREATE_AN_ISSUE'"),
  slugConstant: get('SLUG', "const SLUG = 'GITHUB_CREATE_AN_ISSUE';"),
  slugParameter: 'export const load = (userId: string, slug: string) => composio.tools.get(userId, slug);',
  slugMaybe:
    'export const load = (userId: string, slug?: string) => composio.tools.get(userId, slug!  as string | undefined);',
  anything: 'export const load = (userId: string, what: any) => composio.tools.get(userId, what);',
  list: get("['GITHUB_X']"),
  listConstant: get('SLUGS', "const SLUGS = ['GITHUB_X'];"),
  none: 'export const load = (userId: string) => composio.tools.get(userId);',
  nothing: get('undefined'),
  userObject: "export const load = () => composio.tools.get({ toolkits: ['github'] });",
  spreadArguments: 'export const load = (...args: [string, object]) => composio.tools.get(...args);',
  chosen: get("many ? { toolkits: ['a'] } : { tools: ['B_C'] }", 'declare const many: boolean;'),
  computed: get('{ toolkits: pick() }', 'declare function pick(): string[];'),
  elsewhere: `const filter = { toolkits: pick() };
declare function pick(): string[];
export const load = (userId: string) => composio.tools.get(userId, filter);`,
  hidden: `export function load(userId: string, kinds: string[]) {
  const filter = { toolkits: kinds };
  return [userId].map((kinds) => composio.tools.get(kinds, filter));
}`,
  reached: `export function load(userId: string, kinds: string[]) {
  const filter = { toolkits: kinds };
  return composio.tools.get(userId, filter);
}`,
  authConfigs: get('{ authConfigIds: [GMAIL_AUTH_CONFIG_ID] }', "const GMAIL_AUTH_CONFIG_ID = 'ac_1';"),
});

const filterOf = (name: string): FilterFact => gets(name)[0]!.filter;
const valuesOf = (name: string): Record<string, string[] | null> =>
  Object.fromEntries(filterOf(name).entries.map((entry) => [entry.key, entry.value.values]));

describe('the filter of tools.get', () => {
  it('is read from an object literal, through casts', () => {
    expect(valuesOf('literal')).toEqual({ toolkits: ['GITHUB'], limit: null });
    expect(valuesOf('wrapped')).toEqual({ toolkits: ['GITHUB'] });
  });

  it('is read from constants that nothing changes', () => {
    expect(valuesOf('constant')).toEqual({ tools: ['GITHUB_X'] });
    expect(filterOf('constant').entries[0]?.inPlace).toBe(false);
    expect(valuesOf('member')).toEqual({ toolkits: ['github'] });
  });

  it('is unknown when it is changed after it was made', () => {
    expect(filterOf('mutated')).toMatchObject({ shape: 'unknown', reason: expect.stringContaining('several steps') });
  });

  it('takes later keys over spread ones', () => {
    expect(valuesOf('spread')).toEqual({ limit: null, toolkits: ['slack'] });
  });

  it('lets a condition rank, but not limit', () => {
    expect(filterOf('rankedOnCondition').shape).toBe('object');
    expect(filterOf('limitedOnCondition')).toMatchObject({
      shape: 'unknown',
      reason: expect.stringContaining('on a condition'),
    });
  });

  it.each(['unknownSpread', 'computedKey', 'anything', 'spreadArguments', 'chosen', 'elsewhere', 'hidden'])(
    'is unknown, not guessed: %s',
    (name) => {
      const { shape, reason, invalid } = filterOf(name);
      expect(shape).toBe('unknown');
      expect(reason).not.toBe('');
      expect(invalid).toBeNull();
    },
  );

  it('keeps an expression where it can be written again', () => {
    expect(filterOf('computed')).toMatchObject({ shape: 'object', entries: [{ key: 'toolkits', missing: null }] });
    expect(filterOf('reached')).toMatchObject({ shape: 'object', entries: [{ value: { text: 'kinds' } }] });
  });

  it('may be one slug', () => {
    expect(valuesOf('slug')).toEqual({ tools: ['GITHUB_CREATE_AN_ISSUE'] });
    expect(valuesOf('slugConstant')).toEqual({ tools: ['GITHUB_CREATE_AN_ISSUE'] });
    expect(filterOf('slugParameter')).toMatchObject({
      shape: 'slug',
      entries: [{ value: { values: null, isList: false } }],
    });
    expect(filterOf('slugMaybe').entries[0]?.missing).toContain('may be undefined');
  });

  it.each(['list', 'listConstant', 'none', 'nothing', 'userObject'])('is refused by the SDK itself: %s', (name) => {
    expect(filterOf(name).invalid).not.toBeNull();
  });

  it('carries the auth configs that it names', () => {
    expect(gets('authConfigs')[0]?.authConfigs.map((one) => one.expression.text)).toEqual(['GMAIL_AUTH_CONFIG_ID']);
  });
});

describe('a limit may be missing', () => {
  const from = (type: string, value: string): string =>
    `export function load(userId: string, given: ${type}) { return composio.tools.get(userId, { toolkits: ${value} }); }`;
  const shown = snippets({
    optional: from('{ list?: string[] }', 'given.list'),
    index: from('Record<string, string[]>', 'given.dev'),
    computedIndex: from('Record<string, string[]>', 'given[userId]'),
    item: from('{ one?: string }', "['github', given.one]"),
    any: from('any', 'given.list'),
    required: from('{ list: string[] }', 'given.list'),
    asserted: from('{ list?: string[] }', 'given.list!'),
    fallback: from('{ list?: string[] }', "given.list ?? ['github']"),
    narrowed:
      'export function load(userId: string, given: { list?: string[] }) { if (!given.list) throw new Error(); return composio.tools.get(userId, { toolkits: given.list }); }',
    mapped: from('any', 'given.map((one: string) => one)'),
    'untyped.js': 'export const load = (userId, toolkits) => composio.tools.get(userId, { toolkits });',
    'body.js': 'export const load = (req) => composio.tools.get(req.user, { toolkits: req.body.toolkits });',
    'taken.js': 'export const load = ({ user, toolkits }) => composio.tools.get(user, { toolkits });',
  });
  const missing = (name: string): string | null => shown.gets(name)[0]!.filter.entries[0]!.missing;

  it.each(['optional', 'index', 'computedIndex', 'item', 'any', 'body.js', 'taken.js'])('in %s', (name) => {
    expect(missing(name)).not.toBeNull();
  });

  it.each(['required', 'asserted', 'fallback', 'narrowed', 'mapped', 'untyped.js'])('but not in %s', (name) => {
    expect(missing(name)).toBeNull();
  });
});
