import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/edit/apply.js';
import type { Edit } from '../../src/edit/edit.js';
import { parse } from '../../src/edit/parse.js';
import { causesOf, cleanupGroup, unusedAfter } from '../../src/edit/unused.js';

/** Replaces every `«old»` (or `«old»«new»`) of a text by the new text, and tidies up. */
function tidy(marked: string, path = 'a.ts'): { text: string; groups: string[] } {
  const edits: Edit[] = [];
  let before = '';
  for (const part of marked.split(/(«[^«»]*»(?:→[^«»→]*←)?)/)) {
    const match = /^«([^«»]*)»(?:→([^«»→]*)←)?$/.exec(part);
    if (!match) {
      before += part;
      continue;
    }
    const old = match[1] ?? '';
    edits.push({
      start: before.length,
      end: before.length + old.length,
      text: match[2] ?? 'x()',
      group: `g${edits.length}`,
      transform: 'tools-get',
      reason: '',
    });
    before += old;
  }
  const cleanup = unusedAfter(path, before, edits);
  const text = applyEdits(before, [...edits, ...cleanup]);
  parse(text, path);
  return { text, groups: cleanup.map((edit) => edit.group) };
}

describe('imports that our edits left without a use (bad-input row 16)', () => {
  it.each([
    [
      'the whole line',
      "import { a } from 'a';\nimport { b } from 'b';\nb(«a»);\n",
      "import { b } from 'b';\nb(x());\n",
    ],
    [
      'one specifier with its comma, first',
      "import { a, b } from 'a';\nb(«a»);\n",
      "import { b } from 'a';\nb(x());\n",
    ],
    ['one specifier with its comma, last', "import { b, a } from 'a';\nb(«a»);\n", "import { b } from 'a';\nb(x());\n"],
    ['one between two', "import {b, a as c, d} from 'a'\nb(«c», d)\n", "import {b, d} from 'a'\nb(x(), d)\n"],
    [
      'one with a line of its own',
      "import {\n  a, // first\n  b,\n  c,\n} from 'a';\nb(«a», c);\n",
      "import {\n  b,\n  c,\n} from 'a';\nb(x(), c);\n",
    ],
    [
      'the last line of a list without trailing comma',
      "import {\n  b,\n  a\n} from 'a';\nb(«a»);\n",
      "import {\n  b\n} from 'a';\nb(x());\n",
    ],
    ['the default import', "import a, { b } from 'a';\nb(«a»);\n", "import { b } from 'a';\nb(x());\n"],
    ['the named ones beside a default', "import b, { a } from 'a';\nb(«a»);\n", "import b from 'a';\nb(x());\n"],
    ['a namespace', "import * as a from 'a';\nb(«a.b.c»);\n", 'b(x());\n'],
    [
      'a require',
      "const a = require('./a');\nconst { b, c } = require('./b');\n«b» + c;\n",
      "const a = require('./a');\nconst { c } = require('./b');\nx() + c;\n",
    ],
    [
      'a type-only import',
      "import type { A } from 'a';\nimport b from 'b';\nb(«1 as A»);\n",
      "import b from 'b';\nb(x());\n",
    ],
    ['CRLF', "import a from 'a';\r\n\r\nimport b from 'b';\r\nb(«a»);\r\n", "import b from 'b';\r\nb(x());\r\n"],
    ['several on one line', "import a from 'a'; import b from 'b';\nb(«a»);\n", "import b from 'b';\nb(x());\n"],
  ])('removes %s', (_what, marked, expected) => expect(tidy(marked).text).toBe(expected));

  it.each([
    ['used as a type', "import { a } from 'a';\nlet y: a;\nb(«a»);\n"],
    ['used in typeof', "import a from 'a';\ntype Y = typeof a.b;\nb(«a»);\n"],
    ['used in JSX', "import A from 'a';\nconst y = <A.B c={1} />;\nb(«A»);\n"],
    ['re-exported', "import { a } from 'a';\nexport { a as c };\nb(«a»);\n"],
    ['exported as default', "import { a } from 'a';\nexport default a;\nb(«a»);\n"],
    ['used through a namespace', "import * as a from 'a';\na.c();\nb(«a.b»);\n"],
    ['used in a template', "import a from 'a';\nb(`${a}`, «a»);\n"],
    ['used as a shorthand', "import a from 'a';\nb({ a }, «a»);\n"],
    ['used by a decorator', "import a from 'a';\n@a() class B {}\nb(«a»);\n"],
    ['used in the new text', "import a from 'a';\nb(«a.c()»→a.d()←);\n"],
    ['unused before', "import a from 'a';\nb(«c»);\n"],
    ['a side effect only', "import 'a';\nb(«c»);\n"],
  ])('keeps one that is %s', (_what, marked) => {
    const kept = marked.replace(/«[^«»]*»→([^←]*)←/g, '$1').replace(/«[^«»]*»/g, 'x()');
    expect(tidy(marked, 'a.tsx').text).toBe(kept);
  });

  it('does not take a shadowing name for a use', () => {
    expect(tidy("import a from 'a';\nfunction f(a) { return a; }\nf(«a»);\n").text).toBe(
      'function f(a) { return a; }\nf(x());\n',
    );
    expect(tidy("import a from 'a';\nf(y.a, { a: 1 }, «a»);\n").text).toBe('f(y.a, { a: 1 }, x());\n');
  });
});

