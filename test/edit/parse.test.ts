import jscodeshift, { type ASTNode } from 'jscodeshift';
import { describe, expect, it } from 'vitest';
import { parse, ParseError, parserFor } from '../../src/edit/parse.js';

/** Syntax that real files have, by extension (bad-input rows 4, 5 and 19). */
const READABLE: [what: string, path: string, text: string][] = [
  ['satisfies', 'a.ts', `const config = { a: 1 } satisfies Config;`],
  [
    'legacy decorators',
    'a.ts',
    `@Injectable()\nexport class A { constructor(@Inject(TOKEN) private readonly x: X) {} }`,
  ],
  ['decorator before export', 'a.ts', `@sealed export class A {}`],
  ['decorator after export', 'a.ts', `export @sealed class A {}`],
  ['decorator after export default', 'a.ts', `export default @sealed class A {}`],
  ['decorator with member call', 'a.ts', `class A { @a.b.c() method() {} @(x ? y : z) field = 1; }`],
  ['using', 'a.ts', `function f() { using file = open(); }`],
  ['await using', 'a.ts', `async function f() { await using file = open(); for (await using x of y) {} }`],
  ['accessor', 'a.ts', `class A { accessor x = 1; static accessor y; }`],
  ['import attributes', 'a.ts', `import data from './a.json' with { type: 'json' };`],
  ['import assertions', 'a.ts', `import data from './a.json' assert { type: 'json' };`],
  ['dynamic import with options', 'a.mjs', `const x = await import('./a.json', { with: { type: 'json' } });`],
  ['import defer', 'a.ts', `import defer * as heavy from './heavy.js';`],
  ['import source', 'a.mjs', `import source wasm from './a.wasm';`],
  ['angle bracket assertion', 'a.ts', `const x = <any>window; const y = <Foo<Bar>>x;`],
  ['generic arrow in ts', 'a.ts', `const id = <T>(x: T) => x;`],
  ['generic arrow in mts', 'a.mts', `export const id = <T>(x: T): T => x;`],
  ['generic arrow in cts', 'a.cts', `const id = <T>(x: T) => x; export = id;`],
  ['generic arrow in tsx', 'a.tsx', `const id = <T,>(x: T) => x; const el = <p>{id(1)}</p>;`],
  ['generic arrow with extends in tsx', 'a.tsx', `const id = <T extends object>(x: T) => <b>{x}</b>;`],
  ['JSX in js', 'a.js', `export const App = () => <main className="x">{...items}</main>;`],
  ['JSX in jsx', 'a.jsx', `export default () => <><A.B c:d="1" {...e} /></>;`],
  ['type annotations in js', 'a.js', `export function f(x: string): number { return x.length as number; }`],
  [
    'flow in js',
    'a.js',
    `// @flow\nimport type { A } from './a';\nfunction f(x: ?string): {| a: number |} { return (x: any); }`,
  ],
  ['comparison that looks generic in js', 'a.js', `const x = a < b > (c);`],
  ['hashbang', 'a.ts', `#!/usr/bin/env node\nimport a from 'a';`],
  ['hashbang with CRLF', 'a.js', `#!/usr/bin/env node\r\n'use strict';\r\nrun();\r\n`],
  ['directive without semicolon', 'a.tsx', `'use client'\nimport a from 'a'`],
  ['comment before a directive', 'a.ts', `/* licence */\n"use server";\nexport async function f() {}`],
  [
    'overloads',
    'a.ts',
    `function f(x: string): string;\nfunction f(x: number): number;\nfunction f(x: any) { return x; }`,
  ],
  ['asserts', 'a.ts', `function check(x: unknown): asserts x is string {}`],
  ['import equals', 'a.ts', `import fs = require('fs'); import Y = X.Y; export import Z = X.Z;`],
  ['export equals', 'a.cts', `const x = 1; export = x;`],
  ['variance', 'a.ts', `interface A<in T, out U, in out V> {}`],
  ['const type parameter', 'a.ts', `function f<const T extends readonly unknown[]>(x: T) {}`],
  ['override without extends', 'a.ts', `class A { override run() {} }`],
  ['abstract class', 'a.ts', `abstract class A { abstract x: string; protected abstract run(): void; }`],
  ['enum and const enum', 'a.ts', `export const enum A { B = 'b', C = 1 << 2 } declare enum D { E }`],
  [
    'namespace',
    'a.ts',
    `declare module 'x' { export const y: string } namespace A.B { export let c = 1 } declare global { var z: number }`,
  ],
  ['private names and static blocks', 'a.js', `class A { #x = 1; static { this.y = 2; } has(o) { return #x in o; } }`],
  ['top level await', 'a.mjs', `const x = await fetch('x'); for await (const y of x) {}`],
  ['top level return', 'a.cjs', `if (done) return;\nmodule.exports = 1;`],
  ['script with octal, delete and with', 'a.js', `var a = 010; delete a; with (b) { c }`],
  ['await as a name in a script', 'a.cjs', `var await = 1; function f(yield_) { return await + yield_ }`],
  ['html comment', 'a.js', `<!-- old\nvar a = 1;`],
  ['optional chaining and nullish assignment', 'a.ts', `a?.b?.[c]?.(d); e ??= f; g ||= h; i!.j!(k);`],
  ['template literal types', 'a.ts', 'type A = `x-${string}`; type B<T> = T extends `a${infer R}` ? R : never;'],
  ['regular expression flags', 'a.ts', `const x = /[\\p{L}--[a-z]]/v; const y = /a/dgimsuy;`],
  ['numeric separators and bigint', 'a.ts', `const x = 1_000_000n; const y = 0b1010_0001;`],
  [
    're-exports',
    'a.ts',
    `export * as a from 'a'; export type { B } from 'b'; export { type C, d as default } from 'c'; export type * from 'e';`,
  ],
  ['string export names', 'a.mjs', `const x = 1; export { x as 'a b' };`],
  [
    'getter and setter types',
    'a.ts',
    `interface A { get x(): string; set x(v: string | number) } type B = { readonly [K in keyof A]?: A[K] }`,
  ],
  ['instantiation expression', 'a.ts', `const makeBox = box<string>; type X = typeof makeBox<number>;`],
  [
    'unique symbol and this types',
    'a.ts',
    `declare const s: unique symbol; class A { f(this: A): this is B { return true } }`,
  ],
  ['redeclared names', 'a.ts', `var a = 1; let b = 2; function b() {} export { a }; export { a };`],
  ['empty file', 'a.ts', ''],
  ['arrow returning generic call in tsx', 'a.tsx', `const x = useState<string | null>(null); const y = a < b;`],
  ['async arrow generics', 'a.ts', `const f = async <T>(x: T) => { await x };`],
];

