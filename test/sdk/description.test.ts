import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DESCRIBED_CORE_VERSION, describedPackages, globalTypeFile, sdkTypeFiles } from '../../src/sdk/description.js';
import { DIRECT_METHODS } from '../../src/sdk/apis.js';
import { check, DESCRIBED_CORE, DESCRIBED_OPENAI } from './compile.js';
import { BROKEN_PROGRAMS, EQUAL_TYPES, MUTUAL_TYPES, USAGE_PROGRAMS } from './surface.js';

const HEAD = `import * as Real from '@composio/core'; import * as Ours from '${DESCRIBED_CORE}';
import * as RealOpenai from '@composio/openai'; import * as OursOpenai from '${DESCRIBED_OPENAI}';
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type IsAny<T> = 0 extends 1 & T ? true : false;
`;

function compared(kind: 'Equal' | 'Mutual', types: readonly string[]): string[] {
  const lines = types.map((type, index) => {
    const [real, ours] = [type.replaceAll('$', 'Real'), type.replaceAll('$', 'Ours')];
    return `const p${index}: ${kind}<${real}, ${ours}> = true; const a${index}: IsAny<${real}> = false; const b${index}: IsAny<${ours}> = false;`;
  });
  const headLines = HEAD.split('\n').length - 1;
  const { problems } = check(HEAD + lines.join('\n'), 'real');
  return problems.map((problem) => {
    const [line, code] = problem.split(': ');
    return `${types[Number(line) - headLines - 1] ?? `line ${line}`} (${code})`;
  });
}

describe('the shipped SDK description', () => {
  it('describes the version that is installed for the tests', () => {
    const manifest = fileURLToPath(new URL('../../node_modules/@composio/core/package.json', import.meta.url));
    expect(JSON.parse(readFileSync(manifest, 'utf8')).version).toBe(DESCRIBED_CORE_VERSION);
  });

  it('is self-contained: packages import only each other', () => {
    const packages = new Set(describedPackages());
    expect(packages).toContain('@composio/core');
    expect(packages).toContain('composio-core');
    for (const [path, text] of sdkTypeFiles()) {
      for (const [, target] of text.matchAll(/from '([^']+)'/g)) {
        expect(target!.startsWith('./') || packages.has(target!), `${path} imports ${target}`).toBe(true);
      }
    }
  });

  it('has no type error of its own, in any package', () => {
    const imports = describedPackages().map((name, index) => `import * as p${index} from '${name}'; p${index};`);
    const { problems, program } = check(imports.join('\n'), 'described', { skipLibCheck: false });
    expect(problems).toEqual([]);
    const own = program.getSourceFiles().filter((file) => file.fileName.includes('/described/'));
    expect(own.length).toBeGreaterThan(18);
    const errors = own.flatMap((file) => [
      ...program.getSemanticDiagnostics(file),
      ...program.getSyntacticDiagnostics(file),
    ]);
    expect(errors.map((error) => `${error.file?.fileName}: ${JSON.stringify(error.messageText)}`)).toEqual([]);
  });

  it('has the same types as the installed SDK where user code can notice', () => {
    expect(compared('Equal', EQUAL_TYPES)).toEqual([]);
  });

  it('has types that the installed SDK takes and gives, where it is looser on purpose', () => {
    expect(compared('Mutual', MUTUAL_TYPES)).toEqual([]);
  });

  it('has every direct method, so that a site is recognised by its type', () => {
    const lines = [...DIRECT_METHODS].flatMap(([namespace, methods]) =>
      [...methods].map((method) => {
        const client = method === 'handleResponse' ? 'responses' : 'composio';
        return `${client}.${namespace}.${method};`;
      }),
    );
    const head = `import { Composio } from '@composio/core'; import { OpenAIResponsesProvider } from '@composio/openai';
const composio = new Composio(); const responses = new Composio({ provider: new OpenAIResponsesProvider() });`;
    expect(check([head, ...lines].join('\n'), 'described').problems).toEqual([]);
  });

  it.each(USAGE_PROGRAMS)('accepts what the installed SDK accepts: $name', ({ text }) => {
    expect(check(text, 'real').messages).toEqual([]);
    expect(check(text, 'described').messages).toEqual([]);
  });

  it.each(BROKEN_PROGRAMS)('refuses what the installed SDK refuses, in the same lines: $name', ({ text }) => {
    const lines = (problems: string[]): string[] => [...new Set(problems.map((problem) => problem.split(':')[0]!))];
    const real = lines(check(text, 'real').problems);
    expect(real.length).toBeGreaterThan(0);
    expect(lines(check(text, 'described').problems)).toEqual(real);
  });

  it('keeps the raw client apart from the SDK, although both are called Composio', () => {
    const text = `import { Composio } from '@composio/core'; import Raw, { Composio as Named } from '@composio/client';
const a: Composio = new Raw(); const b: Named = new Composio();`;
    expect(check(text, 'described').problems).toHaveLength(2);
  });

  it('keeps the legacy SDK apart from the SDK', () => {
    const text = `import { Composio } from '@composio/core'; import { Composio as Legacy, OpenAIToolSet } from 'composio-core';
const a: Composio = new Legacy(); new OpenAIToolSet().getTools({ actions: ['x'] });`;
    expect(check(text, 'described').problems).toHaveLength(1);
  });

  it('declares the surroundings for programs without Node or DOM types', () => {
    const globals = globalTypeFile();
    const text = `${globals.text}
const key: string = process.env.COMPOSIO_API_KEY!; const maybe: string = process.env.X;
console.log(Buffer.from(''), new URL('http://x'), key); await fetch('x'); setTimeout(() => {}, 5);`;
    const { problems } = check(text, 'described', { types: [], lib: ['lib.es2023.d.ts'] }, 'mts');
    const line = globals.text.split('\n').length + 1;
    expect(problems).toEqual([`${line}: TS2322`]);
  });
});
