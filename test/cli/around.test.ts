import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import { startBackend } from '../wire/backend.js';
import { addFiles, ensureBuilt, folderWith, repositoryWith, run } from './command.js';

beforeAll(ensureBuilt);

const MANIFEST = '{ "name": "app", "dependencies": { "@composio/core": "^0.11.0" } }\n';
const VALUE = '20990101_07';
const PIN = `COMPOSIO_TOOLKIT_VERSION_GITHUB=${VALUE}`;
const CLIENT = `import { Composio } from '@composio/core';\n\nexport const composio = new Composio();\n`;
const LOAD = `import { composio } from './composio';

export async function load(userId: string) {
  return composio.tools.get(userId, { toolkits: ['GITHUB'] });
}
`;
const PINNED = `import { Composio } from '@composio/core';

export const composio = new Composio({ toolkitVersions: { github: '20250909_00' } });
`;
const VUE = `<script setup lang="ts">
import { composio } from './composio';
const result = await composio.tools.execute('GITHUB_A', { userId: 'u', arguments: {} });
</script>
`;

const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');
const json = (text: string): Report => JSON.parse(text) as Report;
/** Notes of the run as `path:line code`. */
const notesOf = (report: Report): string[] => report.notes.map((note) => `${note.path}:${note.line} ${note.code}`);
const sitesOf = (report: Report): string[] =>
  report.files.flatMap((file) => file.sites.map((site) => `${file.path}:${site.line} ${site.api} ${site.outcome}`));

describe('what is around the sources (rules §6)', { timeout: 180_000 }, () => {
  it('is reported with file and line, also when there is nothing else', async () => {
    const folder = await repositoryWith({
      'README.md': '# App\n\n```ts\nconst tools = await composio.tools.get(user, {});\n```\n',
      'agent.ipynb': '[\n"composio = Composio()\\n",\n"tools = composio.tools.get(user_id=u)"\n]\n',
      'src/App.vue': VUE,
      Dockerfile: `FROM node:24\nENV ${PIN}\n`,
    });
    const ran = await run(['--check', '--format', 'json'], { cwd: folder });
    expect(ran.code).toBe(0);
    expect(notesOf(json(ran.stdout))).toEqual([
      'Dockerfile:2 version-pin',
      'README.md:4 direct-code-in-document',
      'agent.ipynb:3 direct-code-in-notebook',
      'src/App.vue:3 direct-code-in-component',
    ]);
    const text = await run([], { cwd: folder });
    expect(text.stdout).toMatch(/Nothing to migrate: no Composio code in 0 TypeScript, JavaScript or Python\s+files/);
    expect(text.stdout).toContain('src/App.vue:3');
  });

  it('keeps the toolkit versions that a component still needs, in its own package only', async () => {
    const folder = await repositoryWith({
      'a/package.json': MANIFEST,
      'a/src/composio.ts': PINNED,
      'a/src/App.vue': VUE,
      'b/package.json': MANIFEST,
      'b/src/composio.ts': PINNED,
    });
    const report = json((await run(['--format', 'json'], { cwd: folder })).stdout);
    expect(sitesOf(report)).toEqual([
      'a/src/composio.ts:3 toolkitVersions manual',
      'b/src/composio.ts:3 toolkitVersions migrated',
    ]);
    expect(report.files[0]?.sites[0]?.message).toBe('still read by tools.execute in a/src/App.vue:3');
  });

  it('keeps the toolkit versions that a file may need which cannot be parsed', async () => {
    const folder = await repositoryWith({
      'package.json': MANIFEST,
      'composio.ts': PINNED,
      'broken.ts': '// composio\nclass {',
    });
    const ran = await run(['--format', 'json'], { cwd: folder });
    expect([ran.code, sitesOf(json(ran.stdout))]).toEqual([3, ['composio.ts:3 toolkitVersions manual']]);
  });
});

