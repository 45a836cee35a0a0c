import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/analyze/parts.js';

/** Names of the files of each part, where a part may have no more than two of them. */
function partsWith(
  files: Record<string, string>,
  { callers = [] as string[], read = {} as Record<string, string> } = {},
): string[][] {
  const sized = Object.entries(files).map(([path, text]) => ({ path, text: text.padEnd(100) }));
  const parts = partsOf(
    {
      root: '/p',
      files: sized.filter(({ path }) => !callers.includes(path)),
      callers: sized.filter(({ path }) => callers.includes(path)),
      read: (file) => read[file.slice('/p/'.length)],
    },
    200,
  );
  return parts.map((part) => [...part.files, ...(part.callers ?? [])].map(({ path }) => path));
}

describe('a large project is analyzed in parts', () => {
  it('as a whole while it is small', () => {
    expect(partsWith({ 'a.ts': '', 'b.ts': '' })).toEqual([['a.ts', 'b.ts']]);
  });

  it('with as many files in a part as it may have', () => {
    expect(partsWith({ 'a.ts': '', 'b.ts': '', 'c.ts': '' })).toEqual([['a.ts', 'b.ts'], ['c.ts']]);
  });

  it.each([
    ['imports another', { 'a.ts': "import './c';", 'b.ts': '', 'c.ts': '' }, {}],
    ['is imported', { 'a.ts': '', 'b.ts': '', 'c.ts': "import './a';" }, {}],
    ['shares an import', { 'a.ts': "import './b';", 'b.ts': '', 'c.ts': "import './b';" }, {}],
    [
      'is reached through other files',
      { 'a.ts': "import './x';", 'b.ts': '', 'c.ts': '' },
      { 'x.ts': "export * from './y';", 'y.ts': "export * from './c';" },
    ],
  ])('and a file that %s in the same one', (_what, files, read) => {
    const [first] = partsWith(files, { read });
    expect(first).toEqual(expect.arrayContaining(['a.ts', 'c.ts']));
  });

  it('but not because both import a file that knows neither', () => {
    const files = { 'a.ts': "import './x';", 'b.ts': '', 'c.ts': "import './x';" };
    expect(partsWith(files, { read: { 'x.ts': 'export const x = 1;' } })).toEqual([['a.ts', 'b.ts'], ['c.ts']]);
  });

  it('with the callers of its files', () => {
    const files = { 'a.ts': '', 'b.ts': '', 'c.ts': "import { a } from './a';" };
    expect(partsWith(files, { callers: ['c.ts'] })).toEqual([['a.ts', 'c.ts'], ['b.ts']]);
  });
});
