/** What goes wrong elsewhere with a whole run (bad input, rows 3, 6, 12, 13, 14, 15, 20). */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, watch, writeFileSync, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { addFiles, ensureBuilt, folderWith, git, repositoryWith, run, runProcess } from '../cli/command.js';
import { Dialogue } from '../interactive/terminal.js';
import { AGENT, MANIFEST, MANUAL, migrate, migrated, MIGRATED, PLAIN, project, read, type Files } from './project.js';

beforeAll(ensureBuilt);

const open: Dialogue[] = [];
afterEach(() => open.splice(0).forEach((dialogue) => dialogue.kill()));

const BROKEN = '// composio\nclass {';

describe('bad input', { timeout: 600_000 }, () => {
  it('row 3: the exit code says what happened', async () => {
    const clean = { 'a.ts': PLAIN };
    const cases: [string, Files, string[], number][] = [
      ['clean', clean, [], 0],
      ['clean', clean, ['--check'], 0],
      ['would change', { 'a.ts': AGENT }, ['--check'], 1],
      ['would change', { 'a.ts': AGENT }, ['--dry-run', '--check'], 1],
      ['would change', { 'a.ts': AGENT }, ['--dry-run'], 0],
      ['changed', { 'a.ts': AGENT }, [], 0],
      ['manual left', { 'a.ts': MANUAL }, ['--check'], 1],
      ['manual left', { 'a.ts': MANUAL }, [], 0],
      ['parse error', { 'a.ts': AGENT, 'b.ts': BROKEN }, [], 3],
      ['parse error', { 'a.ts': AGENT, 'b.ts': BROKEN }, ['--check'], 3],
      ['not text', { 'a.ts': AGENT, 'b.ts': Buffer.from('composio\0') }, ['--dry-run'], 3],
      ['bad flag', { 'a.ts': AGENT }, ['--tools', 'all'], 2],
      ['bad flag and a parse error', { 'b.ts': BROKEN }, ['--jobs', '0', '--check'], 2],
      ['unknown transform', { 'a.ts': AGENT }, ['--transform', 'nope'], 2],
    ];
    for (const [name, files, args, code] of cases) {
      const folder = await project(files);
      const ran = await migrate(folder, ...args);
      expect([name, args, ran.code]).toEqual([name, args, code]);
      const writes = code !== 2 && !/--check|--dry-run/.test(args.join(' ')) && files['a.ts'] === AGENT;
      if (files['a.ts'] === AGENT)
        expect([name, args, read(folder, 'a.ts')]).toEqual([name, args, writes ? MIGRATED : AGENT]);
    }
    const unknown = await run(['--no-such-flag'], { cwd: await project(clean) });
    expect(unknown.code).toBe(2);
    // A file that cannot be written is a failure, and the others are written.
    const folder = await project({ 'a.ts': AGENT, 'b.ts': AGENT });
    chmodSync(path.join(folder, 'b.ts'), 0o444);
    const ran = await migrate(folder, '--force');
    expect([ran.code, read(folder, 'a.ts'), read(folder, 'b.ts')]).toEqual([3, MIGRATED, AGENT]);
  });

  it('row 6: nothing to do has four different texts', async () => {
    const said = async (files: Files, ...args: string[]): Promise<string> => {
      const { stdout, stderr } = await run(args, { cwd: await project(files) });
      return stdout + stderr;
    };
    const noMatch = await said({ 'readme.txt': 'x' });
    const noComposio = await said({ 'a.ts': PLAIN });
    const onSessions = await said({ 'a.ts': MIGRATED });
    const onlyManual = await said({ 'a.ts': MANUAL });
    expect(noMatch).toMatch(/no files matched/i);
    expect(noComposio).toMatch(/no Composio code/);
    expect(onSessions).toMatch(/already on sessions/);
    expect(onlyManual).toMatch(/only 1 site is left/);
    expect(onlyManual).toContain('a.ts:5');
    expect(new Set([noMatch, noComposio, onSessions, onlyManual].map((text) => text.split('\n')[0])).size).toBe(4);
  });

  it('row 12: uncommitted changes are seen before anything is written, and --force stands anywhere', async () => {
    const files = { 'a/a.ts': AGENT, 'b/b.ts': AGENT };
    const refused = async (folder: string, ...args: string[]): Promise<unknown> => {
      const ran = await migrate(folder, ...args);
      return [ran.code, ran.report.error?.code];
    };
    const untracked = await project(files);
    addFiles(untracked, { 'new.txt': '' });
    expect(await refused(untracked)).toEqual([2, 'uncommitted-changes']);
    const staged = await project(files);
    writeFileSync(path.join(staged, 'a/a.ts'), `${AGENT}// more\n`);
    git(staged, 'add', '-A');
    expect(await refused(staged)).toEqual([2, 'uncommitted-changes']);
    for (const folder of [untracked, staged]) expect(read(folder, 'b/b.ts')).toBe(AGENT);
    // Only the paths given count.
    expect((await migrate(staged, 'b')).code).toBe(0);
    expect(read(staged, 'b/b.ts')).toBe(MIGRATED);
    expect((await migrate(path.join(untracked, 'a'))).code).toBe(0);
    expect(await refused(untracked, 'b', '--dry-run')).toEqual([0, undefined]);
    for (const args of [
      ['--force', 'a'],
      ['a', '--force'],
    ]) {
      const folder = await project(files);
      addFiles(folder, { 'a/new.txt': '' });
      expect([args, (await migrate(folder, ...args)).code]).toEqual([args, 0]);
      expect(read(folder, 'a/a.ts')).toBe(MIGRATED);
    }
    // No repository, and no git at all, are only said.
    const bare = await migrated(files);
    expect([bare.code, read(bare.folder, 'a/a.ts')]).toEqual([0, MIGRATED]);
    expect(bare.stderr).toMatch(/undo/);
    const noGit = await run(['--format', 'json'], { cwd: await project(files), env: { PATH: await folderWith({}) } });
    expect([noGit.code, (JSON.parse(noGit.stdout) as Report).summary.files.changed]).toEqual([0, 2]);
  });

  it('row 13: the diff of a dry run is what writing does, and manual sites are listed too', async () => {
    const files = {
      'src/a.ts': AGENT,
      'src/crlf.ts': `\uFEFF${AGENT.replaceAll('\n', '\r\n')}`,
      'src/end.ts': AGENT.trimEnd(),
      'src/manual.ts': MANUAL,
      'package.json': '{\n  "dependencies": {\n    "@composio/core": "^0.2.0"\n  }\n}\n',
    };
    const folder = await repositoryWith(files);
    const dry = await run(['--dry-run'], { cwd: folder });
    expect([dry.code, git(folder, 'status', '--porcelain')]).toEqual([0, '']);
    expect(dry.stdout).toContain('src/manual.ts:5');
    execFileSync('git', ['apply', '-'], { cwd: folder, input: dry.stdout });
    const applied = Object.keys(files).map((file) => read(folder, file));
    git(folder, 'checkout', '-q', '.');
    expect((await run([], { cwd: folder })).code).toBe(0);
    expect(Object.keys(files).map((file) => read(folder, file))).toEqual(applied);
    expect(git(folder, 'diff', '--name-only').trim().split('\n').length).toBe(4);
  });

  it('row 14: after Ctrl-C or a failure each file is old or new, and nothing is left behind', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `f${index}.ts`);
    const files = Object.fromEntries(names.map((name) => [name, AGENT]));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
      const folder = await project(files);
      let watcher: FSWatcher | undefined;
      await runProcess([], {
        cwd: folder,
        // In the middle of writing: as soon as one file is new.
        onStart: (child) => {
          watcher = watch(folder, (_event, name) => {
            if (name !== null && names.includes(name)) child.kill(signal);
          });
        },
      });
      watcher?.close();
      const texts = new Set(names.map((name) => read(folder, name)));
      expect([signal, [...texts].filter((text) => text !== AGENT && text !== MIGRATED)]).toEqual([signal, []]);
      expect([signal, texts.has(MIGRATED)]).toEqual([signal, true]);
      const others = readdirSync(folder).filter(
        (name) => !names.includes(name) && !/^(\.git|package\.json)$/.test(name),
      );
      // Nobody can tidy up after SIGKILL.
      if (signal !== 'SIGKILL') expect([signal, others]).toEqual([signal, []]);
    }
    const folder = await project({ ...files, 'broken.ts': BROKEN });
    chmodSync(path.join(folder, 'f30.ts'), 0o444);
    const ran = await migrate(folder, '--force');
    expect(ran.code).toBe(3);
    for (const name of names) expect([name, read(folder, name)]).toEqual([name, name === 'f30.ts' ? AGENT : MIGRATED]);
    expect(git(folder, 'status', '--porcelain').match(/^\?\?/m)).toBeNull();
  });

  it('row 15: package.json of monorepos, whatever manages them', async () => {
    const old = (more: object = {}): string =>
      `${JSON.stringify({ zebra: 1, name: 'x', dependencies: { zod: '^3.0.0', '@composio/core': '^0.6.0', axios: '^1.0.0' }, ...more }, null, '\t')}\n`;
    const nested = await project({
      'package.json': '{ "private": true, "workspaces": ["packages/*"] }\n',
      'packages/old/package.json': old(),
      'packages/old/a.ts': AGENT.replace("toolkits: ['GITHUB']", "tools: ['GITHUB_CREATE_AN_ISSUE']"),
      'packages/new/package.json': MANIFEST,
      'packages/new/a.ts': AGENT,
    });
    const ran = await migrate(nested, '--no-verify', '--tools', 'auto');
    expect(ran.code).toBe(0);
    const after = read(nested, 'packages/old/package.json');
    expect(after).toBe(old().replace('^0.6.0', JSON.parse(after).dependencies['@composio/core'] as string));
    expect(JSON.parse(after).dependencies['@composio/core']).toMatch(/^\^0\.(9|1[01])\./);
    expect(read(nested, 'packages/new/package.json')).toBe(MANIFEST);
    expect(read(nested, 'package.json')).toBe('{ "private": true, "workspaces": ["packages/*"] }\n');

    const direct = AGENT.replace("toolkits: ['GITHUB']", "tools: ['GITHUB_CREATE_AN_ISSUE']");
    for (const [range, lock, command] of [
      ['catalog:', 'pnpm-lock.yaml', null],
      ['workspace:*', 'yarn.lock', null],
      ['^0.6.0', 'pnpm-lock.yaml', 'pnpm'],
      ['~0.6.0', 'yarn.lock', 'yarn'],
      ['0.6.0', 'bun.lock', 'bun'],
      ['^0.6.0', 'package-lock.json', 'npm'],
    ] as const) {
      const manifest = `{\n    "dependencies": {\n        "@composio/core": "${range}"\n    }\n}\n`;
      const folder = await project({
        'package.json': manifest,
        [lock]: '',
        ...(lock === 'pnpm-lock.yaml' ? { 'pnpm-workspace.yaml': "catalog:\n  '@composio/core': ^0.6.0\n" } : {}),
        'a.ts': direct,
      });
      const { report, code } = await migrate(folder, '--tools', 'auto');
      const now = read(folder, 'package.json');
      expect([range, lock, code]).toEqual([range, lock, 0]);
      if (command === null) {
        expect([range, now]).toEqual([range, manifest]);
        expect([range, report.notes.length]).not.toEqual([range, 0]);
      } else {
        const raised = JSON.parse(now) as { dependencies: Record<string, string> };
        expect(now).toBe(manifest.replace(range, raised.dependencies['@composio/core']!));
        expect([range, /^[~^]?/.exec(raised.dependencies['@composio/core']!)?.[0]]).toEqual([
          range,
          /^[~^]?/.exec(range)?.[0],
        ]);
        expect([lock, report.nextSteps.join(' ')]).toEqual([lock, expect.stringContaining(command)]);
      }
      expect([lock, read(folder, lock)]).toEqual([lock, '']);
    }
  });

  it('row 20: q keeps what was accepted, the end of input quits, and no terminal is an error', async () => {
    const files = { 'a.ts': AGENT, 'b.ts': AGENT, 'c.ts': AGENT };
    for (const [keys, code] of [
      ['q', 0],
      ['\x04', 0],
    ] as const) {
      const folder = await project(files);
      const dialogue = new Dialogue({ cwd: folder });
      open.push(dialogue);
      await dialogue.answer('Apply these changes?', 'y');
      await dialogue.answer('Apply these changes?', keys);
      expect(await dialogue.ended()).toBe(code);
      expect(['a.ts', 'b.ts', 'c.ts'].map((file) => read(folder, file))).toEqual([MIGRATED, AGENT, AGENT]);
    }
    const folder = await project(files);
    const ran = await migrate(folder, '-i');
    expect([ran.code, ran.report.error?.code]).toEqual([2, 'no-terminal']);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });
});
