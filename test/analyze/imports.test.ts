import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { importsForOthers } from '../../src/analyze/imports.js';

const importsOf = (text: string, file = 'a.tsx'): string[] => [
  ...importsForOthers(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022)),
];

describe('of the imports of an imported file, those are loaded that say something about its values', () => {
  it.each([
    ['values', `import { a } from './a';\nexport const b = { user: a.user };`, ['./a']],
    ['types of parameters', `import type { A } from './a';\nexport function f(a: A): void {}`, ['./a']],
    [
      'what a function returns',
      `import { a } from './a';\nexport function user(): string {\n  return a.user;\n}`,
      ['./a'],
    ],
    ['what is handed on', `export { a } from './a';\nexport * from './b';`, ['./a', './b']],
    ['what is imported and handed on', `import { a } from './a';\nexport { a };`, ['./a']],
    ['what is only run', `import './a';`, ['./a']],
    ['default and namespace', `import a, * as b from './a';\nexport default b;`, ['./a']],
    ['loaded by a call', `export const a = () => import('./a');\nconst b = require('./b');`, ['./a', './b']],
    ['types that import', `export type A = import('./a').A;`, ['./a']],
    ['props of a component', `import type { P } from './p';\nexport const C = (p: P) => <a>{p.a}</a>;`, ['./p']],
  ])('%s', (_name, text, expected) => expect(importsOf(text)).toEqual(expected));

  it.each([
    ['unused ones', `import { a } from './a';\nexport const b = 1;`],
    ['what a component renders', `import { A } from './a';\nexport function C() {\n  return <A />;\n}`],
    ['what a component calls', `import { a } from './a';\nexport const C = () => {\n  a();\n  return <p />;\n};`],
  ])('not %s', (_name, text) => expect(importsOf(text)).toEqual([]));
});
