/** The package as users get it: packed, installed into an empty folder, and run from there. */
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { FORMATS } from '../../src/report/index.js';
import { TRANSFORM_NAMES } from '../../src/sdk/transforms.js';
import { AGENT, MANIFEST, MANUAL, MIGRATED } from '../bad-input/project.js';
import { addFiles, ensureBuilt } from '../cli/command.js';
import { execute, filesBelow, install, pack, PROJECT, type Ended } from './install.js';

const SAMPLE = path.join(PROJECT, 'demo/sample');

let base: string;
let home: string;
let packed: { tarball: string; files: string[] };

beforeAll(async () => {
  await ensureBuilt();
  base = await mkdtemp(path.join(realpathSync(os.tmpdir()), 'composio-to-sessions-packed-'));
  home = path.join(base, 'empty folder');
  mkdirSync(home);
  packed = await pack(base);
  await install(packed.tarball, home);
}, 420_000);
afterAll(() => rm(base, { recursive: true, force: true }));

/** `npx <name> …` in the folder where the package is installed; npx may fetch nothing. */
/** The sample says nothing of some of its accounts. */
const MANAGED = ['--auth-config', 'managed=*', '--tools', 'meta'];

function npx(name: string, ...args: string[]): Promise<Ended> {
  return execute('npx', ['--no-install', '--loglevel=error', name, ...args], home);
}

/** What npx finds for the command, without starting npm first. */
const BIN = 'node_modules/.bin/composio-to-sessions';

function installed(cwd: string, ...args: string[]): Promise<Ended> {
  return execute(process.execPath, [path.join(home, BIN), ...args], cwd);
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
    const folder = path.join(home, 'node_modules/composio-to-sessions');
    const code = filesBelow(folder).filter((file) => /^dist\/.*\.c?js$/.test(file));
    const asked = new Set<string>();
    for (const file of code) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      for (const [, name] of text.matchAll(/^(?:import|export)\b[^'"\n]*?from ["']([^."'][^"']*)["'];$/gm)) {
        asked.add(name as string);
      }
      for (const [, name] of text.matchAll(/\b(?:import|(?:__)?require)\("([^."][^"]*)"\)/g)) asked.add(name as string);
    }
    expect([...asked]).toEqual(expect.arrayContaining(['ts-morph', 'jscodeshift']));
    expect([...asked].filter((name) => name in manifest.devDependencies)).toEqual([]);
  });
});

describe('bad input', () => {
  it('row 22: the packed package runs where nothing else of the project is', async () => {
    const target = path.join(base, 'target');
    addFiles(target, {
      'package.json': MANIFEST,
      'src/a.ts': AGENT,
      'src/manual.ts': MANUAL,
      'src/a.py': 'from composio import Composio\nComposio().toolkits.authorize(user_id="u", toolkit="github")\n',
    });
    const ran = await installed(target, ...MANAGED, '--format', 'json');
    expect([ran.code, (JSON.parse(ran.stdout) as Report).summary.sites]).toMatchObject([0, { migrated: 1, manual: 2 }]);
    expect(readFileSync(path.join(target, 'src/a.ts'), 'utf8')).toBe(MIGRATED);
    const explained = await installed(target, 'explain', 'no-session-filter');
    expect([explained.code, explained.stdout.length > 200]).toEqual([0, true]);
    expect(existsSync(path.join(target, 'node_modules'))).toBe(false);
    // Through a link, as package managers put it there.
    const link = path.join(base, 'linked');
    symlinkSync(path.join(home, BIN), link);
    expect((await execute(process.execPath, [link, '--version'], target)).code).toBe(0);
  });
});

describe('the installed package', () => {
  it('prints its version and its help', async () => {
    const { version } = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as { version: string };
    expect((await npx('composio-to-sessions', '--version')).stdout.trim()).toBe(version);
    expect((await installed(home, '--help')).stdout).toContain('--dry-run');
    expect((await installed(home, 'explain', 'toolkit-unknown')).stdout).toContain('toolkit-unknown');
  });

  it('shows the changes of a sample project in a dry run, then makes exactly these', async () => {
    const folder = sample('sample');
    const before = read(folder);
    const dry = await npx('composio-to-sessions', '--dry-run', ...MANAGED, '--format', 'json', 'sample');
    expect(dry.stderr).toBe('');
    expect(dry.code).toBe(0);
    expect(read(folder)).toEqual(before);
    const planned = JSON.parse(dry.stdout) as Report;
    expect(planned.summary.sites).toMatchObject({ total: 6, migrated: 5, manual: 1 });

    const write = await installed(home, '--force', ...MANAGED, '--format', 'json', 'sample');
    expect(write.code).toBe(0);
    const written = JSON.parse(write.stdout) as Report;
    expect(written.files.map(({ path: file, diff }) => [file, diff])).toEqual(
      planned.files.map(({ path: file, diff }) => [file, diff]),
    );
    const after = read(folder);
    const changed = [...after.keys()].filter((file) => after.get(file) !== before.get(file));
    expect(changed).toEqual(planned.files.filter(({ status }) => status === 'changed').map((file) => file.path));
    expect(after.get('src/agents/triage.ts')).toContain('await session.tools()');

    const again = await installed(home, ...MANAGED, '--format', 'json', 'sample');
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
      '--authConfig=managed=*',
      path.relative(home, file),
    );
    expect(run.stdout).toContain('1 ok');
    expect(readFileSync(file, 'utf8')).toContain('const tools = await session.tools();');
  });
});
