/** Values that the code gives the API as a toolkit (rules §6), and what only looks like one. */
import { describe, expect, it } from 'vitest';
import { evidenceOf } from './authConfigHelpers.js';

const HEAD = 'declare const MAP: Record<string, string>;\n';
const inFunction = (body: string, parameters: string): string =>
  `${HEAD}export async function connect(user: string, ${parameters}) {\n${body}\n}`;
const link = 'await composio.connectedAccounts.link(user, MAP[toolkit]!);';
const shown = (before: string, parameters = 'toolkit: string'): string =>
  evidenceOf(`${inFunction(`${before}\n${link}`, parameters)}`.replaceAll('MAP', 'AUTH_CONFIGS'));

describe('a toolkit that the API is asked for', () => {
  it.each([
    ['toolkits.get', 'await composio.toolkits.get(toolkit);'],
    ['toolkits.authorize', 'await composio.toolkits.authorize(user, toolkit);'],
    ['the fields of its auth configs', "await composio.toolkits.getAuthConfigCreationFields(toolkit, 'OAUTH2');"],
    ['connectedAccounts.list', 'await composio.connectedAccounts.list({ toolkitSlugs: [toolkit] });'],
    ['tools.get', 'await composio.tools.get(user, { toolkits: [toolkit.toUpperCase()] });'],
    ['after a test that there is one', 'if (!toolkit || !user) return;\nawait composio.toolkits.get(toolkit);'],
    [
      'after a test that ends in an error',
      'if (!known(toolkit)) throw new Error();\nawait composio.toolkits.get(toolkit);',
    ],
    ['through a function', 'const ask = async (slug: string) => composio.toolkits.get(slug);\nawait ask(toolkit);'],
  ])('%s', (_, before) => {
    expect(shown(before, 'toolkit: string, known: (one: string) => boolean')).toBe('3 toolkit asked');
  });

  it.each([
    ['another variable of the name', 'for (const toolkit of all) await composio.toolkits.get(toolkit);'],
    ['under a test of it', 'if (known(toolkit)) await composio.toolkits.get(toolkit);'],
    ['a member of it', 'await composio.toolkits.get(all[0]!);'],
    ['made of it', 'await composio.toolkits.get(names[toolkit]!);'],
    ['a map of that name', 'const toolkits = new Map<string, string>();\ntoolkits.get(toolkit);'],
    ['a filter of the catalogue', 'await composio.toolkits.get({ category: toolkit });'],
    [
      'through a function that translates',
      'const ask = async (one: string) => composio.toolkits.get(names[one]!);\nawait ask(toolkit);',
    ],
    [
      'through a function that tests',
      'const ask = async (one: string) => { if (known(one)) await composio.toolkits.get(one); };\nawait ask(toolkit);',
    ],
  ])('not %s', (_, before) => {
    const parameters = 'toolkit: string, all: string[], names: Record<string, string>, known: (one: string) => boolean';
    expect(shown(before, parameters)).toBe('3 toolkit ?');
  });

  it('may be anything where it is not known to be a text', () => {
    expect(shown('await composio.authConfigs.list({ toolkit });', 'toolkit: any')).toBe('3 toolkit ?');
    const tested = 'if (!toolkit) return;\nawait composio.authConfigs.list({ toolkit });';
    expect(shown(tested, 'toolkit: any')).toBe('3 toolkit asked');
    expect(shown('await composio.toolkits.authorize(user, toolkit);', 'toolkit: any')).toBe('3 toolkit asked');
  });

  it('is not what is written to it later', () => {
    expect(shown('await composio.toolkits.get(toolkit);\ntoolkit = user;')).toBe('3 toolkit ?');
  });
});
