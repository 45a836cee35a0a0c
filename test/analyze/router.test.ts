import { describe, expect, it } from 'vitest';
import { HEAD, routerSite, routerSites } from './routerHelpers.js';

const seen = (files: Record<string, string>): string[] =>
  routerSites(files).map(({ path, api, use, client, untyped }) => {
    const how = client ? `${client.proof} ${client.text}` : 'unproven';
    return [path, api, use, how, ...(untyped ? [untyped] : [])].join(' | ');
  });

describe('older session calls', () => {
  it.each([
    ['composio.experimental.toolRouter.createSession(u)', 'toolRouter.createSession'],
    ['composio.toolRouter.create(u)', 'toolRouter.create'],
    ["composio['toolRouter']?.create(u)", 'toolRouter.create'],
    ['composio.toolRouter.use(id)', 'toolRouter.use'],
    ['composio.experimental.create(u)', 'experimental.create'],
  ])('%s is found by the type of its client', (call, api) => {
    const text = `${HEAD}export async function f(u: string, id: string) { await ${call}; }`;
    expect(seen({ 'a.ts': text })).toEqual([`a.ts | ${api} | call | type composio`]);
  });

  it.each([
    ['composio.create(u)', 'today’s call'],
    ['composio.sessions.create(u)', 'today’s alias'],
    ['composio.sessions.use(u)', 'today’s alias'],
    ['composio.createSession()', 'a client with headers of its own'],
    ['composio.experimental.updateAcl(u, {})', 'another call of the namespace'],
    ['composio.mcp.create(u, {})', 'another namespace'],
  ])('%s is none: %s', (call) => {
    expect(seen({ 'a.ts': `${HEAD}export async function f(u: string) { await ${call}; }` })).toEqual([]);
  });

  it('are found across files, through getters, fields and requires', () => {
    expect(
      seen({
        'client.ts': `${HEAD}export const getClient = async () => composio;`,
        'a.ts': `import { getClient } from './client';\nexport const f = async () => (await getClient()).toolRouter.create('u');`,
        'b.js': `const { Composio } = require('@composio/core');\nconst c = new Composio();\nc.experimental.toolRouter.createSession('u');`,
        'c.ts': `import { Composio } from '@composio/core';\nclass A { c = new Composio(); f() { return this.c.toolRouter.use('s'); } }`,
      }),
    ).toEqual([
      'a.ts | toolRouter.create | call | type (await getClient())',
      'b.js | toolRouter.createSession | call | type c',
      'c.ts | toolRouter.use | call | type this.c',
    ]);
  });

  it('are found through names that stand for the namespace, as long as the client is in reach', () => {
    const lib = `${HEAD}export const router = composio.toolRouter;`;
    expect(
      seen({
        'lib.ts': lib,
        'a.ts': `${HEAD}const { experimental: { toolRouter } } = composio; const e = composio.experimental; e.create('u');`,
        'b.ts': `import { router } from './lib';\nrouter.create('u');`,
        'c.ts': `${HEAD}const { toolRouter } = composio.experimental; toolRouter.createSession('u');`,
      }),
    ).toEqual([
      'a.ts | experimental.create | call | type composio',
      'b.ts | toolRouter.create | call | type composio | the client is not in reach where its tool router is used',
      'c.ts | toolRouter.createSession | call | type composio',
    ]);
  });

  it('are reported where the method is a value', () => {
    const text = `${HEAD}export const make = composio.toolRouter.create;
const { createSession, ...rest } = composio.experimental.toolRouter;
export { createSession, rest };`;
    expect(seen({ 'a.ts': text })).toEqual([
      'a.ts | toolRouter.create | value | type composio',
      'a.ts | toolRouter.createSession | value | type composio',
    ]);
  });

  it('are found by the name of a client without a type, and only reported where no name says so', () => {
    const types = "import type { Tool } from '@composio/core';\nexport type T = Tool;\n";
    const body = `export function f(composioClient: any, client: any, game: any) {
  composioClient.toolRouter.create('u');
  client.experimental.toolRouter.createSession('u');
  game.toolRouter.create('chess');
  game.experimental.create('chess');
}`;
    expect(seen({ 'a.ts': types + body })).toEqual([
      'a.ts | toolRouter.create | call | name composioClient',
      'a.ts | toolRouter.createSession | call | unproven | nothing proves that client is a Composio client',
    ]);
    expect(seen({ 'a.ts': body })).toEqual(['a.ts | toolRouter.create | call | name composioClient']);
  });

  it('are not the raw client’s, nor a local object’s', () => {
    expect(
      seen({
        'a.ts': `import Raw from '@composio/client';
const { Composio } = require('@composio/client');
const raw = new Raw(); const composio = new Composio();
raw.toolRouter.create({}); composio.toolRouter.create({}); composio.experimental.toolRouter.createSession({});`,
        'b.ts': `const composio = { toolRouter: { create: (name: string) => name } };\ncomposio.toolRouter.create('chess');`,
      }),
    ).toEqual([]);
  });

  it('say where the client stands, and its source where the call does not hold it', () => {
    const text = `${HEAD}await (composio.experimental as any).toolRouter.createSession('u');`;
    expect(routerSite(text).router.clientText).toBe('composio');
    const direct = `${HEAD}await (composio as any).toolRouter.create('u');`;
    const { router } = routerSite(direct);
    expect(router.clientText).toBeNull();
    expect(direct.slice(router.receiver.start, router.receiver.end)).toBe('(composio as any)');
  });

  it('stay where a comment stands inside their name', () => {
    const { router } = routerSite(`${HEAD}await composio /* ours */ .toolRouter.create('u');`);
    expect(router.problem?.message).toContain('a comment stands inside');
  });
});
