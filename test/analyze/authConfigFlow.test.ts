/** Rung 2: the toolkit follows from where the auth config is listed, created or resolved (rules §6). */
import { describe, expect, it } from 'vitest';
import { evidenceOf } from './authConfigHelpers.js';

const link = (id: string): string => `await composio.connectedAccounts.link(user, ${id});`;
const inFunction = (body: string, parameters = ''): string =>
  `export async function f(user: string${parameters && `, ${parameters}`}) {\n${body}\n}`;

describe('data flow from authConfigs.list and authConfigs.create', () => {
  it.each<[string, string, string]>([
    [
      'items[0]',
      `const c = await composio.authConfigs.list({ toolkit: 'gmail' });\n${link('c.items[0].id')}`,
      '2 =gmail',
    ],
    [
      'a destructured first item',
      `const { items: [first] } = await composio.authConfigs.list({ toolkit: 'gmail' });\n${link('first!.id')}`,
      '2 =gmail',
    ],
    [
      'the id destructured',
      `const { id } = (await composio.authConfigs.list({ toolkit: 'gmail' })).items[0]!;\n${link('id')}`,
      '2 =gmail',
    ],
    [
      'find, filter and at',
      `const all = await composio.authConfigs.list({ toolkit: 'gmail' });
       const one = all.items.filter((x) => x.status === 'ENABLED').find((x) => x.isComposioManaged) ?? all.items.at(0);
       ${link('one!.id')}`,
      '2 =gmail',
    ],
    [
      'list or create',
      `const found = await composio.authConfigs.list({ toolkit: 'gmail' });
       const id = found.items[0]?.id || (await composio.authConfigs.create('gmail')).id;\n${link('id')}`,
      '2 =gmail',
    ],
    [
      'a variable that is filled later',
      `let config;
       config = await composio.authConfigs.create('gmail', { type: 'use_composio_managed_auth' });\n${link('config.id')}`,
      '2 =gmail',
    ],
    [
      'a wrapper that runs a function',
      `const found = await withRetry(() => composio.authConfigs.list({ toolkit: 'gmail' }), 3);\n${link('found.items[0].id')}`,
      '2 =gmail',
    ],
    [
      'then',
      `const id = await composio.authConfigs.list({ toolkit: 'gmail' }).then((all) => all.items[0]!.id);\n${link('id')}`,
      '2 =gmail',
    ],
    [
      'upper case where the service takes it',
      `const c = await composio.authConfigs.create('GMAIL');\n${link('c.id')}`,
      '2 =gmail',
    ],
    [
      'two lists of different toolkits',
      `const a = await composio.authConfigs.list({ toolkit: 'gmail' });
       const b = await composio.authConfigs.list({ toolkit: 'slack' });\n${link('a.items[0]?.id ?? b.items[0]!.id')}`,
      'conflict',
    ],
    [
      'the other half is not known',
      `const a = await composio.authConfigs.list({ toolkit: 'gmail' });\n${link('given ?? a.items[0]!.id')}`,
      'none',
    ],
    [
      'another field of the answer',
      `const a = await composio.authConfigs.list({ toolkit: 'gmail' });\n${link('a.items[0]!.name')}`,
      'none',
    ],
  ])('%s', (_, body, expected) => {
    expect(evidenceOf(inFunction(body, 'given?: string'))).toBe(expected);
  });

  it('keeps the toolkit as an expression with its possible values', () => {
    const body = `const c = await composio.authConfigs.list({ toolkit });\n${link('c.items[0]?.id ?? ""')}`;
    expect(evidenceOf(inFunction(body, "toolkit: 'gmail' | 'slack'"))).toBe('2 toolkit [gmail|slack]');
    expect(evidenceOf(inFunction(body, 'toolkit: string'))).toBe('2 toolkit asked');
    expect(evidenceOf(inFunction(body, 'toolkit?: string'))).toBe('2 toolkit ?');
  });

  it('takes the slug that the service names where the toolkit asked for is not proven', () => {
    const body = `const c = await composio.authConfigs.list({ toolkit });
      const config = c.items[0];
      if (!config) return;\n${link('config.id')}`;
    expect(evidenceOf(inFunction(body, 'toolkit: string'))).toBe('2 toolkit asked');
    expect(evidenceOf(inFunction(body, 'toolkit?: string'))).toBe('2 config.toolkit.slug of the service');
    expect(evidenceOf(inFunction(`${body}\ntoolkit = 'other';`, 'toolkit: string'))).toBe(
      '2 config.toolkit.slug of the service',
    );
    const made = `const config = await composio.authConfigs.create(choose());\n${link('config.id')}`;
    expect(evidenceOf(inFunction(made, 'choose: () => string'))).toBe('2 config.toolkit of the service');
    const optional = `const c = await composio.authConfigs.list({ toolkit });\n${link('c.items[0]?.id!')}`;
    expect(evidenceOf(inFunction(optional, 'toolkit?: string'))).toBe('2 toolkit ?');
  });

  it('reads a predicate on the slug', () => {
    const find = (test: string): string =>
      inFunction(`const c = await composio.authConfigs.list();
        const one = c.items.find((x) => ${test});\n${link('one?.id!')}`);
    expect(evidenceOf(find("x.toolkit.slug === 'notion'"))).toBe('2 =notion');
    expect(evidenceOf(find("x.status === 'ENABLED' && 'notion' === x.toolkit?.slug"))).toBe('2 =notion');
    expect(evidenceOf(find("x.toolkit.slug === 'notion' || x.toolkit.slug === 'slack'"))).toBe('none');
    expect(evidenceOf(find("x.toolkit.slug !== 'notion'"))).toBe('none');
  });
});

