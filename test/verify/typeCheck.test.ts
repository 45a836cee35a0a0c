import { describe, expect, it } from 'vitest';
import { Part } from '../../src/analyze/parts.js';
import { createProgram } from '../../src/analyze/program.js';
import { applyEdits } from '../../src/edit/apply.js';
import type { Edit } from '../../src/edit/edit.js';
import { createCheck } from '../../src/verify/inParts.js';
import { createTypeCheck } from '../../src/verify/typeCheck.js';

const HEAD = "import { Composio } from '@composio/core';\nconst composio = new Composio();\n";

function replace(text: string, from: string, to: string): Edit {
  const start = text.indexOf(from);
  return { start, end: start + from.length, text: to, group: 'g', transform: 't', reason: 'r' };
}

function newErrors(
  files: Record<string, string>,
  changed: Record<string, [from: string, to: string]>,
  tsconfig?: object,
): string[] {
  const program = createProgram({
    root: '/p',
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
    configs: tsconfig ? [{ path: '/p/tsconfig.json', text: JSON.stringify(tsconfig) }] : [],
  });
  const check = createTypeCheck(program, Object.keys(files));
  const after = new Map(
    Object.entries(changed).map(([path, [from, to]]) => {
      const edits = [replace(files[path]!, from, to)];
      return [path, { after: applyEdits(files[path]!, edits), edits }];
    }),
  );
  return check.newErrors(after).map((error) => `${error.path}:${error.line} ${error.message}`);
}

describe('verification finds the errors that a change brings (law 4)', () => {
  it('in the changed file, against the session API', () => {
    const text = `${HEAD}const r = await composio.tools.execute('GITHUB_X', { userId: 'u', arguments: {} });\nr.successful;\n`;
    const call = "composio.tools.execute('GITHUB_X', { userId: 'u', arguments: {} })";
    const errors = newErrors(
      { 'a.ts': text },
      { 'a.ts': [call, "(await composio.create('u')).execute('GITHUB_X', {})"] },
    );
    expect(errors).toEqual([expect.stringMatching(/^a\.ts:4 TS2339: Property 'successful' does not exist/)]);
  });

  it('in a file that uses the changed one', () => {
    const files = {
      'a.ts': `${HEAD}export const run = () => composio.tools.execute('GITHUB_X', { userId: 'u', arguments: {} });\n`,
      'b.ts': `import { run } from './a';\nexport const ok = async () => (await run()).successful;\n`,
    };
    const change: [string, string] = [
      "composio.tools.execute('GITHUB_X', { userId: 'u', arguments: {} })",
      "composio.create('u').then((session) => session.execute('GITHUB_X', {}))",
    ];
    expect(newErrors(files, { 'a.ts': change })).toEqual([expect.stringMatching(/^b\.ts:2 TS2339/)]);
  });

  it('but not those that were there before', () => {
    const text = `${HEAD}const n: number = 'x';\nawait composio.tools.get('u', { toolkits: ['github'] });\n`;
    const change: [string, string] = [
      "composio.tools.get('u', { toolkits: ['github'] })",
      "(await composio.create('u', { toolkits: ['github'] })).tools()",
    ];
    expect(newErrors({ 'a.ts': text }, { 'a.ts': change })).toEqual([]);
  });

  it('in JavaScript, inside of what was written', () => {
    const text = `import { Composio } from '@composio/core';\nconst composio = new Composio();\nconst broken = composio.nothing.here;\ncomposio.tools.get('u', {});\n`;
    expect(
      newErrors({ 'a.js': text }, { 'a.js': ["composio.tools.get('u', {})", "composio.create('u').tool()"] }),
    ).toEqual([expect.stringMatching(/^a\.js:4 TS2339: Property 'tool' does not exist/)]);
  });

  it('with the further checks of the project', () => {
    const text = `${HEAD}declare const id: string | undefined;\nawait composio.tools.get('u', { toolkits: ['github'] });\n`;
    const change: [string, string] = [
      "composio.tools.get('u', { toolkits: ['github'] })",
      "(await composio.create('u', { toolkits: ['github'] })).authorize('github', { callbackUrl: id })",
    ];
    const exact = { compilerOptions: { exactOptionalPropertyTypes: true } };
    expect(newErrors({ 'a.ts': text }, { 'a.ts': change })).toEqual([]);
    expect(newErrors({ 'a.ts': text }, { 'a.ts': change }, exact)).toHaveLength(1);
  });
});

describe('verification says what it could not check', () => {
  it('imports whose file is not there', () => {
    const text = `import { user } from './missing';\nimport { z } from 'zod';\n${HEAD}await composio.tools.get(user, {});\n`;
    const part = new Part({ root: '/p', files: [{ path: 'a.ts', text }] });
    const check = createCheck([part], { configs: [], packages: false });
    expect(check.limits(['a.ts'], { packageOf: () => '', sdkOf: () => 'described' })).toContainEqual({
      path: 'a.ts',
      message: 'its types were checked without what it imports from ./missing: these files were not found',
    });
  });
});
