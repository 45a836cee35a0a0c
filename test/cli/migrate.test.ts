import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoadPipeline } from '../../src/commands/migrate.js';
import { undo } from '../../src/commands/undo.js';
import { addFiles, folderWith, git, repositoryWith } from './command.js';
import { captureShell, loadWords, migrateIn } from './shell.js';

const DIRECT = '// composio\ndirect();\n';
const SESSION = '// composio\nsession();\n';
const MANUAL = '// composio\nmanual();\n';

beforeEach(async () => void vi.stubEnv('XDG_CACHE_HOME', await folderWith({})));
afterEach(() => vi.unstubAllEnvs());

const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

describe('exit codes (cli.md)', () => {
  it('0: done, also with manual sites left; files are written', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT, 'b.ts': MANUAL });
    const ran = await migrateIn(folder, [], { format: 'json' });
    expect(ran).toMatchObject({
      code: 0,
      report: { mode: 'write', summary: { files: { changed: 1 }, sites: { manual: 1 } } },
    });
    expect(read(folder, 'a.ts')).toBe(SESSION);
  });

  it('0 for a dry run, which writes nothing and keeps no journal', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT, 'b.ts': MANUAL });
    const ran = await migrateIn(folder, [], { dryRun: true, format: 'json' });
    expect(ran).toMatchObject({ code: 0, report: { mode: 'dry-run', summary: { files: { changed: 1 } } } });
    expect(read(folder, 'a.ts')).toBe(DIRECT);
    expect(existsSync(path.join(folder, '.git/composio-to-sessions'))).toBe(false);
  });

  it('1 with --check while files would change or manual sites remain, 0 when nothing is left', async () => {
    for (const raw of [{ check: true }, { check: true, dryRun: true }]) {
      expect((await migrateIn(await repositoryWith({ 'a.ts': DIRECT }), [], raw)).code).toBe(1);
      expect((await migrateIn(await repositoryWith({ 'a.ts': MANUAL }), [], raw)).code).toBe(1);
      expect((await migrateIn(await repositoryWith({ 'a.ts': SESSION }), [], raw)).code).toBe(0);
    }
  });

  it('3 when some file failed: the others are done', async () => {
    const folder = await repositoryWith({
      'a.ts': DIRECT,
      'b.ts': '// composio\nexplode()',
      'c.ts': Buffer.from('composio\0'),
    });
    const ran = await migrateIn(folder, [], { format: 'json' });
    expect(ran.code).toBe(3);
    expect(ran.report.files.map((file) => [file.path, file.status, file.error?.code])).toEqual([
      ['a.ts', 'changed', undefined],
      ['b.ts', 'failed', 'transform-error'],
      ['c.ts', 'failed', 'not-text'],
    ]);
    expect(ran.report.summary.files).toMatchObject({ changed: 1, failed: 2 });
    expect(read(folder, 'a.ts')).toBe(SESSION);
  });

  it('2 before 3 before 1', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT, 'b.ts': '// composio\nexplode()' });
    expect((await migrateIn(folder, [], { check: true })).code).toBe(3);
    addFiles(folder, { 'new.ts': '' });
    expect((await migrateIn(folder, [], {})).code).toBe(2);
    expect((await migrateIn(folder, ['nope'], { check: true })).code).toBe(2);
  });

  it('3, and an honest report, when a file cannot be written', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT, 'b.ts': DIRECT });
    chmodSync(path.join(folder, 'b.ts'), 0o444);
    const ran = await migrateIn(folder, [], { format: 'json', force: true });
    expect(ran.code).toBe(3);
    expect(ran.report.summary).toMatchObject({
      files: { changed: 1, failed: 1 },
      sites: { total: 2, migrated: 1, manual: 1 },
    });
    expect(ran.report.files[1]).toMatchObject({
      path: 'b.ts',
      status: 'failed',
      error: { code: 'write-error' },
      sites: [{ outcome: 'manual', code: 'transform-failed' }],
    });
    expect(read(folder, 'b.ts')).toBe(DIRECT);
  });

  it('3 when a file changed while the tool ran; what was edited stays', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT });
    const ran = await migrateIn(
      folder,
      [],
      { format: 'json', force: true },
      {
        load: async () => {
          const words = await loadWords();
          writeFileSync(path.join(folder, 'a.ts'), 'edited');
          return words;
        },
      },
    );
    expect(ran).toMatchObject({ code: 3, report: { files: [{ error: { code: 'changed-meanwhile' } }] } });
    expect(read(folder, 'a.ts')).toBe('edited');
  });

  it('3 when the tool itself fails, with a JSON document', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT });
    const ran = await migrateIn(folder, [], { format: 'json' }, { load: () => Promise.reject(new Error('boom')) });
    expect(ran).toMatchObject({ code: 3, report: { summary: { files: { failed: 1 } } } });
    expect(ran.err).toContain('boom');
  });
});

