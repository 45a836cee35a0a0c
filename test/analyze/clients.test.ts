import { describe, expect, it } from 'vitest';
import { sitesIn } from './sites.js';

const NEW = "import { Composio } from '@composio/core';\nconst composio = new Composio();\n";
const CALL = "await composio.tools.get('u', { toolkits: ['github'] });";

/** Name of the form → files; the last file holds the one direct call. */
const CLIENTS: Record<string, { files: Record<string, string>; proof: 'type' | 'value' | 'name'; client: string }> = {
  'new from a named import': { files: { 'a.ts': NEW + CALL }, proof: 'type', client: 'composio' },
  'new from an aliased import': {
    files: {
      'a.ts': `import { Composio as Sdk } from '@composio/core';\nconst c = new Sdk();\nawait c.tools.get('u', {});`,
    },
    proof: 'type',
    client: 'c',
  },
  'new from a namespace import': {
    files: {
      'a.ts': `import * as sdk from '@composio/core';\nconst c = new sdk.Composio();\nawait c.tools.get('u', {});`,
    },
    proof: 'type',
    client: 'c',
  },
  'require in JavaScript': {
    files: {
      'a.js': `const { Composio } = require('@composio/core');\nconst c = new Composio();\nc.tools.get('u', {});`,
    },
    proof: 'type',
    client: 'c',
  },
  'require in TypeScript, where it has no type': {
    files: {
      'a.ts': `const { Composio } = require('@composio/core');\nconst c = new Composio();\nc.tools.get('u', {});`,
    },
    proof: 'value',
    client: 'c',
  },
  'dynamic import': {
    files: {
      'a.ts': `const { Composio } = await import('@composio/core');\nconst c = new Composio();\nawait c.tools.get('u', {});`,
    },
    proof: 'type',
    client: 'c',
  },
  'an imported binding': {
    files: {
      'lib.ts': `${NEW}export { composio as client };`,
      'a.ts': `import { client } from './lib';\nawait client.tools.get('u', {});`,
    },
    proof: 'type',
    client: 'client',
  },
  'a binding re-exported by a barrel': {
    files: {
      'lib/client.ts': `${NEW}export default composio;`,
      'lib/index.ts': `export { default as api } from './client';`,
      'a.ts': `import { api } from './lib';\nawait api.tools.get('u', {});`,
    },
    proof: 'type',
    client: 'api',
  },
  'a getter in another file': {
    files: {
      'lib.ts': `import { Composio } from '@composio/core';\nlet one: Composio | null = null;\nexport function getComposio() { one ??= new Composio(); return one; }`,
      'a.ts': `import { getComposio } from './lib';\nconst c = getComposio();\nawait c.tools.get('u', {});`,
    },
    proof: 'type',
    client: 'c',
  },
  'a lazy singleton in JavaScript': {
    files: {
      'lib.js': `const { Composio } = require('@composio/core');\nlet one = null;\nfunction getClient() { if (!one) { one = new Composio(); } return one; }\nmodule.exports = { getClient };`,
      'a.js': `const { getClient } = require('./lib');\nconst c = getClient();\nc.tools.get('u', {});`,
    },
    proof: 'value',
    client: 'c',
  },
  'an async getter, awaited': {
    files: {
      'lib.ts': `export async function getClient() { const { Composio } = await import('@composio/core'); return new Composio(); }`,
      'a.ts': `import { getClient } from './lib';\nconst c = await getClient();\nawait c.tools.get('u', {});`,
    },
    proof: 'type',
    client: 'c',
  },
  'an async getter, inline': {
    files: {
      'lib.ts': `import { Composio } from '@composio/core';\nexport const getClient = async () => new Composio();`,
      'a.ts': `import { getClient } from './lib';\nawait (await getClient()).tools.get('u', {});`,
    },
    proof: 'type',
    client: '(await getClient())',
  },
  'a getter, inline': {
    files: {
      'a.ts': `import { Composio } from '@composio/core';\nconst getX = () => new Composio();\nawait getX().tools.get('u', {});`,
    },
    proof: 'type',
    client: 'getX()',
  },
  'a class field': {
    files: {
      'a.ts': `import { Composio } from '@composio/core';\nclass A { private c = new Composio(); async f() { await this.c.tools.get('u', {}); } }`,
    },
    proof: 'type',
    client: 'this.c',
  },
  'a constructor parameter property': {
    files: {
      'a.ts': `import { Composio } from '@composio/core';\nclass A { constructor(private readonly c: Composio) {} async f() { await this.c.tools.get('u', {}); } }`,
    },
    proof: 'type',
    client: 'this.c',
  },
  'a field assigned in the constructor of a JavaScript class': {
    files: {
      'a.js': `import { Composio } from '@composio/core';\nexport class A { constructor() { this.c = new Composio(); } async f() { await this.c.tools.get('u', {}); } }`,
    },
    proof: 'type',
    client: 'this.c',
  },
  'a field of type any that is given a client': {
    files: {
      'a.ts': `import { Composio } from '@composio/core';\nclass A { private c: any; constructor() { this.c = new Composio(); } async f() { await this.c.tools.get('u', {}); } }`,
    },
    proof: 'value',
    client: 'this.c',
  },
  'a typed parameter': {
    files: {
      'a.ts': `import type { Composio } from '@composio/core';\nexport async function f(c: Composio) { await c.tools.get('u', {}); }`,
    },
    proof: 'type',
    client: 'c',
  },
  'an untyped parameter that every caller fills': {
    files: {
      'b.js': `import { Composio } from '@composio/core';\nimport { f } from './a';\nf(new Composio());`,
      'a.js': `export async function f(c) { await c.tools.get('u', {}); }`,
    },
    proof: 'value',
    client: 'c',
  },
  'a member of a parameter object': {
    files: {
      'a.ts': `import type { Composio } from '@composio/core';\nexport async function f(input: { composio: Composio }) { await input.composio.tools.get('u', {}); }`,
    },
    proof: 'type',
    client: 'input.composio',
  },
  'a destructured import of an object': {
    files: {
      'lib.ts': `import { Composio } from '@composio/core';\nexport const services = { composio: new Composio() };`,
      'a.ts': `import { services } from './lib';\nconst { composio } = services;\nawait composio.tools.get('u', {});`,
    },
    proof: 'type',
    client: 'composio',
  },
  'a typed Proxy': {
    files: {
      'a.ts': `import { Composio } from '@composio/core';\nconst make = () => new Composio();\nexport const composio = new Proxy({} as Composio, { get: (_, key) => Reflect.get(make(), key) });\nawait composio.tools.get('u', {});`,
    },
    proof: 'type',
    client: 'composio',
  },
  'a cast to any is looked through': {
    files: { 'a.ts': `${NEW}await (composio as any).tools.get('u', {});` },
    proof: 'type',
    client: 'composio',
  },
  'nothing but its name': {
    files: { 'a.ts': `export async function f(composioClient: any) { await composioClient.tools.get('u', {}); }` },
    proof: 'name',
    client: 'composioClient',
  },
  'the namespace under a name of its own': {
    files: { 'a.ts': `${NEW}const { tools } = composio;\nawait tools.get('u', {});` },
    proof: 'type',
    client: 'composio',
  },
};

