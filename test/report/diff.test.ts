import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quotedPath, unifiedDiff } from '../../src/report/diff.js';
import { lineChanges, splitLines } from '../../src/report/lineChanges.js';

let folder: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'core.autocrlf=false', '-c', 'core.quotePath=true', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sessions-diff-'));
  git('init', '-q');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `git apply` makes of `before` with our diff. */
function applied(name: string, before: string, diff: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, before);
  writeFileSync(path.join(folder, 'change.patch'), diff);
  git('apply', '--whitespace=nowarn', 'change.patch');
  return readFileSync(file, 'utf8');
}

const PLAIN = Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n');

describe('unifiedDiff', () => {
  it.each([
    ['one line', `${PLAIN}\n`, `${PLAIN.replace('line 10', 'changed')}\n`],
    ['two far hunks', `${PLAIN}\n`, `${PLAIN.replace('line 3\n', '').replace('line 25', 'line 25\nmore')}\n`],
    ['CRLF', 'a\r\nb\r\nc\r\n', 'a\r\nB\r\nnew\r\nc\r\n'],
    ['mixed line ends', 'a\r\nb\nc\r\nd\n', 'a\r\nB\nc\nd\n'],
    ['a lone carriage return', 'a\rb\nc\n', 'a\rB\nc\n'],
    ['BOM', '\ufeffa\nb\n', '\ufeffa\nB\n'],
    ['BOM in the changed line', '\ufeffa\nb\n', '\ufeffA\nb\n'],
    ['no final newline on both sides', 'a\nb', 'a\nc'],
    ['no final newline before', 'a\nb', 'a\nb\n'],
    ['no final newline after', 'a\nb\n', 'a\nb'],
    ['no final newline in the context', 'x\ny\nz', 'X\ny\nz'],
    ['to an empty file', 'a\n', ''],
    ['text that looks like a patch', '--- a\n+++ b\n@@ -1 +1 @@\n', '--- a\n+++ c\n@@ -1 +1 @@\n'],
    ['unicode and line separators', 'ä\u2028b\n日本\n', 'ä\u2028c\n日本\n'],
    ['form feed and vertical tab', 'a\fb\vc\nd\n', 'a\fb\vX\nd\n'],
  ])('is applied by git: %s', (_, before, after) => {
    expect(applied('src/file.ts', before, unifiedDiff('src/file.ts', before, after))).toBe(after);
  });

  it.each([
    'with space.ts',
    "it's.ts",
    'a "quoted" name.ts',
    'back\\slash.ts',
    'tab\there.ts',
    'naïve/日本語.ts',
    '[id]/$page.ts',
    'a b/ c.ts',
    'new\nline.ts',
    'emoji 😀.ts',
  ])('is applied by git in the path %j', (name) => {
    expect(applied(name, 'a\nb\n', unifiedDiff(name, 'a\nb\n', 'a\nc\n'))).toBe('a\nc\n');
  });

  it('has the header that git itself prints', () => {
    for (const name of ['plain.ts', 'with space.ts', 'naïve.ts', 'a "q" é.ts', 'tab\tx.ts']) {
      const file = path.join(folder, name);
      writeFileSync(file, 'a\nb\n');
      git('add', '--', name);
      writeFileSync(file, 'a\nc\n');
      const theirs = git('diff', '--', name)
        .split('\n')
        .filter((line) => !line.startsWith('index '))
        .join('\n');
      expect(unifiedDiff(name, 'a\nb\n', 'a\nc\n')).toBe(theirs);
    }
  });

  it('is empty when nothing changes', () => {
    expect(unifiedDiff('a.ts', 'x', 'x')).toBe('');
  });

  it('is applied by git for random texts', () => {
    const line = fc.constantFrom(
      'a',
      'b',
      'c',
      '',
      '}',
      '  return x;',
      '\ufeff',
      'z\r',
      '\\ No newline at end of file',
    );
    const text = fc
      .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom('', '\n'))
      .map(([lines, end]) => lines.join('\n') + end);
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && before !== '');
        const result = applied('random.ts', before, unifiedDiff('random.ts', before, after));
        expect(result).toBe(after);
      }),
      // git is started for each, and deletes no file: an empty result is an empty file
      { numRuns: 60 },
    );
  });
});

describe('quotedPath', () => {
  it('quotes as git does', () => {
    expect(quotedPath('a/b c.ts')).toBe('a/b c.ts');
    expect(quotedPath('é')).toBe('"\\303\\251"');
    expect(quotedPath('a"b\\c\td')).toBe('"a\\"b\\\\c\\td"');
  });
});

describe('lineChanges', () => {
  it('gives the text after when its regions are put into the text before, also for long texts', () => {
    const long = fc.array(
      fc.integer({ min: 0, max: 900 }).map((number) => `const v${number} = ${number};\n`),
      {
        minLength: 0,
        maxLength: 3000,
      },
    );
    fc.assert(
      fc.property(long, fc.array(fc.nat(), { maxLength: 60 }), (before, places) => {
        const after = [...before];
        for (const place of places) after.splice(place % (after.length + 1), place % 3, `new ${place % 7}\n`);
        let result: string[] = [];
        let position = 0;
        for (const region of lineChanges(before, after)) {
          result = result.concat(
            before.slice(position, region.beforeStart),
            after.slice(region.afterStart, region.afterEnd),
          );
          position = region.beforeEnd;
        }
        expect(result.concat(before.slice(position))).toEqual(after);
      }),
      { numRuns: 40 },
    );
  });

  it('finds every one of ten thousand small changes', () => {
    const before = Array.from({ length: 40_000 }, (_, index) => (index % 4 === 0 ? 'call();\n' : `line ${index}\n`));
    const after = before.flatMap((line) => (line === 'call();\n' ? ['make();\n', 'use();\n'] : [line]));
    const regions = lineChanges(before, after);
    expect(regions).toHaveLength(10_000);
    expect(regions.every((region) => region.beforeEnd - region.beforeStart === 1)).toBe(true);
  });

  it('keeps line ends when splitting', () => {
    expect(splitLines('a\r\nb\rc\n\nd')).toEqual(['a\r\n', 'b\rc\n', '\n', 'd']);
    expect(splitLines('')).toEqual([]);
  });
});