describe('the pipeline is not loaded without a candidate', () => {
  it('and the report says that there is no Composio code', async () => {
    const folder = await folderWith({ 'a.ts': 'export {}' });
    const ran = await migrateIn(folder, [], { format: 'json' }, { load: () => Promise.reject(new Error('loaded')) });
    expect(ran).toMatchObject({ code: 0, report: { summary: { files: { scanned: 1, candidates: 0 } }, files: [] } });
  });
});

describe('git guard (bad input, row 12)', () => {
  const clean = { 'a/a.ts': DIRECT, 'b/b.ts': DIRECT, '.gitignore': 'ignored\n' };

  it('refuses unstaged, staged and untracked changes in the paths; --force goes on', async () => {
    const cases: [string, (folder: string) => void][] = [
      ['unstaged', (folder) => writeFileSync(path.join(folder, 'a/a.ts'), `${DIRECT}//`)],
      ['staged', (folder) => (writeFileSync(path.join(folder, 'a/a.ts'), `${DIRECT}//`), git(folder, 'add', '-A'))],
      ['untracked', (folder) => addFiles(folder, { 'a/new.txt': '' })],
      ['deleted', (folder) => git(folder, 'rm', '-q', 'b/b.ts')],
    ];
    for (const [name, dirty] of cases) {
      const folder = await repositoryWith(clean);
      dirty(folder);
      const ran = await migrateIn(folder, [], { format: 'json' });
      expect([name, ran.code, ran.report.error?.code, ran.report.files]).toEqual([name, 2, 'uncommitted-changes', []]);
      expect(ran.err).toMatch(/--force/);
      expect(read(folder, 'a/a.ts')).toContain('direct()');
      expect((await migrateIn(folder, [], { force: true })).code).toBe(0);
      expect(read(folder, 'a/a.ts')).toContain('session()');
    }
  });

  it('names the files that are in the way', async () => {
    const folder = await repositoryWith(clean);
    addFiles(folder, { 'a/ü & x.ts': '' });
    expect((await migrateIn(folder, ['a'])).err).toContain('ü & x.ts');
  });

  it('passes ignored files, changes elsewhere in the repository, and nothing to write', async () => {
    const folder = await repositoryWith(clean);
    addFiles(folder, { ignored: '', 'b/new.ts': '' });
    expect((await migrateIn(folder, ['a'])).code).toBe(0);
    expect((await migrateIn(path.join(folder, 'a'), ['a.ts'], {})).code).toBe(0);
    expect((await migrateIn(folder, ['b'], { check: true })).code).toBe(1);
    expect((await migrateIn(folder, ['b'], { dryRun: true })).code).toBe(0);
  });

  it('looks only at a file that is named by itself', async () => {
    const folder = await repositoryWith(clean);
    addFiles(folder, { 'a/new.ts': '' });
    expect((await migrateIn(folder, ['a/a.ts'])).code).toBe(0);
    writeFileSync(path.join(folder, 'b/b.ts'), `${DIRECT}//`);
    expect((await migrateIn(folder, ['b/b.ts'])).code).toBe(2);
  });

  it('looks also at a file outside of the paths that would be written', async () => {
    const folder = await repositoryWith({ 'package.json': '{}', 'src/a.ts': DIRECT });
    const manifest = path.join(folder, 'package.json');
    const load: LoadPipeline = async () => {
      const words = await loadWords();
      return async (request) => {
        const result = await words(request);
        const change = {
          path: '../package.json',
          absolutePath: manifest,
          bom: false,
          before: '{ }',
          after: '{"a":1}',
          edits: [],
        };
        return { ...result, changes: [...result.changes, change] };
      };
    };
    writeFileSync(manifest, '{ }');
    expect(await migrateIn(folder, ['src'], {}, { load })).toMatchObject({ code: 2 });
    expect((await migrateIn(folder, ['src'])).code).toBe(0);
  });

  it('refuses in a repository without a commit', async () => {
    const folder = await folderWith(clean);
    git(folder, 'init', '-q');
    expect((await migrateIn(folder)).code).toBe(2);
  });

  it('refuses to write an untracked file that only the global excludes hide', async () => {
    const home = await folderWith({ '.gitconfig': '[core]\n  excludesFile = ~/.gitignore\n', '.gitignore': '*\n' });
    vi.stubEnv('HOME', home);
    const folder = await folderWith({ 'a.ts': DIRECT });
    git(folder, 'init', '-q');
    expect((await migrateIn(folder)).code).toBe(2);
    expect((await migrateIn(folder, [], { force: true })).code).toBe(0);
  });

  it('needs no git to be there: no repository and no git are warnings', async () => {
    const folder = await folderWith({ 'a.ts': DIRECT });
    const ran = await migrateIn(folder);
    expect(ran.code).toBe(0);
    expect(ran.err).toMatch(/^warning: .*undo/);
    const other = await repositoryWith({ 'a.ts': DIRECT });
    vi.stubEnv('PATH', await folderWith({}));
    const withoutGit = await migrateIn(other);
    expect([withoutGit.code, read(other, 'a.ts')]).toEqual([0, SESSION]);
    expect(withoutGit.err).toMatch(/^warning: /);
  });
});