describe('version pins of the environment (rules §6)', { timeout: 180_000 }, () => {
  const around = {
    'package.json': MANIFEST,
    'src/composio.ts': CLIENT,
    'src/load.ts': LOAD,
    '.gitignore': '.env\nnode_modules\n',
    '.env.example': `COMPOSIO_API_KEY=\n\n# Pinned toolkit versions\n${PIN}\n`,
    'docker-compose.yml': `services:\n  app:\n    environment:\n      - ${PIN}\n`,
    '.github/workflows/ci.yml': `env:\n  COMPOSIO_TOOLKIT_VERSION_SLACK: ${VALUE}\n`,
  };

  it('go out of tracked templates and are reported elsewhere, ignored files included', async () => {
    const folder = await repositoryWith(around);
    addFiles(folder, { '.env': `SECRET=s3cr3t\n${PIN}\n` });
    const ran = await run(['--format', 'json'], { cwd: folder });
    const report = json(ran.stdout);
    expect(read(folder, '.env.example')).toBe('COMPOSIO_API_KEY=\n');
    expect(read(folder, '.env')).toContain(PIN);
    expect(report.files.find((file) => file.path === '.env.example')?.status).toBe('changed');
    expect(notesOf(report).filter((note) => note.endsWith('version-pin'))).toEqual([
      '.env:2 version-pin',
      '.github/workflows/ci.yml:2 version-pin',
      'docker-compose.yml:4 version-pin',
    ]);
    const again = json((await run(['--format', 'json', '--force'], { cwd: folder })).stdout);
    expect([again.summary.files.changed, notesOf(again).length]).toEqual([0, 3]);
    expect((await run(['undo'], { cwd: folder })).code).toBe(0);
    expect(read(folder, '.env.example')).toBe(around['.env.example']);
  });

  it('show no value in any format', async () => {
    const folder = await repositoryWith({ ...around, '.env.example': 'COMPOSIO_API_KEY=\n' });
    addFiles(folder, { '.env': `SECRET=s3cr3t\n${PIN}\n` });
    for (const format of FORMATS) {
      const ran = await run(['--dry-run', '--verbose', '--format', format], { cwd: folder });
      expect(ran.code, format).toBe(0);
      expect(`${ran.stdout}${ran.stderr}`, format).not.toMatch(new RegExp(`${VALUE}|s3cr3t`));
    }
  });

  it('the dry run’s diff of a template applies and gives what writing gives, CRLF and BOM included', async () => {
    const template = `\uFEFFA=1\r\n${PIN}\r\nB=2\r\n`;
    const folder = await repositoryWith({ ...around, '.env.example': template });
    await run([], { cwd: folder });
    expect(read(folder, '.env.example')).toBe('\uFEFFA=1\r\nB=2\r\n');
  });

  it('stay in a template while something reads them, and the note says what', async () => {
    const watch =
      "import { composio } from './composio';\nexport const a = (u: string) => composio.triggers.create(u, 'X');\n";
    const folder = await repositoryWith({ ...around, 'src/watch.ts': watch });
    const report = json((await run(['--format', 'json'], { cwd: folder })).stdout);
    expect(read(folder, '.env.example')).toBe(around['.env.example']);
    const note = report.notes.find((one) => one.path === '.env.example');
    expect(note?.line).toBe(4);
    expect(note?.message).toContain('still read by triggers.create in src/watch.ts:2');
  });

  it('stay in a template for code that names the variable, which is reported too', async () => {
    const uses = `${LOAD}\nexport const pinned = process.env.COMPOSIO_TOOLKIT_VERSION_GITHUB;\n`;
    const folder = await repositoryWith({ ...around, 'src/load.ts': uses });
    const report = json((await run(['--format', 'json'], { cwd: folder })).stdout);
    expect(read(folder, '.env.example')).toContain(PIN);
    const notes = report.files.find((file) => file.path === 'src/load.ts')?.notes;
    expect(notes).toEqual([
      {
        line: 7,
        code: 'version-pin',
        message:
          'COMPOSIO_TOOLKIT_VERSION_GITHUB is the variable of a toolkit version pin, which sessions do not read.',
      },
    ]);
  });

  it('the reads of a helper that only served pins go with it', async () => {
    const client = `import { Composio } from '@composio/core';

function pins() {
  return { github: process.env.COMPOSIO_TOOLKIT_VERSION_GITHUB ?? 'latest' };
}

export const composio = new Composio({ toolkitVersions: pins() });
`;
    const folder = await repositoryWith({ ...around, 'src/composio.ts': client });
    const report = json((await run(['--format', 'json'], { cwd: folder })).stdout);
    expect(read(folder, 'src/composio.ts')).toBe(CLIENT);
    expect(read(folder, '.env.example')).toBe('COMPOSIO_API_KEY=\n');
    expect(report.files.flatMap((file) => file.notes)).toEqual([]);
  });

  it('stay in a template that git does not keep, and in one of a part of a package', async () => {
    const folder = await repositoryWith({ ...around, '.env.example': '' });
    addFiles(folder, { '.env.sample': `${PIN}\n` });
    const report = json((await run(['--format', 'json', '--force'], { cwd: folder })).stdout);
    expect(read(folder, '.env.sample')).toBe(`${PIN}\n`);
    expect(report.notes.find((note) => note.path === '.env.sample')?.message).toContain('git does not keep this file');
    const nested = await repositoryWith({ ...around, 'src/.env.example': `${PIN}\n` });
    const part = json((await run(['src', '--format', 'json'], { cwd: nested })).stdout);
    expect(read(nested, 'src/.env.example')).toBe(`${PIN}\n`);
    expect(part.notes.find((note) => note.path === '.env.example')?.message).toContain('only a part of its package');
  });
});

