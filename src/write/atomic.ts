import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { chmod, chown, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * Files replaced whole or not at all: written beside the target, flushed, then renamed over it.
 *
 * Not `write-file-atomic`: version 7 writes with one `fs.write` and does not look at how much of it arrived, so a disk
 * that fills up leaves a shorter file under the final name.
 */

/** Temporary files that exist now; a process that ends in the middle takes them along. */
const living = new Set<string>();
let cleansOnExit = false;

/**
 * Replaces a file, or makes it. Mode and owner of an existing file are kept.
 *
 * @param target absolute; a link here would be replaced by a file, so callers resolve it first
 * @param content text (written as UTF-8) or bytes
 * @param mode for a new file
 * @throws the error of the file system; the target is as it was then, and no temporary file is left
 */
export async function replaceFile(target: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
  const existing = await stat(target).catch(() => undefined);
  // A leading dot and another ending: no watcher, bundler or test runner takes it for source.
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const handle = await open(temporary, 'wx', existing ? 0o600 : mode);
  living.add(temporary);
  cleanOnExit();
  try {
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (existing) {
      await giveTo(temporary, existing.uid, existing.gid);
      await chmod(temporary, existing.mode & 0o7777);
    }
    await renameOver(temporary, target);
    living.delete(temporary);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    living.delete(temporary);
    throw error;
  }
}

/** As `replaceFile`, with the folders above the target made where they are missing. */
export async function replaceFileDeep(target: string, content: string | Uint8Array, mode?: number): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  await replaceFile(target, content, mode);
}

/** Owner and group as they were, where we may: somebody else's file that the group can write stays writable for it. */
async function giveTo(file: string, uid: number, gid: number): Promise<void> {
  const own = await stat(file);
  if (own.uid === uid && own.gid === gid) return;
  try {
    await chown(file, uid, gid);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'EINVAL' && code !== 'ENOSYS') throw error;
  }
}

/** On Windows a scanner or an editor may hold the target for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const passing = process.platform === 'win32' && (code === 'EPERM' || code === 'EBUSY' || code === 'EACCES');
      if (!passing || attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 40));
    }
  }
}

function cleanOnExit(): void {
  if (cleansOnExit) return;
  cleansOnExit = true;
  process.on('exit', () => {
    for (const file of living) {
      try {
        unlinkSync(file);
      } catch {
        // It was renamed in this very moment, or the folder is gone.
      }
    }
  });
}