describe('a client is recognised (rules §4)', () => {
  it.each(Object.entries(CLIENTS))('%s', (_name, { files, proof, client }) => {
    const sites = sitesIn(files);
    expect(sites).toHaveLength(1);
    expect(sites[0]).toMatchObject({ path: Object.keys(files).at(-1), api: 'tools.get', proof, client, untyped: null });
  });

  it('through the paths of a tsconfig, in a workspace package and behind the usual alias', () => {
    const lib = `import { Composio } from '@composio/core';\nexport const client = new Composio();`;
    const call = (from: string): string => `import { client } from '${from}';\nawait client.tools.get('u', {});`;
    const config = { 'tsconfig.json': `{ "compilerOptions": { "baseUrl": ".", "paths": { "~lib/*": ["./lib/*"] } } }` };
    expect(sitesIn({ 'lib/c.ts': lib, 'src/a.ts': call('~lib/c') }, config)[0]).toMatchObject({ proof: 'type' });
    expect(sitesIn({ 'src/lib/c.ts': lib, 'src/app/a.ts': call('@/lib/c') })[0]).toMatchObject({ proof: 'type' });
  });

  it('with the construction that it comes from', () => {
    const lib = `import { Composio } from '@composio/core';\nexport const client = new Composio();`;
    const [site] = sitesIn({
      'lib.ts': lib,
      'a.ts': `import { client } from './lib';\nawait client.tools.get('u', {});`,
    });
    expect(site?.constructions).toEqual([`lib.ts:${lib.indexOf('new')}`]);
  });
});