describe('helpers', () => {
  const resolver = `async function resolveId(slug: string) {
    const found = await composio.authConfigs.list({ toolkit: slug });
    if (found.items.length > 0) return found.items[0].id;
    const made = await composio.authConfigs.create(slug);
    return made.id;
  }\n`;

  it('puts the argument in for the parameter', () => {
    expect(evidenceOf(resolver + inFunction(`const id = await resolveId('github');\n${link('id')}`))).toBe('2 =github');
    const typed = inFunction(link('await resolveId(kind)'), "kind: 'github' | 'jira'");
    expect(evidenceOf(resolver + typed)).toBe('2 kind [github|jira]');
    const member = inFunction(link('await resolveId(input.kind)'), "input: { kind: 'github' | 'jira' }");
    expect(evidenceOf(resolver + member)).toBe('2 input.kind [github|jira]');
  });

  it('reads object arguments and results', () => {
    const ensure = `async function ensure(options: { toolkit: string; name: string }) {
      const existing = await composio.authConfigs.list({ toolkit: options.toolkit });
      const first = existing.items[0];
      if (first) return { ok: true, authConfigId: first.id };
      return { ok: true, authConfigId: (await composio.authConfigs.create(options.toolkit)).id };
    }\n`;
    const call = inFunction(
      `const result = await ensure({ toolkit: 'jira', name: 'x' });\n${link('result.authConfigId')}`,
    );
    expect(evidenceOf(ensure + call)).toBe('2 =jira');
  });

  it('takes only the branch that the argument chooses', () => {
    const pick = `function pick(app: 'gmail' | 'slack') {
      switch (app) {
        case 'gmail': return process.env.FIRST_CONFIG;
        case 'slack': return process.env.SECOND_CONFIG;
        default: return undefined;
      }
    }\n`;
    expect(evidenceOf(pick + inFunction(link("pick('slack')!")))).toBe('4 =slack');
    expect(evidenceOf(pick + inFunction(link('pick(app)!'), "app: 'gmail' | 'slack'"))).toBe('4 app [gmail|slack]');
  });

  it('finds them in other files', () => {
    const other = `import { Composio } from '@composio/core';
      const composio = new Composio();
      export const authConfigFor = async (toolkit: string) => (await composio.authConfigs.list({ toolkit })).items[0]!.id;`;
    const main = `import { authConfigFor } from './other';\n${inFunction(link("await authConfigFor('linear')"))}`;
    expect(evidenceOf(main, { 'other.ts': other })).toBe('2 =linear');
  });

  it('trusts the only parameter when the body reads it but does not say', () => {
    const db = `declare const db: { find(query: object): Promise<{ id: string }> };
      async function resolveAuthConfigId(toolkitSlug: string) { return (await db.find({ toolkitSlug })).id; }\n`;
    expect(evidenceOf(db + inFunction(link("await resolveAuthConfigId('asana')")))).toBe('2 =asana');
    const ignored = `async function resolveAuthConfigId(toolkitSlug: string) { return process.env.AUTH_CONFIG_ID!; }\n`;
    expect(evidenceOf(ignored + inFunction(link("await resolveAuthConfigId('asana')")))).toBe('none');
  });

  it('trusts one that is not loaded by its name and its only argument', () => {
    const head = "import { getAuthConfigId, load } from '@/missing';\n";
    expect(evidenceOf(head + inFunction(link("await getAuthConfigId('asana')")))).toBe('2 =asana');
    expect(evidenceOf(head + inFunction(link("await load('asana')")))).toBe('none');
    expect(evidenceOf(head + inFunction(link("await getAuthConfigId('asana', user)")))).toBe('none');
  });

  it('follows a cache that fills itself', () => {
    const cached = `const pending: Record<string, Promise<string> | undefined> = {};
      function ensure(toolkit: string) {
        const cached = pending[toolkit];
        if (cached) return cached;
        return (pending[toolkit] = (async () => {
          const existing = await composio.authConfigs.list({ toolkit });
          return existing.items[0]!.id;
        })());
      }\n`;
    expect(evidenceOf(cached + inFunction(link("await ensure('gmail')")))).toBe('2 =gmail');
  });
});

