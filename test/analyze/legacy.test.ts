import { describe, expect, it } from 'vitest';
import { createExpressionFacts } from '../../src/analyze/expressions.js';
import { legacyNotes } from '../../src/analyze/legacy.js';
import { createProgram } from '../../src/analyze/program.js';
import { sitesIn } from './sites.js';

function notes(files: Record<string, string>): string[] {
  const program = createProgram({
    root: '/p',
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
  });
  const facts = createExpressionFacts(program);
  return [...program.files].flatMap(([path, file]) =>
    legacyNotes(file, facts).map(({ line, message }) => `${path}:${line} ${message}`),
  );
}

const constructs = (files: Record<string, string>): string[] =>
  notes(files).map((note) => note.split(' is of the legacy SDK')[0]!);

const TOOLSET =
  "import { OpenAIToolSet } from 'composio-core';\nconst toolset = new OpenAIToolSet({ entityId: 'u' });\n";

describe('the legacy SDK', () => {
  it('gets one note for each export, member and parameter, at its first use', () => {
    const text = `${TOOLSET}export async function run(userId: string) {
  const entity = await toolset.getEntity(userId);
  await entity.initiateConnection({ appName: 'github' });
  const tools = await toolset.getTools({ apps: ['github'], actions: ['GITHUB_X'] }, entity.id);
  await toolset.executeAction({ action: 'GITHUB_X', params: {}, entityId: userId });
  return tools;
}`;
    expect(constructs({ 'a.ts': text })).toEqual([
      'a.ts:1 OpenAIToolSet',
      'a.ts:2 entityId',
      'a.ts:4 getEntity',
      'a.ts:5 initiateConnection',
      'a.ts:5 appName',
      'a.ts:6 getTools',
      'a.ts:6 apps',
      'a.ts:6 actions',
      'a.ts:7 executeAction',
    ]);
  });

  it('says today’s term, and in how many places', () => {
    const text = `${TOOLSET}toolset.getTools({ apps: ['a'] }); toolset.getTools({ apps: ['b'] });`;
    expect(notes({ 'a.ts': text })).toContain(
      'a.ts:3 apps is of the legacy SDK, composio-core; today: toolkits. 2 places in this file.',
    );
  });

  it.each([
    ['import', "import { Composio } from 'composio-core';", 'a.ts:1 Composio'],
    ['renamed import', "import { Composio as Old } from 'composio-core';", 'a.ts:1 Composio'],
    ['require', "const { LangchainToolSet } = require('composio-core');", 'a.ts:1 LangchainToolSet'],
    ['require of a member', "const X = require('composio-core').APPS;", 'a.ts:1 APPS'],
    ['import()', "const { ACTIONS: A } = await import('composio-core');", 'a.ts:1 ACTIONS'],
  ])('is seen through %s', (_, text, expected) => {
    expect(constructs({ 'a.ts': text })).toEqual([expected]);
  });

  it('is seen as a module, and by its classes wherever they come from', () => {
    expect(notes({ 'a.ts': "import * as old from 'composio-core';" })[0]).toContain('a.ts:1 Code on the legacy SDK');
    expect(constructs({ 'a.ts': "import { VercelAIToolSet } from './vendored';\nnew VercelAIToolSet();" })).toEqual([
      'a.ts:2 VercelAIToolSet',
    ]);
  });

  it('is followed to values of other files, and to fields', () => {
    const files = {
      'lib.ts': `${TOOLSET}export default toolset;`,
      'a.ts':
        "import old from './lib';\nexport class A { tools = old; f() { return this.tools.getTools({ apps: [] }); } }",
    };
    expect(constructs(files)).toEqual([
      'lib.ts:1 OpenAIToolSet',
      'lib.ts:2 entityId',
      'a.ts:2 getTools',
      'a.ts:2 apps',
    ]);
  });

  it('has no claim on words that are anybody’s', () => {
    const text = `${TOOLSET}const state = { actions: 1, apps: 2, entityId: 3 };
const store = { getTools: () => state }; store.getTools(); dispatch({ actions: 1, entityId: 'x' }); declare function dispatch(x: object): void;`;
    expect(constructs({ 'a.ts': text })).toEqual(['a.ts:1 OpenAIToolSet', 'a.ts:2 entityId']);
    expect(notes({ 'a.ts': "import { Composio } from '@composio/core';\nexport const x = { entityId: 1 };" })).toEqual(
      [],
    );
  });

  it.each([
    ['import', "import { Composio } from 'composio-core';"],
    ['require', "const { Composio } = require('composio-core');"],
    ['import()', "const { Composio } = await import('composio-core');"],
  ])('has direct-looking calls that are reported once, and never migrated: %s', (_, load) => {
    const text = `${load}\nconst composio = new Composio({ apiKey: 'x' });
await composio.connectedAccounts.initiate({ entityId: 'u', integrationId: 'i' });`;
    const sites = sitesIn({ 'a.ts': text });
    expect(sites).toHaveLength(1);
    expect(sites[0]).toMatchObject({ api: 'connectedAccounts.initiate', use: 'call', client: null });
    expect(sites[0]!.untyped).toContain('composio is of the legacy SDK, composio-core');
  });

  it('does not make provider calls out of its own', () => {
    const text = `import '@composio/core';\nimport { Composio } from '@composio/core';\n${TOOLSET}toolset.executeToolCall({} as any);\nnew Composio();`;
    expect(sitesIn({ 'a.ts': text })).toEqual([]);
  });
});

describe('the raw client', () => {
  it.each([
    ['import', "import { Composio } from '@composio/client';"],
    ['default import', "import Composio from '@composio/client';"],
    ['require', "const { Composio } = require('@composio/client');"],
  ])('has neither sites nor notes: %s', (_, load) => {
    const text = `${load}\nconst composio = new Composio({ apiKey: 'x' });
await composio.tools.execute('GITHUB_X', { user_id: 'u' });
await composio.connectedAccounts.initiate({ user_id: 'u' });`;
    expect(sitesIn({ 'a.ts': text })).toEqual([]);
    expect(notes({ 'a.ts': text })).toEqual([]);
  });
});
