import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../src/report/report.js';
import { ensureBuilt, folderWith, run, runProcess } from '../cli/command.js';
import { answering, documentOf, startRegistry, type Answering, type StandIn } from './service.js';

/** The command beside a registry: a project whose one call waits for a version of `@composio/openai`. */

const TOKEN = 'secret-token-of-the-project';
const OPENAI = '@composio/openai';

const CODE = `import { Composio } from '@composio/core';

const composio = new Composio();

export async function star(userId: string) {
  const result = await composio.tools.execute('GITHUB_STAR_A_REPO', { userId, arguments: { owner: 'a' } });
  return result.data;
}
`;

const manifest = (dependencies: Record<string, string>): string =>
  `${JSON.stringify({ name: 'app', dependencies }, null, 2)}\n`;

const WAITING = { '@composio/core': '^0.3.1', [OPENAI]: '^0.3.1', openai: '^5.16.0' };

const SETTLES = new Map([
  [
    OPENAI,
    documentOf(OPENAI, {
      '0.9.9': {
        exports: { '.': { require: './a.js' } },
        peerDependencies: { '@composio/core': '>=0.10.0 <1.0.0', openai: '^5.16.0 || ^6.0.0' },
      },
    }),
  ],
  ['@composio/core', documentOf('@composio/core', {})],
]);

const folders: string[] = [];
let registry: StandIn | undefined;

beforeAll(ensureBuilt);
afterEach(async () => {
  await registry?.close();
  registry = undefined;
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function project(answer: Answering, dependencies: Record<string, string> = WAITING): Promise<string> {
  registry = await startRegistry(answer);
  const folder = await folderWith({
    'package.json': manifest(dependencies),
    'star.ts': CODE,
    '.npmrc': `@composio:registry=${registry.url}\n//${registry.host}/npm/:_authToken=\${REGISTRY_TOKEN}\n`,
  });
  folders.push(folder);
  return folder;
}

const env = { npm_config_offline: undefined, REGISTRY_TOKEN: TOKEN };

async function reportIn(cwd: string, args: string[] = []): Promise<{ report: Report; text: string }> {
  const { stdout, stderr } = await run(['--dry-run', '--format', 'json', ...args], { cwd, env });
  return { report: JSON.parse(stdout) as Report, text: stdout + stderr };
}

const codes = ({ notes }: Report): string[] =>
  notes.map((note) => note.code).filter((code) => code.startsWith('versions-of-'));
const siteOf = ({ files }: Report) => files.find((file) => file.path === 'star.ts')?.sites[0];

describe('versions that a call waits for', () => {
  it('come from the registry of the scope, with the token that nobody sees', async () => {
    const folder = await project(answering(SETTLES));
    const { report, text } = await reportIn(folder);
    expect(siteOf(report)).toMatchObject({ outcome: 'migrated' });
    expect(report.files.find((file) => file.path === 'package.json')?.diff).toContain(`+    "${OPENAI}": "^0.9.9"`);
    expect(codes(report)).toEqual(['versions-of-registry']);
    expect(report.notes.find((note) => note.code === 'versions-of-registry')?.message).toMatch(
      /@composio\/core, @composio\/openai: it has 1 that the table of [\d-]+ lacks/,
    );
    expect(registry?.asked.map((one) => one.token)).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
    for (const format of ['text', 'markdown', 'html', 'sarif', 'github', 'prompt']) {
      const ran = await run(['--dry-run', '--verbose', '--format', format], { cwd: folder, env });
      expect(ran.code, format).toBe(0);
      expect(ran.stdout + ran.stderr, format).not.toContain(TOKEN);
    }
    expect(text).not.toContain(TOKEN);
    await run(['--force'], { cwd: folder, env });
    expect(readFileSync(path.join(folder, 'package.json'), 'utf8')).toContain(`"${OPENAI}": "^0.9.9"`);
    expect((await reportIn(folder)).report.summary.files.changed).toBe(0);
  });

  it('are those of the table with --offline, and nobody is asked', async () => {
    const { report } = await reportIn(await project(answering(SETTLES)), ['--offline']);
    expect(siteOf(report)).toMatchObject({ outcome: 'manual', code: 'peer-conflict' });
    expect(codes(report)).toEqual(['versions-of-table']);
    expect(registry?.asked).toEqual([]);
  });

  it('are not asked for where no call waits, nor with --no-upgrade', async () => {
    const enough = await project(answering(SETTLES), {
      '@composio/core': '^0.6.3',
      [OPENAI]: '^0.6.3',
      openai: '^6.16.0',
    });
    const { report } = await reportIn(enough);
    expect(siteOf(report)).toMatchObject({ outcome: 'migrated' });
    expect(codes(report)).toEqual([]);
    expect(registry?.asked).toEqual([]);
    await registry?.close();
    const kept = await reportIn(await project(answering(SETTLES)), ['--no-upgrade']);
    expect(siteOf(kept.report)).toMatchObject({ outcome: 'manual', code: 'sdk-too-old' });
    expect(registry?.asked).toEqual([]);
  });

  it('are those of the table where a registry is slow, and the process ends', async () => {
    const folder = await project(() => undefined);
    const began = performance.now();
    const ran = await runProcess(['--dry-run', '--format', 'json'], { cwd: folder, env });
    const { notes } = JSON.parse(ran.stdout) as Report;
    expect(ran.code).toBe(0);
    expect(notes.find((note) => note.code === 'versions-of-table')?.message).toContain('within 3 seconds');
    const took = performance.now() - began;
    const without = performance.now();
    await runProcess(['--dry-run', '--format', 'json', '--offline'], { cwd: folder, env });
    expect(took - (performance.now() - without)).toBeLessThan(8_000);
  });

  it.each<[string, Answering]>([
    ['refuses', (_name, response) => void response.writeHead(401, { 'npm-notice': TOKEN }).end('{}')],
    ['answers with a page', (_name, response) => void response.end('<html></html>')],
    ['breaks off', (_name, response) => void response.destroy()],
  ])('are those of the table where a registry %s', async (_what, answer) => {
    const { report, text } = await reportIn(await project(answer));
    expect(siteOf(report)).toMatchObject({ outcome: 'manual', code: 'peer-conflict' });
    expect(new Set(codes(report))).toEqual(new Set(['versions-of-table']));
    expect(text).not.toContain(TOKEN);
  });
});
