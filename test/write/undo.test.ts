import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { writeChanges, type FileWrite } from '../../src/write/index.js';
import { Journal, journalPlace, MOST_OLD_TEXT, readJournal } from '../../src/write/journal.js';
import { undoRun } from '../../src/write/undo.js';
import { folderWith, git, repositoryWith } from '../cli/command.js';

let cache: string;
beforeEach(async () => {
  cache = await folderWith({});
  vi.stubEnv('XDG_CACHE_HOME', cache);
});
afterEach(() => vi.unstubAllEnvs());

const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

function change(folder: string, file: string, after: string): FileWrite {
  return { path: file, absolutePath: path.join(folder, file), before: read(folder, file), after };
}

async function runWith(folder: string, writes: FileWrite[], cwd = folder): Promise<void> {
  const journal = await Journal.open(folder, cwd);
  await journal.add(writes);
  const results = await writeChanges(writes, { root: folder });
  await journal.close(new Set(results.filter((result) => result.status === 'written').map((result) => result.path)));
}

describe('where the journal lies', () => {
  it('is never in the source tree', async () => {
    const repository = await repositoryWith({ 'a.ts': 'a', 'sub/b.ts': 'b' });
    expect(await journalPlace(path.join(repository, 'sub'))).toBe(
      path.join(repository, '.git/composio-to-sessions/last-run.json'),
    );
    const withModules = await folderWith({ 'node_modules/x/index.js': '' });
    expect(await journalPlace(withModules)).toBe(
      path.join(withModules, 'node_modules/.cache/composio-to-sessions/last-run.json'),
    );
    expect((await journalPlace(await folderWith({}))).startsWith(path.join(cache, 'composio-to-sessions'))).toBe(true);
  });

  it('leaves the work tree of a repository clean', async () => {
    const folder = await repositoryWith({ 'a.ts': 'a' });
    await runWith(folder, [change(folder, 'a.ts', 'b')]);
    expect(git(folder, 'status', '--porcelain').trim()).toBe('M a.ts');
  });

  it('lies in the git directory of a linked worktree', async () => {
    const folder = await repositoryWith({ 'a.ts': 'a' });
    const worktree = path.join(await folderWith({}), 'tree');
    git(folder, 'worktree', 'add', '-q', worktree);
    await runWith(worktree, [change(worktree, 'a.ts', 'b')]);
    expect(git(worktree, 'status', '--porcelain').trim()).toBe('M a.ts');
    expect(await readJournal(folder)).toBeUndefined();
    expect(await readJournal(worktree)).toBeDefined();
  });
});

