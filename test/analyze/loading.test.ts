import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/analyze/program.js';

/** Files that a program over `a.ts` (and `b.ts`, where there is one) loads beside them. */
function loadedFor(files: Record<string, string>, callers: string[] = []): string[] {
  const own = ['a.ts', 'b.ts'].filter((file) => file in files && !callers.includes(file));
  const given = (paths: string[]): { path: string; text: string }[] =>
    paths.map((path) => ({ path, text: files[path]! }));
  const program = createProgram({
    root: '/p',
    files: given(own),
    callers: given(callers),
    read: (file) => files[file.slice('/p/'.length)],
  });
  const loaded = program.sources.map((source) => program.pathOf(source));
  return loaded.filter((file) => !own.includes(file) && !callers.includes(file)).sort();
}

const FURTHER = {
  'x.ts': "import { y } from './y';\nexport const x = y;\n",
  'y.ts': "import { z } from './z';\nexport const y = z;\n",
  'z.ts': 'export const z = 1;\n',
};

describe('a program loads what direct calls can depend on', () => {
  it.each([
    ['in the statement of the call', "import { x } from './x';\nexport const run = () => client.tools.get(x, {});\n"],
    [
      'in what the call uses',
      "import { x } from './x';\nconst id = x;\nexport const run = () => client.tools.get(id, {});\n",
    ],
    [
      'in what uses the call',
      "import { x } from './x';\nfunction run() { return client.tools.get('u', {}); }\nrun().then(x);\n",
    ],
    ['in CommonJS', "const { x } = require('./x');\nmodule.exports.run = () => client.tools.get(x, {});\n"],
    ['only when the call is made', "export const run = async () => client.tools.get((await import('./x')).x, {});\n"],
    ['for its effects', "import './x';\nexport const run = () => client.tools.get('u', {});\n"],
    ['to hand it on', "export * from './x';\nexport const run = () => client.tools.get('u', {});\n"],
  ])('two steps deep, imported %s', (_where, text) => {
    expect(loadedFor({ ...FURTHER, 'a.ts': text })).toEqual(['x.ts', 'y.ts']);
  });

  it('and not what other code of the file imports', () => {
    const text =
      "import { x } from './x';\nexport const page = () => x;\nexport const run = () => client.tools.get('u', {});\n";
    expect(loadedFor({ ...FURTHER, 'a.ts': text })).toEqual([]);
  });

  it('for constants that another candidate takes from the file', () => {
    const a =
      "import { x } from './x';\nexport const ids = { github: x };\nexport const run = () => client.tools.get('u', {});\n";
    const b = "import { ids } from './a';\nexport const link = () => client.connectedAccounts.link('u', ids.github);\n";
    expect(loadedFor({ ...FURTHER, 'a.ts': a })).toEqual([]);
    expect(loadedFor({ ...FURTHER, 'a.ts': a, 'b.ts': b })).toEqual(['x.ts', 'y.ts']);
  });

  it('for constants that come back through a file that gathers exports', () => {
    const a =
      "import { x } from './x';\nexport const ids = { github: x };\nexport const run = () => client.tools.get('u', {});\n";
    const b =
      "import { ids } from './all';\nexport const link = () => client.connectedAccounts.link('u', ids.github);\n";
    expect(loadedFor({ ...FURTHER, 'a.ts': a, 'b.ts': b, 'all.ts': "export * from './a';\n" })).toEqual([
      'all.ts',
      'x.ts',
    ]);
  });

  it('for a client that comes through a file that gathers exports', () => {
    const files = { 'all.ts': "export * from './x';\n", ...FURTHER };
    const text = "import { x } from './all';\nexport const open = () => x.create('u');\n";
    expect(loadedFor({ ...files, 'a.ts': text })).toEqual(['all.ts', 'x.ts']);
  });

  it('one step deep for callers, where they hand something on', () => {
    const a = 'export const open = (user: string) => client.tools.get(user, {});\n';
    const b =
      "import { open } from './a';\nimport { x } from './x';\nimport { z } from './z';\nopen(x);\nexport const page = () => z;\n";
    expect(loadedFor({ ...FURTHER, 'a.ts': a, 'b.ts': b }, ['b.ts'])).toEqual(['x.ts']);
  });
});
