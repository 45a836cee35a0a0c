/** The package as users get it: packed, installed into an empty folder, and run from there. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { FORMATS } from '../../src/report/index.js';
import { TRANSFORM_NAMES } from '../../src/sdk/transforms.js';
import { ensureBuilt } from '../cli/command.js';
import { execute, filesBelow, install, pack, PROJECT, type Ended } from './install.js';

const SAMPLE = path.join(PROJECT, 'demo/sample');

let base: string;
let home: string;
let packed: { tarball: string; files: string[] };

beforeAll(async () => {
  await ensureBuilt();
  base = await mkdtemp(path.join(os.tmpdir(), 'composio-to-sessions-packed-'));
  home = path.join(base, 'empty folder');
  mkdirSync(home);
  packed = await pack(base);
  await install(packed.tarball, home);
}, 420_000);
afterAll(() => rm(base, { recursive: true, force: true }));

/** `npx <name> …` in the folder where the package is installed; npx may fetch nothing. */
function npx(name: string, ...args: string[]): Promise<Ended> {
  return execute('npx', ['--no-install', '--loglevel=error', name, ...args], home);
}

/** A copy of the sample project beside `node_modules`. */
function sample(name: string): string {
  const folder = path.join(home, name);
  cpSync(SAMPLE, folder, { recursive: true });
  return folder;
}

function read(folder: string): Map<string, string> {
  return new Map(filesBelow(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

describe('the tarball', () => {
  it('holds the build, the pages, and nothing else', () => {
    const others = packed.files.filter(
      (file) =>
        !/^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(file) &&
        !/^dist\/(cli\.js|lib\/.+|transforms\/[a-z-]+\.(js|cjs)|transforms\/package\.json|THIRD-PARTY-LICENSES\.txt)$/.test(
          file,
        ) &&
        !/^docs\/.+\.(md|yml|yaml)$/.test(file),
    );
    expect(others).toEqual([]);
    expect(packed.files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/cli.js']));
    for (const name of TRANSFORM_NAMES) expect(packed.files).toContain(`dist/transforms/${name}.js`);
  });

  it('needs none of the packages that only development needs', () => {
    const manifest = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const installed = path.join(home, 'node_modules/composio-to-sessions');
    const code = filesBelow(installed).filter((file) => /^dist\/.*\.c?js$/.test(file));
    const asked = new Set<string>();
    for (const file of code) {
      const text = readFileSync(path.join(installed, file), 'utf8');
      for (const [, name] of text.matchAll(/^(?:import|export)\b[^'"\n]*?from ["']([^."'][^"']*)["'];$/gm)) {
        asked.add(name as string);
      }
      for (const [, name] of text.matchAll(/\b(?:import|(?:__)?require)\("([^."][^"]*)"\)/g)) asked.add(name as string);
    }
    expect([...asked]).toEqual(expect.arrayContaining(['ts-morph', 'jscodeshift']));
    expect([...asked].filter((name) => name in manifest.devDependencies)).toEqual([]);
  });
});

describe('bad input, row 22: works in the repo, not from the packed package', () => {
  it('prints its version and its help', async () => {
    const { version } = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as { version: string };
    expect((await npx('composio-to-sessions', '--version')).stdout.trim()).toBe(version);
    expect((await npx('composio-to-sessions', '--help')).stdout).toContain('--dry-run');
    expect((await npx('composio-to-sessions', 'explain', 'toolkit-unknown')).stdout).toContain('toolkit-unknown');
  });

  it('shows the changes of a sample project in a dry run, then makes exactly these', async () => {
    const folder = sample('sample');
    const before = read(folder);
    const dry = await npx('composio-to-sessions', '--dry-run', '--format', 'json', 'sample');
    expect(dry.stderr).toBe('');
    expect(dry.code).toBe(0);
    expect(read(folder)).toEqual(before);
    const planned = JSON.parse(dry.stdout) as Report;
    expect(planned.summary.sites).toMatchObject({ total: 6, migrated: 5, manual: 1 });

    const write = await npx('composio-to-sessions', '--force', '--format', 'json', 'sample');
    expect(write.code).toBe(0);
    const written = JSON.parse(write.stdout) as Report;
    expect(written.files.map(({ path: file, diff }) => [file, diff])).toEqual(
      planned.files.map(({ path: file, diff }) => [file, diff]),
    );
    const after = read(folder);
    const changed = [...after.keys()].filter((file) => after.get(file) !== before.get(file));
    expect(changed).toEqual(planned.files.filter(({ status }) => status === 'changed').map((file) => file.path));
    expect(after.get('src/agents/triage.ts')).toContain('await session.tools()');

    const again = await npx('composio-to-sessions', '--format', 'json', 'sample');
    expect((JSON.parse(again.stdout) as Report).summary.files.changed).toBe(0);
    expect(read(folder)).toEqual(after);
  });

  it('has what each format of the report needs', async () => {
    sample('reports');
    const runs = FORMATS.map(async (format) => {
      const command = path.join(home, 'node_modules/composio-to-sessions/dist/cli.js');
      return execute(
        process.execPath,
        [command, '--dry-run', '--no-verify', '--format', format, 'reports/src/routes'],
        home,
      );
    });
    for (const [index, { code, stdout }] of (await Promise.all(runs)).entries()) {
      expect(code, FORMATS[index]).toBe(0);
      expect(stdout, FORMATS[index]).toContain('toolkit-unknown');
    }
  });

  it('ships transforms that run alone under plain jscodeshift', async () => {
    const folder = sample('alone');
    const transform = (name: string): string => `node_modules/composio-to-sessions/dist/transforms/${name}.js`;
    const file = path.join(folder, 'src/agents/plain.ts');
    const source = readFileSync(path.join(folder, 'src/agents/digest.ts'), 'utf8')
      .replace(
        /import \{ getComposio \}.*\n/,
        "import { Composio } from '@composio/core';\n\nconst composio = new Composio();\n",
      )
      .replace('getComposio()', 'composio');
    writeFileSync(file, source);
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ type: 'module', dependencies: { '@composio/core': '^0.11.0' } }),
    );
    const run = await npx(
      'jscodeshift',
      '-t',
      transform('tools-get'),
      '--extensions=ts',
      '--parser=tsx',
      path.relative(home, file),
    );
    expect(run.stdout).toContain('1 ok');
    expect(readFileSync(file, 'utf8')).toContain('const tools = await session.tools();');
  });
});