describe('headers and comments (bad-input row 2)', () => {
  it.each([
    ['a licence', "/* Copyright X */\nimport a from 'a';\nb(«a»);\n", '/* Copyright X */\nb(x());\n'],
    ['any header', "// what this file does\nimport a from 'a';\n\nb(«a»);\n", '// what this file does\n\nb(x());\n'],
    ['a hashbang', "#!/usr/bin/env node\nimport a from 'a';\nb(«a»);\n", '#!/usr/bin/env node\nb(x());\n'],
    ['a directive', "'use client'\nimport a from 'a'\nb(«a»)\n", "'use client'\nb(x())\n"],
    ['@ts-nocheck', "// @ts-nocheck\nimport a from 'a';\nb(«a»);\n", '// @ts-nocheck\nb(x());\n'],
    [
      'an eslint comment above a constant',
      'f();\n/* eslint-disable no-console */\nconst a = 1;\n\nb(«a»);\n',
      'f();\n/* eslint-disable no-console */\n\nb(x());\n',
    ],
    [
      'a reference',
      '/// <reference types="node" />\nimport a from "a";\nb(«a»);\n',
      '/// <reference types="node" />\nb(x());\n',
    ],
    [
      'a comment over a run of constants',
      'f();\n\n// ids\nconst a = 1;\nconst c = 2;\n\nb(c, «a»);\n',
      'f();\n\n// ids\nconst c = 2;\n\nb(c, x());\n',
    ],
    [
      'a comment that does not touch',
      'f();\n// about all\n\nconst a = 1;\n\nb(«a»);\n',
      'f();\n// about all\n\nb(x());\n',
    ],
  ])('keeps %s', (_what, marked, expected) => expect(tidy(marked).text).toBe(expected));

  it('removes a comment over a run of which nothing stays', () => {
    expect(tidy('f();\n\n// Pinned.\nconst a = 1;\nconst b = 2;\n\nf(«a», «b»);\n').text).toBe(
      'f();\n\nf(x(), x());\n',
    );
  });

  it('removes a comment that is about the removed statement alone', () => {
    expect(tidy('f();\n\n// The toolkits\n// we use.\nconst a = [1]; // all of them\n\nb(«a»);\n').text).toBe(
      'f();\n\nb(x());\n',
    );
    expect(tidy('f();\n/** Makes it. */\nfunction a() { return 1; }\nb(«a()»);\n').text).toBe('f();\nb(x());\n');
  });
});

describe('constants and helper functions', () => {
  it.each([
    ['a constant', 'const a = { b: [1, `x${c}`] } as const;\nf(«a»);\n', 'f(x());\n'],
    [
      'a local constant',
      'function f() {\n  const a = process.env.A ?? "";\n  return g(«a»);\n}\n',
      'function f() {\n  return g(x());\n}\n',
    ],
    ['one declarator', 'const a = 1, b = 2;\nf(b, «a»);\n', 'const b = 2;\nf(b, x());\n'],
    ['the last declarator', 'let a = 1,\n  b = 2;\nf(a, «b»);\n', 'let a = 1;\nf(a, x());\n'],
    ['a chain of constants', 'const a = 1;\nconst b = [a];\nconst c = () => b;\nf(«c()»);\n', 'f(x());\n'],
    ['a recursive helper', 'function a(n) {\n  return n ? a(n - 1) : 0;\n}\n\nf(«a(1)»);\n', 'f(x());\n'],
    ['an empty map', 'const a = new Map<string, string>();\nconst b = Object.freeze({ a });\nf(«b»);\n', 'f(x());\n'],
    ['an enum', 'enum A { B = "b" }\nf(«A.B»);\n', 'f(x());\n'],
    [
      'one of two locals of the same name',
      'function f() {\n  const a = 1;\n  g(«a»);\n}\nfunction h() {\n  const a = 2;\n  g(a);\n}\n',
      'function f() {\n  g(x());\n}\nfunction h() {\n  const a = 2;\n  g(a);\n}\n',
    ],
  ])('removes %s', (_what, marked, expected) => expect(tidy(marked).text).toBe(expected));

  it.each([
    ['exported constant', 'export const a = 1;\nf(«a»);\n'],
    ['constant that a call makes', 'const a = make();\nf(«a»);\n'],
    ['constant that an await makes', 'const a = await b;\nf(«a»);\n'],
    ['constant that is made with new', 'const a = new Client();\nf(«a»);\n'],
    ['exported function', 'export function a() {}\nf(«a()»);\n'],
    ['variable that something writes', 'let a = 1;\na = 2;\nf(«a»);\n'],
    ['part of a pattern', 'const { a, ...rest } = b;\nf(rest, «a»);\n'],
    ['class', 'class a {}\nf(«new a()»);\n'],
    ['CommonJS export', 'const a = 1;\nmodule.exports = { a };\nf(«a»);\n'],
  ])('keeps a %s', (_what, marked) => expect(tidy(marked).text).toBe(marked.replace(/«[^«»]*»/g, 'x()')));

  it('is known to the groups that caused it, so that it comes back with them', () => {
    const { groups } = tidy('const a = 1;\nconst b = a;\nf(«a», «b»);\ng(«h»);\n');
    expect(groups).toEqual([cleanupGroup(['g1', 'g0']), cleanupGroup(['g1'])]);
    expect(causesOf(groups[0] ?? '')).toEqual(['g0', 'g1']);
    expect(causesOf('g7')).toEqual(['g7']);
  });

  it('leaves everything where the changed text cannot be parsed', () => {
    const edits: Edit[] = [{ start: 15, end: 16, text: '(((a', group: 'g', transform: 't', reason: '' }];
    expect(unusedAfter('a.ts', 'const a = 1;\nf(a);\n', edits)).toEqual([]);
  });
});
