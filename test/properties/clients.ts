/** The forms in which a client reaches its calls. */
import type { Draft } from './draft.js';

export interface ClientPiece {
  /** Import lines and declarations at the top of the file. */
  head: string[];
  /** At the start of each function. */
  setup?: string[];
  /** The client where a call stands. */
  text: string;
  dot?: '?.';
  /** The functions are methods of a class with this head. */
  classHead?: string[];
  /** The client is the first parameter of each function. */
  parameter?: boolean;
  /** The setup awaits. */
  awaits?: boolean;
}

type Make = (draft: Draft) => ClientPiece;

const IMPORT = `import { Composio } from '@composio/core';`;
const OPTIONS = '{ apiKey: process.env.COMPOSIO_API_KEY }';

export const CLIENTS = {
  constant: () => ({ head: [IMPORT, '', 'const composio = new Composio();'], text: 'composio' }),
  options: () => ({ head: [IMPORT, '', `export const composio = new Composio(${OPTIONS});`], text: 'composio' }),
  alias: () => ({
    head: [`import { Composio as Sdk } from '@composio/core';`, '', 'const client = new Sdk();'],
    text: 'client',
  }),
  namespace: () => ({
    head: [`import * as core from '@composio/core';`, '', 'const composio = new core.Composio();'],
    text: 'composio',
  }),
  provider: () => ({
    head: [
      IMPORT,
      `import { OpenAIProvider } from '@composio/openai';`,
      '',
      'const composio = new Composio({ provider: new OpenAIProvider() });',
    ],
    text: 'composio',
  }),
  getter: () => ({
    head: [IMPORT, '', 'function getComposio() {', '  return new Composio();', '}'],
    text: 'getComposio()',
  }),
  lazy: (draft) => ({
    head: [
      IMPORT,
      '',
      'let instance«: Composio | undefined»;',
      'function getComposio()«: Composio» {',
      `  instance ??= ${draft.noted('client', 'new Composio()')};`,
      '  return instance;',
      '}',
    ],
    text: 'getComposio()',
  }),
  awaited: () => ({
    head: [IMPORT, '', 'async function getClient() {', '  return new Composio();', '}'],
    setup: ['const composio = await getClient();'],
    text: 'composio',
    awaits: true,
  }),
  awaitedInline: () => ({
    head: [IMPORT, '', 'async function getClient() {', '  return new Composio();', '}'],
    text: '(await getClient())',
    awaits: true,
  }),
  dynamic: () => ({
    head: [],
    setup: [`const { Composio } = await import('@composio/core');`, 'const composio = new Composio();'],
    text: 'composio',
    awaits: true,
  }),
  inline: () => ({ head: [IMPORT], text: 'new Composio()' }),
  local: () => ({ head: [IMPORT], setup: [`const composio = new Composio(${OPTIONS});`], text: 'composio' }),
  optional: () => ({
    head: [
      IMPORT,
      '',
      'function findComposio()«: Composio | undefined» {',
      '  return new Composio();',
      '}',
      'const composio = findComposio();',
    ],
    text: 'composio',
    dot: '?.',
  }),
  field: () => ({ head: [IMPORT], classHead: ['«private »composio = new Composio();'], text: 'this.composio' }),
  privateField: () => ({ head: [IMPORT], classHead: ['#composio = new Composio();'], text: 'this.#composio' }),
  parameter: () => ({ head: [IMPORT], parameter: true, text: 'composio' }),
  parameterType: () => ({
    head: [`«import type { Composio } from '@composio/core';»`],
    parameter: true,
    text: 'composio',
  }),
  held: () => ({
    head: [IMPORT, '', 'const services = { composio: new Composio(), name: 1 };'],
    text: 'services.composio',
  }),
  later: () => ({
    head: [IMPORT, '', 'let composio«: Composio»;', 'composio = new Composio();'],
    text: 'composio',
  }),
  parenthesised: () => ({ head: [IMPORT, '', 'const client = new Composio();'], text: '(client« as Composio»)' }),
  untyped: () => ({
    head: [IMPORT, '', 'const composio«: any» = new Composio();'],
    text: 'composio',
  }),
  constructed: () => ({
    head: [IMPORT],
    classHead: ['composio«: Composio»;', 'constructor() {', '  this.composio = new Composio();', '}'],
    text: 'this.composio',
  }),
  accessor: () => ({
    head: [IMPORT],
    classHead: ['get composio() {', '  return new Composio();', '}'],
    text: 'this.composio',
  }),
  memoized: () => ({
    head: [IMPORT],
    classHead: [
      '«private »instance«: Composio | undefined»;',
      'get client() {',
      '  this.instance ??= new Composio();',
      '  return this.instance;',
      '}',
    ],
    text: 'this.client',
  }),
  staticField: () => ({
    head: [IMPORT],
    classHead: ['static composio = new Composio();'],
    text: 'Service.composio',
  }),
  destructured: () => ({
    head: [IMPORT, '', 'const services = { composio: new Composio() };'],
    setup: ['const { composio } = services;'],
    text: 'composio',
  }),
  reExported: () => ({ head: [`import { shared as composio } from './clients.js';`], text: 'composio' }),
  defaultImport: () => ({ head: [`import composio from './clients.js';`], text: 'composio' }),
  namespaceImport: () => ({ head: [`import * as clients from './clients.js';`], text: 'clients.shared' }),
  /** Makes another client each time, and says so. */
  changing: (draft) => ({
    head: [
      IMPORT,
      '',
      'const clients = [new Composio(), new Composio()];',
      'let turn = 0;',
      'function composioOf(label«: string»)«: Composio» {',
      `  ${draft.helper('note')}(label, turn++);`,
      '  return clients[turn % 2]«!»;',
      '}',
    ],
    text: `composioOf('main')`,
  }),
  versionsFromEnvironment: (draft) => ({
    head: [
      IMPORT,
      '',
      `const pinned = process.env.GITHUB_VERSION ?? 'latest';`,
      `const composio = new Composio({ apiKey: process.env.COMPOSIO_API_KEY, ${draft.site('toolkitVersions', { kind: 'none' })}toolkitVersions: { github: pinned } });`,
    ],
    text: 'composio',
  }),
  versionsShorthand: (draft) => ({
    head: [
      IMPORT,
      '',
      `const toolkitVersions = { github: '20250101_00', slack: '20250101_00' };`,
      `const composio = new Composio({ ${draft.site('toolkitVersions', { kind: 'none' })}toolkitVersions });`,
    ],
    text: 'composio',
  }),
  requiredWhole: () => ({
    head: [`const core = require('@composio/core');`, '', 'const composio = new core.Composio();'],
    text: 'composio',
  }),
  versions: (draft) => ({
    head: [
      IMPORT,
      '',
      'const composio = new Composio({',
      `  ${draft.site('toolkitVersions', { kind: 'none' })}toolkitVersions: { github: '20250101_00' },‗`,
      '});',
    ],
    text: 'composio',
  }),
  versionsRead: (draft) => ({
    head: [
      IMPORT,
      '',
      `const composio = new Composio({ ${draft.site('toolkitVersions', { kind: 'none' })}toolkitVersions: 'latest' });`,
      `export const subscribe = () => composio.triggers.create('user', 'GITHUB_COMMIT_EVENT', { triggerConfig: {} });`,
    ],
    text: 'composio',
  }),
  imported: () => ({ head: [`import { composio } from './client.js';`], text: 'composio' }),
  importedGetter: () => ({ head: [`import { getComposio as client } from './client.js';`], text: 'client()' }),
  required: () => ({
    head: [`const { Composio } = require('@composio/core');`, '', 'const composio = new Composio();'],
    text: 'composio',
  }),
} satisfies Record<string, Make>;

export type ClientForm = keyof typeof CLIENTS;

export const makeClient = (form: ClientForm, draft: Draft): ClientPiece => (CLIENTS[form] as Make)(draft);
