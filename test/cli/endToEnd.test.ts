import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { addFiles, ensureBuilt, folderWith, git, repositoryWith, run, runProcess } from './command.js';

beforeAll(ensureBuilt);

const BEFORE = `import { Composio } from '@composio/core';

const composio = new Composio();

export async function load(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['GITHUB'] });
  return tools;
}
`;
const PLAIN = 'export const a = 1;\n';
const MANIFEST = '{ "dependencies": { "@composio/core": "^0.11.0" } }\n';

const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');
const report = (text: string): Report => JSON.parse(text) as Report;

describe('the whole command (bad input, rows 3, 9, 12, 13, 18)', { timeout: 180_000 }, () => {
  it('dry run, git apply, write: one and the same change; a second run changes nothing; undo', async () => {
    const folder = await repositoryWith({
      'package.json': MANIFEST,
      "src/a b'ü.ts": BEFORE,
      'src/c.ts': `\uFEFF${BEFORE.replaceAll('\n', '\r\n')}`,
    });
    const dry = await runProcess(['--dry-run'], { cwd: folder });
    expect(dry.code).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    execFileSync('git', ['apply', '-'], { cwd: folder, input: dry.stdout });
    const applied = [read(folder, "src/a b'ü.ts"), read(folder, 'src/c.ts')];
    git(folder, 'checkout', '-q', '.');
    const wrote = await runProcess(['--format', 'json'], { cwd: folder });
    expect(wrote.code).toBe(0);
    expect([read(folder, "src/a b'ü.ts"), read(folder, 'src/c.ts')]).toEqual(applied);
    expect(applied[0]).toContain('session.tools()');
    expect(applied[1]!.startsWith('\uFEFF')).toBe(true);
    const again = await runProcess(['--format', 'json'], { cwd: folder });
    expect([again.code, report(again.stdout).summary.files.changed]).toEqual([0, 0]);
    expect(report(again.stdout).summary.sites.total).toBe(0);
    const undone = await runProcess(['undo'], { cwd: folder });
    expect([undone.code, git(folder, 'status', '--porcelain')]).toEqual([0, '']);
  });

  it('refuses uncommitted changes and goes on with --force, wherever that stands', async () => {
    const folder = await repositoryWith({ 'package.json': MANIFEST, 'a.ts': BEFORE });
    addFiles(folder, { 'new.ts': PLAIN });
    const refused = await run(['--format', 'json', '.'], { cwd: folder });
    expect([refused.code, report(refused.stdout).error?.code]).toEqual([2, 'uncommitted-changes']);
    expect(read(folder, 'a.ts')).toBe(BEFORE);
    expect((await run(['.', '--force'], { cwd: folder })).code).toBe(0);
    expect(read(folder, 'a.ts')).not.toBe(BEFORE);
  });

  it('makes a file that cannot be worked on a line of the report, and does the rest', async () => {
    const folder = await folderWith({
      'package.json': MANIFEST,
      'a.ts': BEFORE,
      'binary.ts': Buffer.from('composio\0\0'),
      'broken.ts': '// composio\nclass {',
      'empty.ts': '',
      'invalid.ts': Buffer.from('// composio \xff', 'latin1'),
      'large.js': `/* composio */${'var a=1;'.repeat(650_000)}`,
      'deep.ts': `// composio\nexport const a = ${'['.repeat(3000)}${']'.repeat(3000)};\n`,
    });
    const ran = await run(['--format', 'json'], { cwd: folder });
    const failed = report(ran.stdout).files.filter((file) => file.status === 'failed');
    expect(ran.code).toBe(3);
    expect(Object.fromEntries(failed.map((file) => [file.path, file.error?.code]))).toMatchObject({
      'binary.ts': 'not-text',
      'broken.ts': 'parse-error',
      'invalid.ts': 'not-text',
      'large.js': 'too-large',
    });
    expect(read(folder, 'a.ts')).toContain('session.tools()');
  });

  it('stops on SIGINT with 130, each file old or new, no temporary file', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `f${index}.ts`);
    const files = Object.fromEntries(names.map((name) => [name, BEFORE]));
    for (const delay of [150, 900, 1800]) {
      const folder = await repositoryWith({ 'package.json': MANIFEST, ...files });
      const ran = await runProcess([], {
        cwd: folder,
        onStart: (child) => setTimeout(() => child.kill('SIGINT'), delay),
      });
      // Before the command listens, the signal ends the process as it ends any other.
      expect([0, 130, null]).toContain(ran.code);
      const changed = names.filter((name) => read(folder, name) !== BEFORE);
      for (const name of changed) expect(read(folder, name)).toContain('session.tools()');
      expect(
        git(folder, 'status', '--porcelain')
          .split('\n')
          .filter((line) => line.startsWith('??')),
      ).toEqual([]);
    }
  });

  it('reads the answers file of the root, below the flags', async () => {
    const link = `import { Composio } from '@composio/core';
const composio = new Composio();
export async function connect(userId: string, someId: string) {
  return await composio.connectedAccounts.link(userId, 'ac_some');
}
`;
    const folder = await folderWith({ 'package.json': MANIFEST, 'a.ts': link });
    const without = report((await run(['-d', '--format', 'json'], { cwd: folder })).stdout);
    expect(without.files[0]?.sites[0]).toMatchObject({ outcome: 'manual', code: 'toolkit-unknown' });
    writeFileSync(path.join(folder, 'composio-to-sessions.json'), '{ "authConfigs": { "ac_some": "slack" } }');
    const answered = report((await run(['-d', '--format', 'json'], { cwd: folder })).stdout);
    expect(answered.files[0]?.diff).toContain("session.authorize('slack'");
    const flagged = await run(['-d', '--auth-config', 'ac_some=github', '--format', 'json'], { cwd: folder });
    expect(report(flagged.stdout).files[0]?.diff).toContain("session.authorize('github'");
    writeFileSync(path.join(folder, 'composio-to-sessions.json'), '{');
    const broken = await run(['-d', '--format', 'json'], { cwd: folder });
    expect([broken.code, report(broken.stdout).error?.code]).toEqual([2, 'bad-answers-file']);
  });
});
