/** What goes wrong elsewhere with the code itself (bad input, rows 1, 2, 4, 7, 9, 10, 16, 19, 21). */
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../cli/command.js';
import { OTHERS_MANAGED, readCases } from '../support/fixtureCases.js';
import { SYNTAX } from './syntax.js';
import { AGENT, fileOf, linesOnlyIn, migrate, migrated, MIGRATED, read, type Files } from './project.js';

beforeAll(ensureBuilt);

describe('bad input', { timeout: 300_000 }, () => {
  it('row 1: no other line is printed anew, in whatever style the file is written', async () => {
    const files: Record<string, string> = {
      'no-semicolons.ts': AGENT.replaceAll(';', ''),
      'tabs.ts': AGENT.replaceAll('  ', '\t'),
      'four-spaces.ts': AGENT.replaceAll('  ', '    '),
      'one-line.ts': `${AGENT}const options = {a:1,b:{c:[1,2,3]},};\nfunction  odd ( a,b ){return (((a)))+( b )}\nvoid (odd)(options.a,(1))\n`,
      'trailing-commas.ts': `${AGENT}const list = [\n  1,\n  2,\n];\nconst more = [\n  1,\n  2\n];\nvoid [list, more];\n`,
      'parentheses.ts': AGENT.replace('await composio.tools', 'await ((composio).tools)'),
      'double.ts': AGENT.replaceAll("'", '"'),
    };
    const { folder, report } = await migrated(files);
    expect(report.summary).toMatchObject({ files: { changed: 7 }, sites: { migrated: 7 } });
    for (const [file, before] of Object.entries(files)) {
      const after = read(folder, file);
      const call = before.split('\n').filter((line) => line.includes('.get('));
      expect([file, linesOnlyIn(before, after)]).toEqual([file, call]);
      expect([file, linesOnlyIn(after, before).length]).toEqual([file, 2]);
    }
    expect(linesOnlyIn(read(folder, 'tabs.ts'), files['tabs.ts']!)).toEqual([
      "\tconst session = await composio.create(userId, { toolkits: ['github'] });",
      '\tconst tools = await session.tools();',
    ]);
    expect(read(folder, 'no-semicolons.ts')).not.toContain(';');
    expect(read(folder, 'double.ts')).not.toContain("'");
  });

  it('row 2: what stands above the first import stays, also when that import goes', async () => {
    const heads = [
      '/*!\n * Copyright Example.\n * Licence: MIT\n */\n',
      '// @ts-nocheck\n',
      '/* eslint-disable no-console, @typescript-eslint/no-unused-vars */\n',
      '/// <reference types="node" />\n/// <reference lib="dom" />\n',
      '#!/usr/bin/env node\n// Copyright Example.\n\n',
    ];
    const body = AGENT.replace("['GITHUB']", 'TOOLKITS');
    const files: Files = { 'toolkits.ts': "export const TOOLKITS = ['GITHUB'];\n" };
    heads.forEach(
      (head, index) => (files[`f${index}.ts`] = `${head}import { TOOLKITS } from './toolkits.js';\n${body}`),
    );
    const { folder, report } = await migrated(files);
    expect(report.summary.sites).toMatchObject({ total: 5, migrated: 5 });
    heads.forEach((head, index) => expect(read(folder, `f${index}.ts`)).toBe(head + MIGRATED));
  });

  it('row 4: modern syntax is read and migrated', async () => {
    const { report, code } = await migrated(SYNTAX);
    expect(report.files.filter((file) => file.error).map((file) => [file.path, file.error])).toEqual([]);
    const left = Object.keys(SYNTAX).filter((file) =>
      (fileOf(report, file)?.sites ?? []).every((site) => site.outcome !== 'migrated'),
    );
    expect(left).toEqual([]);
    expect(code).toBe(0);
  });

  it('row 7: what only shares a name is left alone', async () => {
    const files = {
      'shadowed.ts': `import { Composio } from '@composio/core';
export const composio = new Composio();
export async function load(composio: { tools: Map<string, string> }) {
  return await composio.tools.get('user');
}
`,
      'map.ts': `// composio
const tools = new Map<string, string>();
const holder = { tools };
export const one = holder.tools.get('composio');
export const two = tools.get('toolkits');
`,
      'class.ts': `// Composio
class Composio {
  tools = { get: async (user: string, filter: object) => [user, filter], execute: async (slug: string) => slug };
}
const composio = new Composio();
export const run = async () => [await composio.tools.get('u', { toolkits: ['GITHUB'] }), await composio.tools.execute('A')];
`,
      'prisma.ts': `declare const prisma: any;
export const save = () => prisma.composioConnection.create({ data: { tools: prisma.tools.get('composio') } });
`,
      'text.ts': `/* await composio.tools.get(userId, { toolkits: ['GITHUB'] }) */
// composio.tools.execute('GITHUB_A', { userId })
export const text = "await composio.tools.get(userId, { toolkits: ['GITHUB'] })";
`,
      'raw.ts': `import { Composio } from '@composio/client';
const composio = new Composio();
export const run = () => (composio as any as { tools: { get(id: string): void } }).tools.get('id');
`,
    };
    const { folder, report, code } = await migrated(files);
    expect(code).toBe(0);
    expect(report.summary.sites.total).toBe(0);
    for (const [file, text] of Object.entries(files)) expect(read(folder, file)).toBe(text);
    const template = await migrated({
      'template.ts': 'export const code = `\nconst tools = await composio.tools.get(userId, {});\n`;\n',
    });
    expect(template.report.summary).toMatchObject({ sites: { total: 0 }, files: { changed: 0 } });
    expect(template.report.files[0]?.notes.map((note) => note.code)).toEqual(['direct-code-in-template']);
  });

  it('row 9: a second run over every fixture at once changes nothing', async () => {
    const files: Record<string, string> = {};
    for (const one of await readCases()) {
      const { tools: _decided, ...others } = one.options;
      if (JSON.stringify(others) !== JSON.stringify({ authConfig: [OTHERS_MANAGED] })) continue;
      for (const [file, text] of one.before) files[`${one.name}/${file}`] = text;
    }
    const { folder, report, code } = await migrated(files);
    // As one project they name many auth configs for a toolkit: what needs one of them stays.
    expect(report.summary.files.changed).toBeGreaterThan(70);
    expect(code).toBe(0);
    const after = new Map(Object.keys(files).map((file) => [file, read(folder, file)]));
    const again = await migrate(folder);
    expect(again.report.files.flatMap((file) => (file.status === 'changed' ? [[file.path, file.diff]] : []))).toEqual(
      [],
    );
    expect(again.report.summary).toMatchObject({ files: { changed: 0 }, sites: { migrated: 0 } });
    for (const [file, text] of after) expect(read(folder, file)).toBe(text);
  });

  it('row 10: line endings, BOM and the end of the file stay byte for byte', async () => {
    const windows = (text: string): string => text.replaceAll('\n', '\r\n');
    const inTemplate = (text: string): string => windows(`${text}export const text = \`one\ntwo\n\`;\n`);
    const [first = '', ...rest] = AGENT.split('\n');
    const mixed = (text: string): string =>
      text.replace('\n', '\r\n').replace('composio = new Composio();\n', 'composio = new Composio();\r\n');
    const files: Record<string, [string, string]> = {
      'crlf.ts': [windows(AGENT), windows(MIGRATED)],
      'mixed.ts': [mixed(AGENT), mixed(MIGRATED)],
      'bom.ts': [`\uFEFF${AGENT}`, `\uFEFF${MIGRATED}`],
      'bom-crlf.ts': [`\uFEFF${windows(AGENT)}`, `\uFEFF${windows(MIGRATED)}`],
      'no-final-newline.ts': [AGENT.trimEnd(), MIGRATED.trimEnd()],
      'blank-end.ts': [`${AGENT}\n\n`, `${MIGRATED}\n\n`],
      'template.ts': [inTemplate(AGENT), inTemplate(MIGRATED)],
    };
    expect([first, ...rest].join('\n')).toBe(AGENT);
    const { folder, report } = await migrated(
      Object.fromEntries(Object.entries(files).map(([name, [before]]) => [name, before])),
    );
    expect(report.summary.sites.migrated).toBe(7);
    for (const [name, [, after]] of Object.entries(files)) expect([name, read(folder, name)]).toEqual([name, after]);
  });

  it('row 16: an import goes exactly when nothing reads it any more', async () => {
    const body = AGENT.replace("['GITHUB']", 'TOOLKITS');
    const named = `import { TOOLKITS } from './toolkits.js';\n${body}`;
    const files = {
      'toolkits.ts': "export const TOOLKITS = ['GITHUB'];\n",
      'unused.ts': named,
      'type.ts': `${named}export type All = typeof TOOLKITS;\n`,
      'jsx.tsx': `${named}export const List = () => <ul title={TOOLKITS.join()} />;\n`,
      'exported.ts': `${named}export { TOOLKITS };\n`,
      'two.ts': named.replace('{ TOOLKITS }', '{ TOOLKITS, TOOLKITS as ALL }').concat('export const all = ALL;\n'),
      'namespace.ts': `import * as lists from './toolkits.js';\n${body.replace('TOOLKITS', 'lists.TOOLKITS')}export const all = lists;\n`,
    };
    const { folder, report } = await migrated(files);
    expect(report.summary.sites).toMatchObject({ total: 6, migrated: 6 });
    expect(read(folder, 'unused.ts')).toBe(MIGRATED);
    for (const file of ['type.ts', 'jsx.tsx', 'exported.ts']) {
      expect([file, read(folder, file).split('\n')[0]]).toEqual([file, "import { TOOLKITS } from './toolkits.js';"]);
    }
    expect(read(folder, 'two.ts')).toMatch(/^import \{ TOOLKITS as ALL \} from '.\/toolkits.js';\n/);
    expect(read(folder, 'namespace.ts')).toMatch(/^import \* as lists from/);
  });

  it('row 19: directives and the hashbang stay first', async () => {
    const heads = [
      "'use server';\n\n",
      '"use client"\n',
      "// a comment before it\n'use server'\n",
      "'use strict';\n'use server';\n",
      '#!/usr/bin/env node\n',
      '#!/usr/bin/env -S node --experimental-strip-types\n"use strict";\n',
    ];
    const files: Files = { 'toolkits.ts': "export const TOOLKITS = ['GITHUB'];\n" };
    const used = (head: string): string =>
      `${head}import { TOOLKITS } from './toolkits.js';\n${AGENT.replace("['GITHUB']", 'TOOLKITS')}`;
    heads.forEach((head, index) => (files[`f${index}.ts`] = used(head)));
    heads.forEach((head, index) => (files[`crlf${index}.ts`] = used(head).replaceAll('\n', '\r\n')));
    const { folder, report } = await migrated(files);
    expect(report.summary.sites).toMatchObject({ total: 12, migrated: 12 });
    heads.forEach((head, index) => {
      expect(read(folder, `f${index}.ts`)).toBe(head + MIGRATED);
      expect(read(folder, `crlf${index}.ts`)).toBe((head + MIGRATED).replaceAll('\n', '\r\n'));
    });
  });

  it('row 21: names of the user are no names of ours', async () => {
    const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];
    const source = `import { Composio } from '@composio/core';
const composio = new Composio();
const AUTH_CONFIGS: Record<string, string> = {
${names.map((name) => `  ${name}: 'ac_${name}',`).join('\n')}
};
${names
  .map(
    (name) => `export async function use_${name}(userId: string) {
  const ${name === '__proto__' ? 'proto' : name} = userId;
  void ${name === '__proto__' ? 'proto' : name};
  await composio.connectedAccounts.link(userId, AUTH_CONFIGS.${name});
  await composio.tools.get(userId, { toolkits: ['${name}'] });
  await composio.tools.execute('${name.toUpperCase()}_RUN', { userId, arguments: { ${name}: 1 } });
}`,
  )
  .join('\n')}
`;
    const { report, code } = await migrated({
      'names.ts': source,
      'constructor/toString.ts': AGENT,
      '__proto__.ts': AGENT,
    });
    expect(code).toBe(0);
    expect(report.summary.files.failed).toBe(0);
    expect(report.summary.sites.total).toBe(17);
    const links = fileOf(report, 'names.ts')?.sites.filter((site) => site.api === 'connectedAccounts.link') ?? [];
    expect(links.map((site) => site.outcome)).toEqual(['manual', 'manual', 'manual', 'manual', 'manual']);
    for (const file of ['constructor/toString.ts', '__proto__.ts']) {
      expect(fileOf(report, file)?.sites[0]).toMatchObject({ outcome: 'migrated' });
    }
  });
});