describe('parse', () => {
  it.each(READABLE)('reads %s (%s)', (_what, path, text) => {
    const file = parse(text, path);
    expect(file.type).toBe('File');
    expect(file.program.end).toBe(text.length);
  });

  it('knows more than forty kinds of syntax', () => expect(READABLE.length).toBeGreaterThan(40));

  it('tries everything for an unknown extension', () => {
    expect(parse('const x = <any>y;').program.body).toHaveLength(1);
    expect(parse('const x = <b>{y}</b>;').program.body).toHaveLength(1);
  });

  it('keeps offsets of the text as it is, with tabs and CRLF', () => {
    const text = "\tif (a) {\r\n\t\trun('x');\r\n\t}\r\n";
    const j = jscodeshift;
    const root = j(parse(text, 'a.ts') as unknown as ASTNode);
    const call = root.find(j.CallExpression).get().node;
    expect(text.slice(call.start, call.end)).toBe("run('x')");
  });

  it('serves jscodeshift as its parser', () => {
    const j = jscodeshift.withParser(parserFor('a.ts'));
    expect(j('const x = <any>y satisfies Z;').find(j.TSSatisfiesExpression)).toHaveLength(1);
  });

  it.each([
    ['a missing bracket', 'a.ts', 'const a = 1;\nfoo(;\n', 2],
    ['a missing brace', 'a.ts', 'function f() {\n  return 1;\n', 3],
    ['an unterminated string', 'a.js', "const a = 'x;\n", 1],
    ['an unterminated template', 'a.ts', 'const a = `x;\n', 1],
    ['a merge conflict', 'a.ts', 'const a = 1;\n<<<<<<< HEAD\nconst b = 2;\n=======\n', 2],
    ['two values without an operator', 'a.ts', 'const a = 1 2;\n', 1],
    ['a missing comma', 'a.js', 'const a = {\n  b: 1\n  c: 2\n};\n', 3],
    ['plain text', 'a.ts', 'this is not code at all\n', 1],
    ['a JSX tag that is not closed', 'a.tsx', 'const a = <b>\n', undefined],
  ])('refuses %s with its line', (_what, path, text, line) => {
    const error = failure(() => parse(text, path));
    expect(error).toBeInstanceOf(ParseError);
    expect(error.message).not.toMatch(/\(\d+:\d+\)/);
    if (line !== undefined) expect(error.line).toBe(line);
    expect(error.column).toBeGreaterThan(0);
  });

  it('says that code is nested too deeply instead of crashing', () => {
    const text = `const a = ${'['.repeat(200_000)}${']'.repeat(200_000)};`;
    const error = failure(() => parse(text, 'a.ts'));
    expect(error).toBeInstanceOf(ParseError);
    expect(error.message).toMatch(/nested too deeply/);
  });
});

function failure(run: () => unknown): ParseError {
  try {
    run();
  } catch (error) {
    return error as ParseError;
  }
  throw new Error('nothing was thrown');
}
