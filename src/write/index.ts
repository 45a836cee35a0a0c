import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ErrorCode } from '../findings/codes.js';
import { replaceFile } from './atomic.js';

/** One file to replace. Texts are whole, with the BOM where there is one. */
export interface FileWrite {
  /** As reports name it. */
  path: string;
  absolutePath: string;
  before: string;
  after: string;
}

export type WriteResult =
  | { path: string; status: 'written' }
  | { path: string; status: 'failed'; code: ErrorCode; message: string }
  /** The signal came first; the file is as it was. */
  | { path: string; status: 'stopped' };

export interface WriteOptions {
  /** Absolute. Links are followed inside of it only. */
  root: string;
  /** Looked at between files: what is begun is finished. */
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/** Files written together; flushing to the disk is most of the time, and a disk flushes several at once. */
const CONCURRENCY = 8;

/**
 * Writes files, each atomically. A file whose bytes are not `before` any more is left alone; one that fails does not
 * stop the others.
 *
 * @returns a result for every file, in the order given
 */
export async function writeChanges(changes: readonly FileWrite[], options: WriteOptions): Promise<WriteResult[]> {
  const results = new Array<WriteResult>(changes.length);
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (next < changes.length) {
      const index = next++;
      const change = changes[index]!;
      results[index] = options.signal?.aborted
        ? { path: change.path, status: 'stopped' }
        : await writeChange(change, options.root);
      options.onProgress?.(++done, changes.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, changes.length) }, worker));
  return results;
}

async function writeChange(change: FileWrite, root: string): Promise<WriteResult> {
  const fail = (code: ErrorCode, message: string): WriteResult => ({
    path: change.path,
    status: 'failed',
    code,
    message,
  });
  try {
    const target = await realpath(change.absolutePath);
    if (target !== change.absolutePath && !(await mayFollow(change.absolutePath, target, root))) {
      return fail('write-error', 'The file is a link that leads out of the folder; it was not followed.');
    }
    const bytes = await readFile(target);
    if (!bytes.equals(Buffer.from(change.before, 'utf8'))) {
      return fail('changed-meanwhile', 'The file changed while the tool ran; run it again.');
    }
    // Renaming would replace it all the same: who takes all write bits away means it.
    if (((await stat(target)).mode & 0o222) === 0) return fail('write-error', 'The file is read-only.');
    await replaceFile(target, change.after);
    return { path: change.path, status: 'written' };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return fail('changed-meanwhile', 'The file is gone; run the tool again.');
    return fail('write-error', explain(code) ?? message);
  }
}

/** The file itself is a link: only into the root. A link among the folders above it is the user's way to the root. */
async function mayFollow(file: string, target: string, root: string): Promise<boolean> {
  if (path.join(await realpath(path.dirname(file)), path.basename(file)) === target) return true;
  const relative = path.relative(await realpath(root), target);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

function explain(code: string | undefined): string | undefined {
  if (code === 'EACCES' || code === 'EPERM') return 'The file or its folder cannot be written: permission denied.';
  if (code === 'ENOSPC') return 'The disk is full.';
  if (code === 'EROFS') return 'The file system is read-only.';
  return undefined;
}