/** False friends: nothing may be reported. */
const OTHERS: Record<string, string> = {
  'a Map called tools': `${NEW}class Registry { tools = new Map<string, number>(); get(n: string) { return this.tools.get(n); } }\nnew Registry().tools.get('x');`,
  'a local class with the same members': `class Composio { tools = { get: async (_u: string, _f: object) => [] } }\nconst composio = new Composio();\n${CALL}`,
  'a shadowing parameter of another type': `${NEW}export const f = (composio: { tools: Map<string, string> }) => composio.tools.get('x');`,
  'another member path': `declare const prisma: any;\nawait prisma.composioConnection.create({});\nawait prisma.composio.tools.list();`,
  'text in strings, templates and comments': `const s = 'composio.tools.get()'; // composio.tools.execute()\nconst t = \`composio.tools.get(\${s})\`;`,
  'the raw client': `import Composio from '@composio/client';\nconst composio = new Composio();\nawait composio.tools.execute('X', { user_id: 'u' });`,
};

describe('what only shares names is none (rules §4)', () => {
  it.each(Object.entries(OTHERS))('%s', (_name, text) => {
    expect(sitesIn({ 'a.ts': text })).toEqual([]);
  });
});

describe('what is not proven is reported, never migrated', () => {
  it('a hand-written interface', () => {
    const [site] = sitesIn({
      'a.ts': `interface ComposioLike { tools: { execute(slug: string, body: object): Promise<unknown> } }\nexport const f = (client: ComposioLike) => client.tools.execute('GITHUB_X', { userId: 'u' });`,
    });
    expect(site).toMatchObject({ proof: null, untyped: expect.stringContaining('ComposioLike') });
  });

  it('an untyped receiver with another name', () => {
    const [site] = sitesIn({ 'a.ts': `export const f = (sdk: any) => sdk.connectedAccounts.link('u', 'ac_1');` });
    expect(site).toMatchObject({ proof: null, untyped: expect.stringContaining('sdk') });
  });

  it('a direct method that is destructured', () => {
    const uses = sitesIn({
      'a.ts': `${NEW}const { execute } = composio.tools;\nconst { connectedAccounts: { link } } = composio;\nexecute; link;`,
    });
    expect(uses.map((site) => [site.api, site.use])).toEqual([
      ['tools.execute', 'value'],
      ['connectedAccounts.link', 'value'],
    ]);
  });

  it('a direct method that is used as a value, or only asked for', () => {
    const uses = sitesIn({
      'a.ts': `${NEW}const run = composio.tools.execute.bind(composio.tools);\nif (typeof composio.tools.get === 'function') run;`,
    });
    expect(uses.map((site) => [site.api, site.use])).toEqual([
      ['tools.execute', 'value'],
      ['tools.get', 'probe'],
    ]);
  });
});