describe('streams and output', () => {
  it('prints the report to stdout and nothing else', async () => {
    const folder = await folderWith({ 'a.ts': DIRECT });
    const ran = await migrateIn(folder, [], { format: 'json' });
    expect(() => JSON.parse(ran.out) as unknown).not.toThrow();
    expect(ran.err).toMatch(/^warning:/);
  });

  it('puts the report into the output file and text on the terminal', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT });
    const out = path.join(await folderWith({}), 'report.json');
    const ran = await migrateIn(folder, [], { format: 'json', output: out });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      schemaVersion: 1,
      summary: { files: { changed: 1 } },
    });
    expect(() => JSON.parse(ran.out) as unknown).toThrow();
    expect(ran.out).toContain('1');
  });

  it('takes a misspelt command for one', async () => {
    const folder = await folderWith({ 'a.ts': DIRECT });
    expect((await migrateIn(folder, ['explian', 'no-user'])).err).toContain('Did you mean the command ‘explain’?');
    expect((await migrateIn(folder, ['lst'])).err).toContain('Did you mean the command ‘list’?');
    expect((await migrateIn(folder, ['nowhere'])).err).not.toContain('Did you mean');
  });

  it('puts the document of a refused run into the output file, too', async () => {
    const folder = await folderWith({ 'a.ts': DIRECT });
    const out = path.join(folder, 'report.json');
    const ran = await migrateIn(folder, ['nope'], { format: 'json', output: out });
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ error: { code: 'path-not-found' }, files: [] });
  });

  it('refuses an output file that cannot be, before anything is written', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT });
    for (const output of ['no/such/folder.json', '.']) {
      expect(await migrateIn(folder, [], { output })).toMatchObject({ code: 2 });
    }
    expect(read(folder, 'a.ts')).toBe(DIRECT);
  });

  it('writes workflow annotations in GitHub Actions when no format is given', async () => {
    const folder = await repositoryWith({ 'a.ts': MANUAL });
    const env = { GITHUB_ACTIONS: 'true' };
    expect((await migrateIn(folder, [], {}, { env })).out).toMatch(/^::/m);
    expect((await migrateIn(folder, [], { format: 'text' }, { env })).out).not.toMatch(/^::/m);
  });

  it('uses colour as the flags and the environment say', async () => {
    const folder = await repositoryWith({ 'a.ts': MANUAL });
    const coloured = async (raw: object, env: NodeJS.ProcessEnv): Promise<boolean> =>
      (await migrateIn(folder, [], raw, { env })).out.includes('\x1b[');
    expect(await coloured({}, {})).toBe(false);
    expect(await coloured({}, { FORCE_COLOR: '1' })).toBe(true);
    expect(await coloured({}, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(await coloured({ color: false }, { FORCE_COLOR: '1' })).toBe(false);
  });
});