describe('package.json', { timeout: 180_000 }, () => {
  const OLD = MANIFEST.replace('^0.11.0', '^0.2.4').replaceAll('\n', '\r\n');
  const sources = { 'src/composio.ts': CLIENT, 'src/load.ts': LOAD };

  it('keeps its BOM and its line endings', async () => {
    const folder = await repositoryWith({ ...sources, 'package.json': `\uFEFF${OLD}` });
    const dry = await run(['--dry-run', '--format', 'json'], { cwd: folder });
    await run([], { cwd: folder });
    const after = read(folder, 'package.json');
    expect(after).toBe(`\uFEFF${OLD.replace('^0.2.4', '^0.11.0')}`);
    expect(json(dry.stdout).nextSteps).toEqual([
      'Make these changes: run again without --dry-run',
      'npm install',
      'Read the changes: git diff',
    ]);
  });

  it('is found above the folder given, and raised there', async () => {
    const folder = await repositoryWith({ ...sources, 'package.json': OLD });
    const ran = await run(['src', '--format', 'json'], { cwd: folder });
    expect(read(folder, 'package.json')).toContain('^0.11.0');
    expect(json(ran.stdout).nextSteps[0]).toBe('npm install');
  });

  it('with “latest” is decided by the lock file, else an assumption is said once', async () => {
    const latest = { ...sources, 'package.json': MANIFEST.replace('^0.11.0', 'latest') };
    const lock = JSON.stringify({
      lockfileVersion: 3,
      packages: { 'node_modules/@composio/core': { version: '0.2.4' } },
    });
    const locked = await repositoryWith({ ...latest, 'package-lock.json': lock });
    const report = json((await run(['--format', 'json'], { cwd: locked })).stdout);
    const [site] = report.files.flatMap((file) => file.sites);
    expect([site?.code, report.summary.files.changed]).toEqual(['sdk-too-old', 0]);
    expect(site?.message).toContain('package-lock.json holds 0.2.4');
    expect(read(locked, 'package-lock.json')).toBe(lock);
    const open = await repositoryWith(latest);
    const assumed = json((await run(['--format', 'json'], { cwd: open })).stdout);
    expect(assumed.summary.sites.migrated).toBe(1);
    expect(
      assumed.notes.filter((note) => note.code !== 'verify-limited').map((note) => [note.path, note.code]),
    ).toEqual([['package.json', 'version-assumed']]);
  });

  it('names the formatter and the linter for the next steps', async () => {
    const manifest =
      '{ "dependencies": { "@composio/core": "^0.11.0" }, "devDependencies": { "prettier": "3", "eslint": "9" } }';
    const folder = await repositoryWith({ ...sources, 'package.json': manifest });
    const { nextSteps } = json((await run(['--format', 'json'], { cwd: folder })).stdout);
    expect(nextSteps).toEqual([
      'npx prettier --write src/load.ts',
      'npx eslint --fix src/load.ts',
      'Read the changes: git diff',
      'Take this run back: npx composio-to-sessions undo',
    ]);
  });
});

