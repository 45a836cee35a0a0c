import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/edit/apply.js';
import { addImport } from '../../src/edit/imports.js';
import { parse } from '../../src/edit/parse.js';
import { detectStyle } from '../../src/edit/style.js';

interface Options {
  path?: string;
  from?: string;
  resolve?: (specifier: string) => string | undefined;
  names?: string[];
}

function withImport(text: string, options: Options = {}): string {
  const { path = 'src/agent.ts', from = 'src/lib/ids.ts', names = ['IDS'], resolve } = options;
  const file = parse(text, path);
  const edit = addImport({ path, text, file, style: detectStyle(text, file), from, names, resolve });
  if (!edit) return text;
  const after = applyEdits(text, [{ ...edit, group: 'g', transform: 'create-session', reason: '' }]);
  parse(after, path);
  return after;
}

describe('addImport', () => {
  it.each([
    ['one line', "import { a } from './lib/ids';\n", "import { a, IDS } from './lib/ids';\n"],
    ['no spaces', "import {a} from './lib/ids'\n", "import {a, IDS} from './lib/ids'\n"],
    [
      'one name per line',
      "import {\n  a,\n  b,\n} from './lib/ids';\n",
      "import {\n  a,\n  b,\n  IDS,\n} from './lib/ids';\n",
    ],
    [
      'no trailing comma',
      "import {\n  a,\n  b\n} from './lib/ids';\n",
      "import {\n  a,\n  b,\n  IDS\n} from './lib/ids';\n",
    ],
    ['a default import', "import a from './lib/ids.js';\n", "import a, { IDS } from './lib/ids.js';\n"],
    ['another local name', "import { IDS as x } from './lib/ids';\n", "import { IDS as x, IDS } from './lib/ids';\n"],
    ['a require', "const { a } = require('./lib/ids')\n", "const { a, IDS } = require('./lib/ids')\n"],
    ['it already', "import { IDS } from './lib/ids';\n", "import { IDS } from './lib/ids';\n"],
  ])('extends an import of the same module: %s', (_what, text, expected) => expect(withImport(text)).toBe(expected));

  it.each([
    [
      'type-only',
      "import type { A } from './lib/ids';\n",
      "import type { A } from './lib/ids';\nimport { IDS } from './lib/ids';\n",
    ],
    [
      'namespace',
      "import * as a from './lib/ids';\n",
      "import * as a from './lib/ids';\nimport { IDS } from './lib/ids';\n",
    ],
    ['side effect', "import './lib/ids';\n", "import './lib/ids';\nimport { IDS } from './lib/ids';\n"],
  ])('does not extend a %s import', (_what, text, expected) => expect(withImport(text)).toBe(expected));

  it('writes one declaration for several names', () => {
    const names = ['A_AUTH', 'B_AUTH', 'A_AUTH'];
    const one = (text: string): string => withImport(text, { names });
    expect(one("import x from './x.js';\n")).toBe(
      "import x from './x.js';\nimport { A_AUTH, B_AUTH } from './lib/ids.js';\n",
    );
    expect(one("import { a, A_AUTH } from './lib/ids';\n")).toBe("import { a, A_AUTH, B_AUTH } from './lib/ids';\n");
    expect(one("import {\n  a,\n} from './lib/ids';\n")).toBe(
      "import {\n  a,\n  A_AUTH,\n  B_AUTH,\n} from './lib/ids';\n",
    );
    expect(one("import a from './lib/ids';\n")).toBe("import a, { A_AUTH, B_AUTH } from './lib/ids';\n");
    expect(withImport("const { a } = require('./lib/ids')\n", { names })).toBe(
      "const { a, A_AUTH, B_AUTH } = require('./lib/ids')\n",
    );
    expect(one("import * as a from './lib/ids';\nimport type { T } from './lib/ids';\n")).toBe(
      "import * as a from './lib/ids';\nimport type { T } from './lib/ids';\nimport { A_AUTH, B_AUTH } from './lib/ids';\n",
    );
    expect(one("import type { T } from './lib/ids';\nimport { b } from './lib/ids';\n")).toBe(
      "import type { T } from './lib/ids';\nimport { b, A_AUTH, B_AUTH } from './lib/ids';\n",
    );
  });

  it('breaks a declaration up where it gets too long', () => {
    const names = ['FIRST', 'SECOND', 'THIRD'].map((name) => `${name}_VERY_LONG_AUTH_CONFIG_ID`);
    const lines = names.map((name) => `  ${name},\n`).join('');
    expect(withImport("import x from './x';\n", { names })).toBe(
      `import x from './x';\nimport {\n${lines}} from './lib/ids';\n`,
    );
    expect(withImport("import { a, b as c } from './lib/ids';\n", { names })).toBe(
      `import {\n  a,\n  b as c,\n${lines}} from './lib/ids';\n`,
    );
    expect(withImport("import { a /* one */ } from './lib/ids';\n", { names })).toBe(
      `import { a, ${names.join(', ')} /* one */ } from './lib/ids';\n`,
    );
  });

  it('puts a new line after the last import', () => {
    expect(withImport('import a from "a"; // a\n\nimport b from "b";\nf();\n')).toBe(
      'import a from "a"; // a\n\nimport b from "b";\nimport { IDS } from "./lib/ids";\nf();\n',
    );
    expect(withImport("import a from 'a'\r\nf()\r\n")).toBe(
      "import a from 'a'\r\nimport { IDS } from './lib/ids'\r\nf()\r\n",
    );
    expect(withImport("import a from 'a'; f();\n")).toBe("import a from 'a'; import { IDS } from './lib/ids'; f();\n");
  });

  it.each([
    ['a hashbang', '#!/usr/bin/env node\nf();\n', "#!/usr/bin/env node\nimport { IDS } from './lib/ids';\nf();\n"],
    ['a directive', "'use server';\n\nf();\n", "'use server';\n\nimport { IDS } from './lib/ids';\nf();\n"],
    ['a header', '/* Copyright X */\nf();\n', "/* Copyright X */\nimport { IDS } from './lib/ids';\nf();\n"],
    ['a header apart', '// about\n\n// f\nf();\n', "// about\n\nimport { IDS } from './lib/ids';\n// f\nf();\n"],
  ])('stays below %s', (_what, text, expected) => expect(withImport(text)).toBe(expected));

  it('requires where the file requires', () => {
    expect(
      withImport("'use strict'\nconst a = require('a')\nf()\n", { path: 'src/agent.js', from: 'src/ids.js' }),
    ).toBe("'use strict'\nconst a = require('a')\nconst { IDS } = require('./ids')\nf()\n");
  });

  it.each([
    ["import a from './a.js';\n", 'src/lib/ids.ts', './lib/ids.js'],
    ["import a from './a.ts';\n", 'src/lib/ids.ts', './lib/ids.ts'],
    ["import a from './a';\n", 'src/lib/index.ts', './lib'],
    ["import a from './a.js';\n", 'src/lib/index.ts', './lib/index.js'],
    ["import a from './a';\n", 'lib/ids.ts', '../lib/ids'],
    ["import a from './a.js';\n", 'src/ids.mts', './ids.mjs'],
  ])('writes specifiers as the file does: after %j %s is %s', (text, from, specifier) => {
    expect(withImport(text, { from })).toContain(`import { IDS } from '${specifier}'`);
  });

  it('uses the alias that the file uses', () => {
    const files = new Set(['src/lib/ids.ts', 'src/utils/db.ts']);
    const resolve = (specifier: string): string | undefined => {
      const file = specifier.startsWith('@/') ? `src/${specifier.slice(2)}.ts` : undefined;
      return file && files.has(file) ? file : undefined;
    };
    expect(withImport("import { db } from '@/utils/db';\n", { resolve })).toContain("from '@/lib/ids'");
    expect(withImport("import { a } from '@/lib/ids';\n", { resolve })).toBe("import { a, IDS } from '@/lib/ids';\n");
    const mixed = "import { db } from '@/utils/db';\nimport a from './a';\nimport b from './b';\n";
    expect(withImport(mixed, { resolve })).toContain("from './lib/ids'");
  });
});
