import {
  chmodSync,
  linkSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
  mkdirSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeChanges, type FileWrite } from '../../src/write/index.js';
import { hashOf, reversalOf, takeBack } from '../../src/write/reversal.js';
import { folderWith } from '../cli/command.js';

function change(folder: string, file: string, after: string, before?: string): FileWrite {
  const absolutePath = path.join(folder, file);
  return { path: file, absolutePath, before: before ?? readFileSync(absolutePath, 'utf8'), after };
}

const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

describe('law 7: files are replaced atomically, keep their mode, and are not overwritten if they changed', () => {
  it('writes exact bytes and keeps the mode', async () => {
    const folder = await folderWith({ 'a.ts': '\uFEFFold\r\n', 'run.js': '#!/usr/bin/env node\n' });
    chmodSync(path.join(folder, 'run.js'), 0o755);
    const results = await writeChanges(
      [change(folder, 'a.ts', '\uFEFFnew\r\nline'), change(folder, 'run.js', '#!/usr/bin/env node\nrun()\n')],
      { root: folder },
    );
    expect(results.map((result) => result.status)).toEqual(['written', 'written']);
    expect(read(folder, 'a.ts')).toBe('\uFEFFnew\r\nline');
    expect(statSync(path.join(folder, 'run.js')).mode & 0o777).toBe(0o755);
    expect(readdirSync(folder).sort()).toEqual(['a.ts', 'run.js']);
  });

  it('leaves a file alone that changed or went away since it was read; the others are written', async () => {
    const folder = await folderWith({ 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c' });
    const changes = ['a.ts', 'b.ts', 'c.ts'].map((file) => change(folder, file, 'new'));
    writeFileSync(path.join(folder, 'a.ts'), 'edited');
    rmSync(path.join(folder, 'b.ts'));
    const results = await writeChanges(changes, { root: folder });
    expect(results).toMatchObject([
      { path: 'a.ts', status: 'failed', code: 'changed-meanwhile' },
      { path: 'b.ts', status: 'failed', code: 'changed-meanwhile' },
      { path: 'c.ts', status: 'written' },
    ]);
    expect([read(folder, 'a.ts'), read(folder, 'c.ts'), readdirSync(folder).length]).toEqual(['edited', 'new', 2]);
  });

  it('does not replace a file without write permission', async () => {
    const folder = await folderWith({ 'a.ts': 'a' });
    chmodSync(path.join(folder, 'a.ts'), 0o444);
    expect(await writeChanges([change(folder, 'a.ts', 'new')], { root: folder })).toMatchObject([
      { status: 'failed', code: 'write-error' },
    ]);
    expect(read(folder, 'a.ts')).toBe('a');
  });

  it('removes its temporary file when the target cannot be replaced', async () => {
    const folder = await folderWith({ 'x/a.ts': 'a' });
    const before = change(folder, 'x/a.ts', 'new');
    // A folder takes the place of the file between reading and renaming: renaming a file over it fails.
    const { replaceFile } = await import('../../src/write/atomic.js');
    rmSync(before.absolutePath);
    mkdirSync(before.absolutePath);
    await expect(replaceFile(before.absolutePath, 'new')).rejects.toThrow();
    expect(readdirSync(path.join(folder, 'x'))).toEqual(['a.ts']);
  });

  it('follows a link inside of the root, and not out of it', async () => {
    const outside = await folderWith({ 'far.ts': 'far' });
    const folder = await folderWith({ 'real/a.ts': 'a' });
    symlinkSync('real/a.ts', path.join(folder, 'link.ts'));
    symlinkSync(path.join(outside, 'far.ts'), path.join(folder, 'far.ts'));
    const results = await writeChanges([change(folder, 'link.ts', 'new'), change(folder, 'far.ts', 'new')], {
      root: folder,
    });
    expect(results).toMatchObject([{ status: 'written' }, { status: 'failed', code: 'write-error' }]);
    expect([read(folder, 'real/a.ts'), read(outside, 'far.ts')]).toEqual(['new', 'far']);
  });

  it('writes in a root that is itself reached through a link', async () => {
    const folder = await folderWith({ 'a.ts': 'a' });
    const link = path.join(await folderWith({}), 'root');
    symlinkSync(folder, link);
    expect(await writeChanges([change(link, 'a.ts', 'new')], { root: link })).toMatchObject([{ status: 'written' }]);
    expect(read(folder, 'a.ts')).toBe('new');
  });

  it('stops between two files when it is told to; each file is old or new', async () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}.ts`, 'old']));
    const folder = await folderWith(files);
    const controller = new AbortController();
    const results = await writeChanges(
      Object.keys(files).map((file) => change(folder, file, 'new')),
      { root: folder, signal: controller.signal, onProgress: (done) => done === 10 && controller.abort() },
    );
    const written = results.filter((result) => result.status === 'written');
    expect(written.length).toBeGreaterThanOrEqual(10);
    expect(written.length).toBeLessThan(60);
    for (const result of results) expect(read(folder, result.path)).toBe(result.status === 'written' ? 'new' : 'old');
    expect(readdirSync(folder)).toHaveLength(60);
  });

  it('gives the owner of a hard-linked name its own new file, and leaves the other name as it was', async () => {
    const folder = await folderWith({ 'a.ts': 'a' });
    linkSync(path.join(folder, 'a.ts'), path.join(folder, 'b.ts'));
    await writeChanges([change(folder, 'a.ts', 'new')], { root: folder });
    expect([read(folder, 'a.ts'), read(folder, 'b.ts')]).toEqual(['new', 'a']);
  });
});

describe('reversals', () => {
  it('take any change back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string(), (head, tail, middle) => {
        const before = head + middle + tail;
        for (const after of [head + tail, `${head}x${tail}`, head + middle + middle + tail, '']) {
          expect(takeBack(reversalOf(before, after), after)).toBe(before);
        }
      }),
    );
  });

  it('refuse a text that is not the one that the run left', () => {
    expect(takeBack(reversalOf('a', 'b'), 'c')).toBeUndefined();
    expect(takeBack({ ...reversalOf('a', 'b'), middle: null }, 'b')).toBeUndefined();
    expect(takeBack({ ...reversalOf('a', 'b'), hashBefore: hashOf('z') }, 'b')).toBeUndefined();
  });
});
