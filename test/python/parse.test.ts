import { describe, expect, it } from 'vitest';
import { pythonParser } from '../../src/python/grammar.js';
import { parsePython } from '../../src/python/parse.js';
import { stringValue } from '../../src/python/strings.js';
import { positionOf, walk, type SyntaxNode } from '../../src/python/syntax.js';

const parser = await pythonParser();

const parse = (text: string): ReturnType<typeof parsePython> => parsePython(parser, 'a.py', text);

function nodes(text: string, kind: string): SyntaxNode[] {
  const { file, problem } = parse(text);
  if (problem !== undefined) throw new Error(problem);
  const found: SyntaxNode[] = [];
  walk(file.root, (node) => void (node.kind === kind && found.push(node)));
  return found;
}

describe('a Python file', () => {
  it.each([
    ['match', 'match x:\n    case {"a": b, **rest} if b:\n        pass\n    case [A(y=1), *_] | None:\n        pass\n'],
    ['nested f-strings of one kind of quotes', 'x = f"{a["b"]:>{w}} {f"{c}"} {{d}}"\n'],
    ['type parameters', 'type L[T] = list[T]\ndef f[T: int](x: T) -> T: ...\nclass C[T]: ...\n'],
    ['groups of exceptions', 'try:\n    pass\nexcept* (A, B) as e:\n    pass\n'],
    ['names that are soft keywords', 'match = 1\ncase = match\ntype = case\nprint = type\n_ = print\n'],
    ['print as a function', 'print("a", end="", file=f)\nprint\nmap(print, x)\n'],
    ['a walrus, star-arguments, positional-only', 'def f(a, /, b, *, c, **d):\n    return [y := 1, *a, {**d}]\n'],
    ['async everything', 'async def f():\n    async with a as b, c:\n        return [x async for x in await b]\n'],
    ['parenthesized with', 'with (\n    open("a") as a,\n    open("b") as b,\n):\n    pass\n'],
    ['decorators that are expressions', '@a[0].b(c)\n@(yield_ := d)\ndef f(): pass\n'],
    ['a form feed and tabs', 'def f():\n\tpass\n\x0c\ndef g():\n\tpass\n'],
    ['CRLF and no last line break', 'def f():\r\n    return 1\r\nf()'],
    ['nothing', ''],
    ['comments only', '# a\n# b'],
    ['a line that goes on', 'x = a \\\n    .b \\\n    .c()\n'],
  ])('is read: %s', (_, text) => {
    expect(parse(text).problem).toBeUndefined();
  });

  it.each([
    ['an open bracket', 'a = 1\nb = (1,\n', /a syntax error.* in line 2/],
    ['a missing name', 'import os\n\ndef (a):\n    pass\n', /a syntax error.* in line 3/],
    ['a merge conflict', 'a = 1\n<<<<<<< HEAD\nb = 2\n=======\nb = 3\n>>>>>>> x\n', /a syntax error.* in line 2/],
    ['print of Python 2', 'import os\nprint "a"\n', 'print is a statement of Python 2 in line 2'],
    ['exec of Python 2', 'exec "a" in b\n', 'exec is a statement of Python 2 in line 1'],
    ['backquotes of Python 2', 'x = `a`\n', 'backquotes are an operator of Python 2 in line 1'],
    ['<> of Python 2', 'a = 1\nb = a <> 1\n', '<> is an operator of Python 2 in line 2'],
    ['TypeScript', "import { Composio } from '@composio/core';\nconst a: string = 1;\n", /a syntax error.* in line 1/],
  ])('is a problem with its line: %s', (_, text, problem) => {
    expect(parse(text).problem).toMatch(problem);
  });

  it.each([
    ['brackets', `x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`],
    [
      'blocks',
      Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join('') + ' '.repeat(2000) + 'b\n',
    ],
    ['a chain of calls', `x = a${'.b()'.repeat(3000)}\n`],
    ['a sum', `x = a${' + a'.repeat(5000)}\n`],
  ])('that is nested too deeply is a problem, not a crash: %s', (_, text) => {
    expect(parse(text).problem).toMatch(/nested too deeply|syntax error/);
  });

  it('of 4 MB is read, and its tree is freed', () => {
    const text = 'def f(a):\n    return {"key": a.b(1, two=2)}\n'.repeat(30_000);
    for (let round = 0; round < 3; round++) expect(parse(text).problem).toBeUndefined();
  });

  it('has offsets in UTF-16 code units, and columns from 1', () => {
    const [call] = nodes('name = "😀é"; y = tools.get()\n', 'attribute');
    expect(call!.text).toBe('tools.get');
    expect(positionOf(call!.file, call!.child('attribute')!.start)).toEqual({ line: 1, column: 25 });
  });

  it('counts lines as Python does', () => {
    const [call] = nodes('a = 1\r\nb = "\u2028"\n\x0cd.e\n', 'attribute');
    expect(positionOf(call!.file, call!.start)).toEqual({ line: 3, column: 2 });
  });
});

describe('a string literal', () => {
  it.each([
    ['"a"', 'a'],
    ["'''a\nb'''", 'a\nb'],
    ['r"\\n"', '\\n'],
    ['"\\n\\x41\\u0042\\\n"', '\nAB'],
    ['"a" f"b" \'c\'', 'abc'],
    ['f"{{a}}"', '{a}'],
    ['f"{a}"', null],
    ['b"a"', null],
    ['"a" f"{b}"', null],
    ['"\\d"', '\\d'],
    ['"\\U00110000"', '\\U00110000'],
  ])('%s', (text, value) => {
    const [first] = [...nodes(`x = ${text}\n`, 'concatenated_string'), ...nodes(`x = ${text}\n`, 'string')];
    expect(stringValue(first!)).toBe(value);
  });
});
