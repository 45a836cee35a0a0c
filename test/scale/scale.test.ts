import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { ensureBuilt, folderWith, run, runProcess } from '../cli/command.js';

const BENCH = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../bench');
const GENERATOR = path.join(BENCH, 'generate.mjs');
const OBSERVER = pathToFileURL(path.join(BENCH, 'observe.mjs')).href;

interface Wish {
  files: number;
  composio: number;
  git?: boolean;
  flat?: boolean;
}
type MakeTree = (folder: string, wish: Wish) => void;

const folders: string[] = [];
let makeTree: MakeTree;

beforeAll(async () => {
  ({ makeTree } = (await import(pathToFileURL(GENERATOR).href)) as { makeTree: MakeTree });
  await ensureBuilt();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function tree(wish: Wish): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'composio-to-sessions-scale-'));
  folders.push(folder);
  makeTree(folder, wish);
  return folder;
}

/** The report without the one figure that the clock decides. */
async function reportOf(folder: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(['--dry-run', '--format', 'json', ...args], { cwd: folder });
  expect([code, stderr]).toEqual([0, '']);
  return stdout.replace(/"durationMs": \d+/, '"durationMs": 0');
}

/** A report, and how many programs were made for it. */
async function observed(folder: string): Promise<{ report: Report; programs: number }> {
  const timeline = path.join(folder, '..', `${path.basename(folder)}.json`);
  folders.push(timeline);
  const { stdout } = await runProcess(['--dry-run', '--format', 'json'], {
    cwd: folder,
    env: { NODE_OPTIONS: `--import ${OBSERVER}`, BENCH_TIMELINE: timeline },
  });
  const { stages } = JSON.parse(readFileSync(timeline, 'utf8')) as { stages: { name: string }[] };
  return { report: JSON.parse(stdout) as Report, programs: stages.filter(({ name }) => name === 'program').length };
}

describe('the same result, however the work is shared out', { timeout: 300_000 }, () => {
  it('with --jobs 1 and --jobs 4, byte for byte', async () => {
    const folder = tree({ files: 120, composio: 25 });
    const one = await reportOf(folder, '--jobs', '1');
    expect((JSON.parse(one) as Report).summary.sites.migrated).toBeGreaterThan(10);
    expect(await reportOf(folder, '--jobs', '4')).toBe(one);
  });

  it('at once and in parts', async () => {
    const wish = { files: 120, composio: 40 };
    const [whole, large] = [tree(wish), tree(wish)];
    // A comment makes a package large and costs next to nothing.
    for (const name of ['pkg-0000', 'pkg-0001'])
      appendFileSync(path.join(large, 'packages', name, 'src/lib/composio.ts'), `/*${'.'.repeat(1_000_000)}*/\n`);
    const [once, parts] = [await observed(whole), await observed(large)];
    expect([once.programs, parts.programs]).toEqual([1, 4]);
    expect(parts.report.files.map(({ sites }) => sites)).toEqual(once.report.files.map(({ sites }) => sites));
    expect(once.report.summary.sites.migrated).toBeGreaterThan(20);
  });

  it('with git’s list of files and with a walk', async () => {
    const wish = { files: 60, composio: 8 };
    const [walked, listed] = [await reportOf(tree({ ...wish, git: false })), await reportOf(tree(wish))].map(
      (text) => JSON.parse(text) as Report,
    );
    expect(walked?.files.length).toBeGreaterThan(3);
    expect(walked?.files).toEqual(listed?.files);
  });
});

describe('size alone breaks nothing', { timeout: 600_000 }, () => {
  it('two thousand sites in one file', async () => {
    const count = 2000;
    const lists = Array.from(
      { length: count / 2 },
      (_, at) => `export const load${at} = (user: string) => composio.tools.get(user, { toolkits: ['github'] });\n`,
    );
    const executions = Array.from(
      { length: count / 2 },
      (_, at) => `  await composio.tools.execute('GITHUB_GET_REPO', { userId: user, arguments: { at: ${at} } });\n`,
    );
    const text = `import { Composio } from '@composio/core';\n\nconst composio = new Composio();\n\n${lists.join('')}
export async function all(user: string) {\n${executions.join('')}}\n`;
    const folder = await folderWith({
      'a.ts': text,
      'package.json': '{ "dependencies": { "@composio/core": "^0.11.0" } }',
    });
    const { summary } = JSON.parse(await reportOf(folder)) as Report;
    expect(summary.sites).toMatchObject({ total: count, migrated: count });
  });

  it('thousands of files in one folder, with little memory', async () => {
    const folder = tree({ files: 5000, composio: 5, flat: true, git: false });
    const { code, stdout } = await runProcess(['--dry-run', '--format', 'json'], {
      cwd: folder,
      env: { NODE_OPTIONS: '--max-old-space-size=128' },
    });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Report).summary.files).toMatchObject({ scanned: 5000, candidates: 5 });
  });
});
