import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/edit/apply.js';
import type { Edit } from '../../src/edit/edit.js';
import { reachedStatements } from '../../src/verify/reach.js';

/** First lines of the statements that are checked when `from` becomes `to`; `all` when the file is. */
function reachOf(text: string, from: string, to: string, specifiers: string[] = []): string[] | 'all' {
  const start = text.indexOf(from);
  const edits: Edit[] = from
    ? [{ start, end: start + from.length, text: to, group: 'g', transform: 't', reason: 'r' }]
    : [];
  const parse = (code: string): ts.SourceFile => ts.createSourceFile('a.ts', code, ts.ScriptTarget.ES2022, true);
  const source = parse(applyEdits(text, edits));
  const reached = reachedStatements(source, {
    before: parse(text),
    change: from ? { after: source.text, edits } : undefined,
    specifiers,
  });
  return reached?.map((statement) => statement.getText().split('\n')[0]!) ?? 'all';
}

const CHAIN = `import { db } from './db';
function load() { return call(); }
function twice() { return [load(), load()]; }
class Service { run() { return twice(); } }
const make = () => new Service();
export const first = make().run();
export const other = db.name;
`;

describe('a change is checked as far as it reaches (law 4)', () => {
  it('through every name that passes its type on, and no further', () => {
    expect(reachOf(CHAIN, 'call()', 'session()')).toEqual([
      'function load() { return session(); }',
      'function twice() { return [load(), load()]; }',
      'class Service { run() { return twice(); } }',
      'const make = () => new Service();',
      'export const first = make().run();',
    ]);
  });

  it('to the uses of what it removes', () => {
    const text = "import { a } from 'a';\nconst one = 1;\nfunction f() { return a; }\nfunction g() {}\n";
    expect(reachOf(text, "import { a } from 'a';\n", '')).toEqual(['const one = 1;', 'function f() { return a; }']);
  });

  it('to what it names anew', () => {
    const text = 'const one = 1;\nfunction f() { return old; }\nconst two = 2;\nfunction g() { return fresh; }\n';
    expect(reachOf(text, 'return old; }', 'return old; }\nconst fresh = 1;')).toContain(
      'function g() { return fresh; }',
    );
  });

  it('in a file that only imports what changes', () => {
    expect(reachOf(CHAIN, '', '', ['./db'])).toEqual(["import { db } from './db';", 'export const other = db.name;']);
  });

  it('through assignments and conditions outside of functions', () => {
    const text =
      'var x;\nif (call(x)) throw 0;\nfunction f() { return x; }\nexports.run = other(1);\nfunction g() { return exports; }\n';
    expect(reachOf(text, 'call(x)', 'test(x)')).toEqual([
      'var x;',
      'if (test(x)) throw 0;',
      'function f() { return x; }',
    ]);
    expect(reachOf(text, 'other(1)', 'another(1)')).toContain('function g() { return exports; }');
  });

  it.each([
    ['what the whole program sees', 'declare global { var a: string }\nconst b = 1;\nfunction f() {}\n', 'string'],
    ['an expected error', '// @ts-expect-error\nconst b: string = 1;\nconst c = call();\nfunction f() {}\n', 'call()'],
  ])('to all of the file for %s', (_what, text, from) => {
    expect(reachOf(text, from, 'number')).toBe('all');
  });
});
