/** What goes wrong elsewhere with files (bad input, rows 5, 8, 11, 17, 18). */
import { chmodSync, existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { addFiles, ensureBuilt, folderWith, git, repositoryWith, run, runProcess } from '../cli/command.js';
import { AGENT, fileOf, MANIFEST, migrate, migrated, MIGRATED, project, read, type Files } from './project.js';

beforeAll(ensureBuilt);

describe('bad input', { timeout: 600_000 }, () => {
  it('row 5: every extension, a single file, and a path or glob that matches nothing', async () => {
    const javascript = AGENT.replace(': string', '');
    const required = javascript
      .replace("import { Composio } from '@composio/core';", "const { Composio } = require('@composio/core');")
      .replace('export async', 'exports.load = load;\nasync');
    const files: Files = {
      'a.ts': AGENT,
      'a.tsx': `${AGENT}export const A = () => <b />;\n`,
      'a.mts': AGENT,
      'a.cts': AGENT,
      'a.js': javascript,
      'a.jsx': `${javascript}export const A = () => <b />;\n`,
      'a.mjs': javascript,
      'a.d.ts': `export declare const composio: { tools: { get(): void } };\n`,
    };
    const all = await migrated(files);
    expect(all.report.files.map((file) => [file.path, file.status])).toEqual(
      ['a.cts', 'a.js', 'a.jsx', 'a.mjs', 'a.mts', 'a.ts', 'a.tsx'].map((file) => [file, 'changed']),
    );
    const cjs = await migrated({
      'package.json': '{ "dependencies": { "@composio/core": "^0.11.0" } }\n',
      'a.cjs': required,
    });
    expect(cjs.report.files.map((file) => [file.path, file.status])).toEqual([['a.cjs', 'changed']]);

    const folder = await folderWith({ 'package.json': MANIFEST, 'src/a.ts': AGENT, 'src/b.ts': AGENT });
    const one = await migrate(folder, 'src/a.ts');
    expect(one.report.files.map((file) => file.path)).toEqual(['src/a.ts']);
    expect(read(folder, 'src/b.ts')).toBe(AGENT);
    expect((await migrate(folder, 'src/*.ts')).report.files.map((file) => file.path)).toEqual(['src/b.ts']);
    for (const [given, code] of [
      ['nowhere', 'path-not-found'],
      ['src/c.ts', 'path-not-found'],
      ['src/*.vue', 'nothing-matched'],
      ['src/**/*.tsx', 'nothing-matched'],
    ] as const) {
      const ran = await migrate(folder, given);
      expect([given, ran.code, ran.report.error?.code]).toEqual([given, 2, code]);
    }
  });

  it('row 8: packages, build output and ignored files are never touched, wherever the run starts', async () => {
    const left = [
      'node_modules/x/index.ts',
      'packages/app/node_modules/x/index.ts',
      'packages/app/dist/agent.ts',
      'packages/app/.next/agent.ts',
      'packages/app/generated/agent.ts',
      'packages/app/src/nested/secret.ts',
    ];
    const taken = ['packages/app/src/agent.ts', 'packages/app/generated/keep.ts', 'packages/lib/src/nested/secret.ts'];
    const files: Files = {
      'package.json': MANIFEST,
      '.gitignore': 'node_modules\n**/generated/*\n!**/generated/keep.ts\n',
      'packages/app/.gitignore': 'dist\n.next\n',
      'packages/app/src/nested/.gitignore': 'secret.ts\n',
      'packages/app/package.json': MANIFEST,
      'packages/lib/package.json': MANIFEST,
    };
    const folder = await repositoryWith(files);
    addFiles(folder, Object.fromEntries([...left, ...taken].map((file) => [file, AGENT])));
    const inApp = await migrate(path.join(folder, 'packages/app'), '--force');
    expect(inApp.report.files.map((file) => file.path)).toEqual(['generated/keep.ts', 'src/agent.ts']);
    const beside = await migrate(path.join(folder, 'packages/app'), '--force', '../lib');
    expect(beside.report.summary.files.changed).toBe(1);
    for (const file of left) expect([file, read(folder, file)]).toEqual([file, AGENT]);
    for (const file of taken) expect([file, read(folder, file)]).toEqual([file, MIGRATED]);
    // What a user ignores everywhere, such as `*` for the files of the home folder, is no rule of the project.
    const home = await folderWith({ '.gitconfig': '[core]\n  excludesFile = ~/.gitignore\n', '.gitignore': '*\n' });
    const other = await project({ 'src/a.ts': AGENT });
    const ran = await run(['--format', 'json'], { cwd: other, env: { HOME: home, XDG_CONFIG_HOME: home } });
    expect((JSON.parse(ran.stdout) as Report).summary.files).toMatchObject({ candidates: 1, changed: 1 });
  });

  it('row 11: odd paths work, and no shell ever reads them', async () => {
    const names = [
      'a b.ts',
      'a & b.ts',
      "it's.ts",
      'ünïcödé-日本.ts',
      '$(touch pwned).ts',
      '; touch pwned;.ts',
      '`touch pwned`.ts',
      '-d.ts',
      '[brackets] (x).ts',
      'a%20b.ts',
    ];
    const folder = await project(Object.fromEntries(names.map((name) => [`src dir & co/${name}`, AGENT])));
    const shell = await folderWith({ sh: '#!/bin/false\n' });
    chmodSync(path.join(shell, 'sh'), 0o755);
    const ran = await runProcess(['--format', 'json', '--diff', 'src dir & co'], {
      cwd: folder,
      env: { PATH: `${shell}:${process.env.PATH}`, SHELL: path.join(shell, 'sh') },
    });
    const report = JSON.parse(ran.stdout) as Report;
    expect([ran.code, report.summary.files.changed]).toEqual([0, names.length]);
    // The folder given is the root of the paths in the report.
    expect(report.files.map((file) => file.path)).toEqual([...names].sort());
    for (const name of names) expect(read(folder, `src dir & co/${name}`)).toBe(MIGRATED);
    expect(
      git(folder, 'status', '--porcelain', '-z')
        .split('\0')
        .filter((line) => line.startsWith('??')),
    ).toEqual([]);
    const one = await migrate(folder, '--dry-run', '--', 'src dir & co/-d.ts');
    expect(one.report.summary.sites.total).toBe(0);
    expect([one.code, existsSync(path.join(folder, 'pwned'))]).toEqual([0, false]);
  });

  it('row 17: 20,000 files within 256 MB of heap', async () => {
    const folder = await folderWith({ 'package.json': MANIFEST });
    const body = Array.from({ length: 30 }, (_, index) => `export const value${index} = ${index};`).join('\n');
    for (let number = 0; number < 200; number++) {
      const files: Record<string, string> = {};
      for (let index = 0; index < 100; index++) files[`src/d${number}/f${index}.ts`] = `${body}\n`;
      if (number % 10 === 0) files[`src/d${number}/f0.ts`] = AGENT;
      addFiles(folder, files);
    }
    const ran = await runProcess(['--format', 'json'], {
      cwd: folder,
      env: { NODE_OPTIONS: '--max-old-space-size=256' },
    });
    expect([ran.code, ran.stderr.includes('heap')]).toEqual([0, false]);
    expect((JSON.parse(ran.stdout) as Report).summary).toMatchObject({
      files: { scanned: 20_000, candidates: 20, changed: 20, failed: 0 },
      sites: { migrated: 20 },
    });
  });

  it('row 18: a file that cannot be worked on is a line of the report, and the rest is done', async () => {
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 197) % 256));
    const folder = await folderWith({
      'package.json': MANIFEST,
      'good.ts': AGENT,
      'binary.ts': Buffer.concat([Buffer.from('composio'), noise]),
      'nul.ts': Buffer.from(`${AGENT}\0\0`),
      'invalid.ts': Buffer.concat([Buffer.from(AGENT), Buffer.from([0xff, 0xfe, 0xc3, 0x28])]),
      'broken.ts': `${AGENT}class {`,
      'empty.ts': '',
      'minified.js': `/* composio.tools.get */${'function a(b,c){return b?c:a(c,b)}'.repeat(160_000)}`,
      'deep-arrays.ts': `// composio.tools.get\nexport const a = ${'['.repeat(10_000)}${']'.repeat(10_000)};\n`,
      'deep-calls.ts': `${AGENT}\nexport const b = ${'f('.repeat(10_000)}1${')'.repeat(10_000)};\n`,
      'deep-blocks.ts': `${AGENT}\n${'{'.repeat(10_000)}${'}'.repeat(10_000)}\n`,
      'deep-sum.ts': `${AGENT}\nexport const c = ${'1 + '.repeat(10_000)}1;\n`,
      'deep/inside.ts': AGENT,
    });
    symlinkSync(folder, path.join(folder, 'deep/loop'));
    symlinkSync('self.ts', path.join(folder, 'self.ts'));
    symlinkSync('nowhere.ts', path.join(folder, 'dangling.ts'));
    const isRoot = process.getuid?.() === 0;
    writeFileSync(path.join(folder, 'unreadable.ts'), AGENT);
    if (!isRoot) chmodSync(path.join(folder, 'unreadable.ts'), 0o000);
    const { report, code, stderr } = await migrate(folder);
    expect(code).toBe(3);
    expect(stderr).not.toMatch(/^\s+at /m);
    const failed = new Map(report.files.flatMap((file) => (file.error ? [[file.path, file.error]] : [])));
    expect(Object.fromEntries([...failed].map(([file, error]) => [file, error.code]))).toMatchObject({
      'binary.ts': 'not-text',
      'nul.ts': 'not-text',
      'invalid.ts': 'not-text',
      'broken.ts': 'parse-error',
      'minified.js': 'too-large',
      ...(isRoot ? {} : { 'unreadable.ts': 'read-error' }),
    });
    for (const error of failed.values()) expect(error.message.length).toBeGreaterThan(10);
    for (const file of ['good.ts', 'deep/inside.ts']) expect([file, read(folder, file)]).toEqual([file, MIGRATED]);
    // Each deep file is worked on or is a line of the report; what is not worked on is as it was.
    for (const name of ['deep-arrays.ts', 'deep-calls.ts', 'deep-blocks.ts', 'deep-sum.ts']) {
      const file = fileOf(report, name);
      if (name !== 'deep-arrays.ts')
        expect([name, file?.status ?? 'not there']).toEqual([name, expect.stringMatching(/^(changed|failed)$/)]);
      if (file?.status === 'changed') expect(read(folder, name)).toContain('session.tools()');
    }
    expect(fileOf(report, 'empty.ts')).toBeUndefined();
    expect(readdirSync(folder).filter((name) => /tmp|\.\d+$/.test(name))).toEqual([]);
  });

  it('row 18: ten thousand direct calls in one file', async () => {
    const call = (index: number): string => `export async function load${index}(userId: string) {
  return await composio.tools.get(userId, { toolkits: ['GITHUB'] });
}
`;
    const head = "import { Composio } from '@composio/core';\n\nconst composio = new Composio();\n";
    const source = head + Array.from({ length: 10_000 }, (_, index) => call(index)).join('');
    const { report, code, folder } = await migrated({ 'many.ts': source, 'one.ts': AGENT });
    expect(code).toBe(0);
    expect(report.summary.sites).toMatchObject({ total: 10_001, migrated: 10_001 });
    const after = read(folder, 'many.ts');
    expect(after.split('composio.create(userId').length - 1).toBe(10_000);
    expect(after).not.toContain('tools.get(');
  });
});
