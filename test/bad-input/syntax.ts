/** Modern and odd syntax, each in a file of its own with a direct call (row 4). */
const IMPORT = `import { Composio } from '@composio/core';`;
const CLIENT = 'const composio = new Composio();';
const LOAD = `export async function load(userId: string) {
  return await composio.tools.get(userId, { toolkits: ['GITHUB'] });
}`;

const plain = (extra: string, head = ''): string => `${head}${IMPORT}\n${CLIENT}\n${extra}\n${LOAD}\n`;
const untyped = (extra: string): string => plain(extra).replaceAll(': string', '');

export const SYNTAX: Record<string, string> = {
  'satisfies.ts': plain(`const config = { a: 1 } satisfies Record<string, number>;\nvoid config;`),
  'satisfies-in-call.ts': plain('').replace("{ toolkits: ['GITHUB'] }", "({ toolkits: ['GITHUB'] } satisfies object)"),
  'decorator-before-export.ts': plain(
    'declare function deco(...values: any[]): any;\n@deco export class A {\n  @deco() method(@deco value: string) {\n    return value;\n  }\n}',
  ),
  'decorator-after-export.ts': plain('declare function deco(...values: any[]): any;\nexport @deco class A {}'),
  'using.ts': plain('export function close() {\n  using file = null;\n  return file;\n}'),
  'await-using.ts': plain('export async function close() {\n  await using file = null;\n  return file;\n}'),
  'accessor.ts': plain('export class A {\n  accessor value = 1;\n  static accessor other = 2;\n}'),
  'import-with.ts': plain('void data;', `import data from './data.json' with { type: 'json' };\n`),
  'import-assert.js': untyped('void data;').replace(/^/, `import data from './data.json' assert { type: 'json' };\n`),
  'import-defer.ts': plain('void later;', `import defer * as later from './later.js';\n`),
  'assertion.ts': plain('export const value = <any>{ a: 1 };\nexport const text = <string>value.a;'),
  'generic-arrow.ts': plain('export const same = <T>(value: T) => value;'),
  'generic-arrow.tsx': plain('export const same = <T,>(value: T) => <b>{String(value)}</b>;'),
  'overloads.ts': plain(
    'export function over(a: string): string;\nexport function over(a: number): number;\nexport function over(a: any) {\n  return a;\n}',
  ),
  'asserts.ts': plain(
    'export function check(value: unknown): asserts value is string {\n  if (typeof value !== "string") throw new Error();\n}',
  ),
  'import-require.cts': `import core = require('@composio/core');\nconst composio = new core.Composio();\n${LOAD}\n`,
  'variance.ts': plain('export interface Box<in out T> {\n  value: T;\n}\nexport type Source<out T> = () => T;'),
  'override.ts': plain('export class A {\n  override value = 1;\n}'),
  'const-type-parameter.ts': plain('export const tuple = <const T extends readonly unknown[]>(value: T) => value;'),
  'enum-namespace.ts': plain(
    'export const enum Kind {\n  A = "a",\n}\nexport namespace Deep.Inside {\n  export const a = 1;\n}',
  ),
  'abstract-new.ts': plain(
    'export type Make = abstract new () => object;\nexport abstract class A {\n  abstract run(): void;\n}',
  ),
  'private-in.js': untyped('export class A {\n  #a = 1;\n  static { void A; }\n  static has = (x) => #a in x;\n}'),
  'regexp-v.js': untyped('export const pattern = /[\\p{L}--[a-z]]/v;'),
  'numeric.js': untyped('export const n = 1_000_000n ** 2n;\nexport const o = n ?? 0n;'),
  'export-namespace.js': untyped(`export * as later from './later.js';`),
  'jsx.jsx': untyped('export const A = () => (\n  <>\n    <a b-c={1} {...{}}>&nbsp;text</a>\n  </>\n);'),
  'template-types.ts': plain('export type Slug = `${Uppercase<string>}_${string}`;'),
  'required.cjs': `const { Composio } = require('@composio/core');\n${CLIENT}\nexports.load = async (userId) => {\n  return await composio.tools.get(userId, { toolkits: ['GITHUB'] });\n};\n`,
};