describe('parameters', () => {
  const start = (head = ''): string => `${head}async function start(user: string, id: string) {\n${link('id')}\n}\n`;

  it('takes what every caller gives', () => {
    expect(
      evidenceOf(`${start()}start('u', process.env.SLACK_AUTH_CONFIG!); start('v', process.env.SLACK_AUTH_CONFIG!);`),
    ).toBe('5 =slack');
  });

  it('has nothing when callers disagree, one is unknown, or the function is used as a value', () => {
    const a = "start('u', process.env.SLACK_AUTH_CONFIG!);";
    expect(evidenceOf(`${start()}${a} start('v', process.env.GMAIL_AUTH_CONFIG!);`)).toBe('conflict');
    expect(evidenceOf(`${start()}${a} export const g = (x: string) => start('v', x);`)).toBe('none');
    expect(evidenceOf(`${start()}${a} export const table = [start];`)).toBe('none');
  });

  it('counts callers in other files, and has nothing when an exported function has none', () => {
    expect(evidenceOf(start('export '))).toBe('none');
    const other = "import { start } from './main'; start('u', process.env.SLACK_AUTH_CONFIG!);";
    expect(evidenceOf(start('export '), { 'other.ts': other })).toBe('5 =slack');
  });

  it('leaves tests out of the callers', () => {
    const test = "import { start } from './main'; start('u', 'ac_test');";
    const main = `${start('export ')}start('u', process.env.SLACK_AUTH_CONFIG!);`;
    expect(evidenceOf(main, { 'main.test.ts': test })).toBe('5 =slack');
  });

  it('finds the parameter that carries the toolkit beside the auth config', () => {
    const pair = `async function start(user: string, app: string, id: string) {\n${link('id')}\n}
      start('u', 'slack', process.env.SLACK_AUTH_CONFIG!);
      start('u', 'gmail', process.env.GMAIL_AUTH_CONFIG!);`;
    expect(evidenceOf(pair)).toBe('5 app [slack|gmail]');
    const object = `async function start({ user, app, id }: { user: string; app: string; id: string }) {\n${link('id')}\n}
      start({ user: 'u', app: 'slack', id: process.env.SLACK_AUTH_CONFIG! });
      start({ user: 'u', app: 'gmail', id: process.env.GMAIL_AUTH_CONFIG! });`;
    expect(evidenceOf(object)).toBe('5 app [slack|gmail]');
  });

  it('follows an inline callback to its list', () => {
    const main = inFunction(`const c = await composio.authConfigs.list({ toolkit: 'jira' });
      await Promise.all(c.items.map((config) => composio.connectedAccounts.link(user, config.id)));`);
    expect(evidenceOf(main)).toBe('2 =jira');
  });

  it('reads the fields of a class', () => {
    const main = `class Connector {
      private readonly authConfigId: string;
      constructor(private client: Composio) { this.authConfigId = process.env.NOTION_AUTH_CONFIG_ID ?? ''; }
      connect(user: string) { return this.client.connectedAccounts.link(user, this.authConfigId); }
    }
    new Connector(composio);`;
    expect(evidenceOf(main)).toBe('5 =notion');
    expect(
      evidenceOf(
        main
          .replace('connect(user: string) {', 'set(id: string) { this.authConfigId = id; }\n connect(user: string) {')
          .replace('private readonly', 'private'),
      ),
    ).toBe('none');
  });
});
