import { describe, expect, it } from 'vitest';
import { detectStyle } from '../../src/edit/style.js';

describe('detectStyle', () => {
  it('is as prettier would have it, with single quotes, where the code shows nothing', () => {
    expect(detectStyle('')).toEqual({
      quote: "'",
      semicolons: true,
      indentUnit: '  ',
      trailingComma: 'multiline',
      eol: '\n',
      bracketSpacing: true,
      width: 100,
    });
  });

  it.each([
    [`import a from "a";\nconst b = 'it';\nconst c = "x";`, '"'],
    [`import a from 'a';`, "'"],
    // A string with a quote inside had no choice.
    [`import a from 'a';\nf("it's"); g("don't");`, "'"],
    // JSX attributes have their own custom.
    [`import a from 'a';\nconst b = <p className="x" id="y">{c}</p>;`, "'"],
    // Not the file's own code.
    ['import a from \'a\';\n// "x" "y"\nconst b = `"x" ${c} "y"`;', "'"],
    // A tie goes to the first.
    [`import a from "a";\nconst b = 'b';`, '"'],
  ])('quotes of %j', (text, quote) => expect(detectStyle(text).quote).toBe(quote));

  it.each([
    [`const a = 1\nfoo()\n`, false],
    [`const a = 1;\nfoo();\n`, true],
    [`import a from 'a'\n;[1].map(a)\nreturn b\n`, false],
    [`const a = 1\n;[1].map(a)\n;(b)()\n`, false],
    [`for (let i = 0; i < 3; i++) {\n  f(i)\n}\nconst g = 1\n`, false],
    [`interface A { a: string; b: number; }\nfoo()\nbar()\n`, false],
  ])('semicolons of %j', (text, semicolons) => expect(detectStyle(text).semicolons).toBe(semicolons));

  it.each([
    ['if (a) {\n\tb();\n}\n', '\t'],
    ['if (a) {\n    b();\n    if (c) {\n        d();\n    }\n}\n', '    '],
    ['f({\n  a,\n});\n', '  '],
    // Templates and comments are not the file's own code.
    ['f(`{\n      a\n`);\n/* {\n        b */\nif (a) {\n   c();\n}\n', '   '],
    // A chain alone: no block shows a step.
    ['const a = b\n\t.c({\n\td: 1,\n})\n', '\t'],
  ])('indentation of %j', (text, unit) => expect(detectStyle(text).indentUnit).toBe(unit));

  it.each([
    ['const a = {\n  b: 1,\n  c: 2\n};\n', 'none'],
    ['const a = {\n  b: 1,\n  c: 2,\n};\n', 'multiline'],
    ['const a = [\n  1,\n  2, // two\n];\n', 'multiline'],
    ['const a = [\n  1,\n  2 // one, two\n];\n', 'none'],
    ['const a = { b: 1 };\nimport {\n  c,\n  d\n} from "e";\n', 'none'],
    ['function f({\n  a,\n  ...rest\n}: { a: string }) {}\nconst x = {\n  y,\n};', 'multiline'],
  ])('trailing commas of %j', (text, comma) => expect(detectStyle(text).trailingComma).toBe(comma));

  it.each([
    ["import {a} from 'a';\nconst b = {c: 1};\n", false],
    ["import { a } from 'a';\nconst b = {};\n", true],
  ])('spaces in braces of %j', (text, spaces) => expect(detectStyle(text).bracketSpacing).toBe(spaces));

  it.each([
    ['a();\r\nb();\r\nc();\n', '\r\n'],
    ['a();\nb();\nc();\r\n', '\n'],
  ])('line ends of %j', (text, eol) => expect(detectStyle(text).eol).toBe(eol));

  it.each([
    ['const a = 1;\n', 100],
    // Only a wider file has it on one line.
    [`const result = call(${'first, second, '.repeat(6)}third);\n`, 120],
    // No formatter could break these.
    [`const text = '${'x'.repeat(95)}';\n`, 100],
    [`f(); // ${'x y '.repeat(26)}\n`, 100],
    [`import { aVeryLongNameOfAFunction } from './${'folder/'.repeat(9)}file.js';\n`, 100],
    [`const result = call(${'first, second, '.repeat(9)}third);\n`, 100],
  ])('width of %j', (text, width) => expect(detectStyle(text).width).toBe(width));

  it('says something about a text that cannot be parsed', () => {
    expect(detectStyle('const a = (;\r\n')).toMatchObject({ eol: '\r\n', quote: "'" });
  });
});