describe('--resolve-auth-configs', { timeout: 180_000 }, () => {
  const KEY = 'ak_6f1e2d3c4b5a';
  const LINK = `import { Composio } from '@composio/core';

const composio = new Composio();

export async function connect(userId: string) {
  const one = await composio.connectedAccounts.link(userId, 'ac_github_2', { allowMultiple: true });
  const two = await composio.connectedAccounts.link(userId, process.env.WORK_CFG!, { allowMultiple: true });
  const three = await composio.connectedAccounts.link(userId, process.env.OTHER_CFG!, { allowMultiple: true });
  const four = await composio.connectedAccounts.link(userId, 'ac_of_another_project', { allowMultiple: true });
  return [one, two, three, four];
}
`;
  const files = { 'package.json': MANIFEST, 'connect.ts': LINK };

  it('takes the toolkits from the API, and prints neither the key nor the ids of the environment', async () => {
    const backend = await startBackend();
    try {
      const { composioUrl, log } = backend.newRun();
      const folder = await folderWith(files);
      const env = { COMPOSIO_API_KEY: KEY, COMPOSIO_BASE_URL: composioUrl, WORK_CFG: 'ac_slack', OTHER_CFG: undefined };
      const ran = await run(['--resolve-auth-configs', '--format', 'json', '--verbose'], { cwd: folder, env });
      const report = json(ran.stdout);
      expect(ran.code).toBe(0);
      expect(report.files[0]?.sites.map((site) => [site.line, site.outcome])).toEqual([
        [6, 'migrated'],
        [7, 'migrated'],
        [8, 'manual'],
        [9, 'manual'],
      ]);
      expect(report.files[0]?.sites[0]?.evidence).toContain('the id ac_github_2 says github');
      expect(report.files[0]?.sites[1]?.evidence).toContain('WORK_CFG belongs to slack, by the Composio API');
      expect(ran.stderr).toContain('No auth config id is in OTHER_CFG');
      expect(ran.stderr).toContain('has no auth config for ac_of_another_project');
      expect(`${ran.stdout}${ran.stderr}`).not.toMatch(new RegExp(`${KEY}|ac_slack`));
      expect(read(folder, 'connect.ts')).toContain("authorize('slack')");
      expect([...new Set(log.map((entry) => entry.operation))]).toEqual(['authConfigs.get']);
    } finally {
      await backend.close();
    }
  });

  it('asks nobody without the option', async () => {
    const backend = await startBackend();
    try {
      const { composioUrl, log } = backend.newRun();
      const folder = await folderWith(files);
      const env = { COMPOSIO_API_KEY: KEY, COMPOSIO_BASE_URL: composioUrl, WORK_CFG: 'ac_slack' };
      const ran = await run(['--format', 'json'], { cwd: folder, env });
      expect([json(ran.stdout).summary.sites.migrated, log.length]).toEqual([1, 0]);
    } finally {
      await backend.close();
    }
  });

  it('is refused without a key, and when the API does not answer; nothing is written', async () => {
    const folder = await folderWith(files);
    const without = await run(['--resolve-auth-configs', '--format', 'json'], { cwd: folder });
    expect([without.code, json(without.stdout).error?.code]).toEqual([2, 'api-key-missing']);
    const env = { COMPOSIO_API_KEY: KEY, COMPOSIO_BASE_URL: 'http://127.0.0.1:9' };
    const failed = await run(['--resolve-auth-configs', '--format', 'json'], { cwd: folder, env });
    expect([failed.code, json(failed.stdout).error?.code]).toEqual([2, 'api-failed']);
    expect(`${failed.stdout}${failed.stderr}`).not.toContain(KEY);
    expect(read(folder, 'connect.ts')).toBe(LINK);
  });
});