describe('--baseline', () => {
  it('counts only manual sites that the earlier report does not list, wherever their lines went', async () => {
    const folder = await repositoryWith({ 'a.ts': MANUAL });
    const baseline = path.join(await folderWith({}), 'baseline.json');
    await migrateIn(folder, [], { check: true, format: 'json', output: baseline });
    const check = (): ReturnType<typeof migrateIn> => migrateIn(folder, [], { check: true, format: 'json', baseline });
    expect((await check()).code).toBe(0);
    writeFileSync(path.join(folder, 'a.ts'), `\n\n${MANUAL}`);
    expect(await check()).toMatchObject({ code: 0, report: { notes: [] } });
    writeFileSync(path.join(folder, 'a.ts'), `${MANUAL}manual();\n`);
    expect((await check()).code).toBe(1);
    writeFileSync(path.join(folder, 'a.ts'), `${MANUAL}direct();\n`);
    expect((await check()).code).toBe(1);
    writeFileSync(path.join(folder, 'a.ts'), SESSION);
    expect(await check()).toMatchObject({
      code: 0,
      report: { notes: [{ path: 'a.ts', line: 2, code: 'stale-baseline' }] },
    });
  });

  it('says nothing of files outside of the paths that are given', async () => {
    const folder = await repositoryWith({ 'a/a.ts': MANUAL, 'b/b.ts': MANUAL, 'c.ts': SESSION });
    const baseline = path.join(await folderWith({}), 'baseline.json');
    await migrateIn(folder, [], { check: true, format: 'json', output: baseline });
    writeFileSync(path.join(folder, 'a/a.ts'), SESSION);
    writeFileSync(path.join(folder, 'b/b.ts'), SESSION);
    const paths = ['a/a.ts', 'c.ts'];
    const ran = await migrateIn(folder, paths, { check: true, format: 'json', baseline });
    expect(ran).toMatchObject({ code: 0, report: { notes: [{ path: 'a/a.ts', code: 'stale-baseline' }] } });
    expect(ran.report.notes).toHaveLength(1);
  });

  it('refuses a baseline that is none', async () => {
    const folder = await folderWith({
      'a.ts': MANUAL,
      'x.json': '{',
      'y.json': '{"schemaVersion":1}',
      'z.json': 'null',
    });
    for (const baseline of ['x.json', 'y.json', 'z.json', 'none.json']) {
      const ran = await migrateIn(folder, [], { check: true, format: 'json', baseline });
      expect([baseline, ran.code, ran.report.error?.code]).toEqual([baseline, 2, 'bad-baseline']);
    }
  });
});

describe('undo', () => {
  it('takes the last run back, and says when there is none', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT, 'b.ts': DIRECT });
    await migrateIn(folder);
    const shell = captureShell(folder);
    expect(await undo({ format: 'json' }, shell)).toBe(0);
    expect(JSON.parse(shell.out)).toMatchObject({ mode: 'undo', summary: { files: { changed: 2, failed: 0 } } });
    expect([read(folder, 'a.ts'), git(folder, 'status', '--porcelain')]).toEqual([DIRECT, '']);
    await expect(undo({}, captureShell(folder))).rejects.toMatchObject({ code: 'nothing-to-undo' });
  });

  it('ends with 3 and names the file that changed since', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT, 'b.ts': DIRECT });
    await migrateIn(folder);
    writeFileSync(path.join(folder, 'a.ts'), 'edited');
    const shell = captureShell(folder);
    expect(await undo({}, shell)).toBe(3);
    expect(shell.out).toContain('a.ts');
    expect([read(folder, 'a.ts'), read(folder, 'b.ts')]).toEqual(['edited', DIRECT]);
  });

  it('is not spoilt by a second run that changes nothing', async () => {
    const folder = await repositoryWith({ 'a.ts': DIRECT });
    await migrateIn(folder);
    expect((await migrateIn(folder)).code).toBe(0);
    await undo({}, captureShell(folder));
    expect(read(folder, 'a.ts')).toBe(DIRECT);
  });
});