describe('undo', () => {
  it('takes a run back byte for byte, once', async () => {
    for (const folder of [
      await folderWith({ 'a.ts': '\uFEFFold\r\n', 'b.ts': 'x' }),
      await repositoryWith({ 'a.ts': '\uFEFFold\r\n', 'b.ts': 'x' }),
    ]) {
      await runWith(folder, [change(folder, 'a.ts', '\uFEFFnew\r\n'), change(folder, 'b.ts', '')]);
      const journal = await readJournal(folder);
      expect(await undoRun(journal!)).toEqual([
        { path: 'a.ts', status: 'restored' },
        { path: 'b.ts', status: 'restored' },
      ]);
      expect([read(folder, 'a.ts'), read(folder, 'b.ts')]).toEqual(['\uFEFFold\r\n', 'x']);
      expect(await readJournal(folder)).toBeUndefined();
    }
  });

  it('refuses and names files that changed since, and takes the others back', async () => {
    const folder = await folderWith({ 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c', 'd.ts': 'd' });
    await runWith(
      folder,
      ['a.ts', 'b.ts', 'c.ts', 'd.ts'].map((file) => change(folder, file, `${file} new`)),
    );
    writeFileSync(path.join(folder, 'a.ts'), 'edited');
    rmSync(path.join(folder, 'b.ts'));
    writeFileSync(path.join(folder, 'c.ts'), 'c');
    expect(await undoRun((await readJournal(folder))!)).toMatchObject([
      { path: 'a.ts', status: 'failed', code: 'changed-meanwhile' },
      { path: 'b.ts', status: 'failed', code: 'changed-meanwhile' },
      { path: 'c.ts', status: 'unchanged' },
      { path: 'd.ts', status: 'restored' },
    ]);
    expect([read(folder, 'a.ts'), read(folder, 'd.ts')]).toEqual(['edited', 'd']);
    // Once the file is as the run left it, undo works for it, too.
    writeFileSync(path.join(folder, 'a.ts'), 'a.ts new');
    await undoRun((await readJournal(folder))!);
    expect(read(folder, 'a.ts')).toBe('a');
  });

  it('works for a run that died between two files', async () => {
    const folder = await folderWith({ 'a.ts': 'a', 'b.ts': 'b' });
    const writes = [change(folder, 'a.ts', 'A'), change(folder, 'b.ts', 'B')];
    await (await Journal.open(folder, folder)).add(writes);
    await writeChanges([writes[0]!], { root: folder });
    expect((await undoRun((await readJournal(folder))!)).map((result) => result.status)).toEqual([
      'restored',
      'unchanged',
    ]);
    expect([read(folder, 'a.ts'), read(folder, 'b.ts')]).toEqual(['a', 'b']);
  });

  it('forgets files that were not written, and keeps the run before when none was', async () => {
    const folder = await folderWith({ 'a.ts': 'a', 'b.ts': 'b' });
    await runWith(folder, [change(folder, 'a.ts', 'A')]);
    const lost = change(folder, 'b.ts', 'B');
    writeFileSync(path.join(folder, 'b.ts'), 'edited');
    await runWith(folder, [lost]);
    expect((await readJournal(folder))!.files.map((file) => file.path)).toEqual(['a.ts']);
    await runWith(folder, [lost, change(folder, 'a.ts', 'AA')]);
    expect((await readJournal(folder))!.files.map((file) => file.path)).toEqual(['a.ts']);
  });

  it('leads back to the first text when one run writes a file more than once', async () => {
    const folder = await folderWith({ 'a.ts': 'one two three' });
    const journal = await Journal.open(folder, folder);
    for (const text of ['one 2 three', 'one 2 3', '1 2 3']) {
      const write = change(folder, 'a.ts', text);
      await journal.add([write]);
      await writeChanges([write], { root: folder });
    }
    await undoRun((await readJournal(folder))!);
    expect(read(folder, 'a.ts')).toBe('one two three');
  });

  it('is found from the root of the run and from the folder in which it was started', async () => {
    const cwd = await folderWith({ 'app/a.ts': 'a' });
    const root = path.join(cwd, 'app');
    await runWith(root, [change(root, 'a.ts', 'A')], cwd);
    expect(await readJournal(cwd)).toEqual(await readJournal(root));
    await undoRun((await readJournal(cwd))!);
    expect(read(root, 'a.ts')).toBe('a');
    expect([await readJournal(cwd), await readJournal(root)]).toEqual([undefined, undefined]);
  });

  it('keeps no more old text than it may, and says so when it is asked for it', async () => {
    const large = 'x'.repeat(MOST_OLD_TEXT + 1);
    const folder = await folderWith({ 'large.ts': large, 'small.ts': 'a' });
    await runWith(folder, [change(folder, 'large.ts', 'y'), change(folder, 'small.ts', 'b')]);
    expect(
      (await undoRun((await readJournal(folder))!)).map((result) => ('code' in result ? result.code : result.status)),
    ).toEqual(['too-large', 'restored']);
  });

  it('takes a broken journal for none', async () => {
    const folder = await folderWith({});
    const place = await journalPlace(folder);
    mkdirSync(path.dirname(place), { recursive: true });
    for (const text of ['', '{', '[]', 'null', '{"version":2}', '{"version":1,"files":[],"places":[]}']) {
      writeFileSync(place, text);
      expect(await readJournal(folder)).toBeUndefined();
    }
    expect(existsSync(place)).toBe(true);
  });
});
