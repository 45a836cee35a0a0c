import { constants, closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** The bytes of a file, or why there are none. The buffer is reused: do not keep it. */
export type Visit<T> = (file: T, bytes: Buffer) => void;

export interface ReadFailure<T> {
  file: T;
  error: NodeJS.ErrnoException;
}

/** Reads at once when the disk is slow; far below any limit on open files. */
const CONCURRENCY = 16;
/** Files between two looks at the clock, so that a signal or a progress bar gets its turn. */
const BATCH = 256;
/** Mean milliseconds per file from which waiting, not work, is what takes the time. */
const SLOW = 0.5;

/** No source file is as long; of a longer one (a film named .ts) only so much is looked at. */
const MOST_BYTES = 1 << 26;

/**
 * A link is not followed here: `open` fails with ELOOP (EMLINK on BSD), and the caller decides. Windows has no such
 * flag; links to files are rare there and are followed.
 */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/**
 * Reads many files once each and shows their bytes to `visit`, in order of the list on a fast disk. From the page cache one
 * synchronous loop with one buffer is two to three times as fast as any number of asynchronous reads; on a slow disk
 * 16 reads wait together instead.
 *
 * @param pathOf absolute path of an entry
 * @param onBatch called between batches with the number of files done
 * @returns the files that could not be read
 */
export async function readAll<T>(
  files: readonly T[],
  pathOf: (file: T) => string,
  visit: Visit<T>,
  onBatch?: (done: number) => void,
): Promise<ReadFailure<T>[]> {
  const failures: ReadFailure<T>[] = [];
  const reader = new SyncReader();
  for (let start = 0; start < files.length; start += BATCH) {
    const batch = files.slice(start, start + BATCH);
    const began = performance.now();
    let spentVisiting = 0;
    for (const file of batch) {
      let bytes: Buffer;
      try {
        bytes = reader.read(pathOf(file));
      } catch (error) {
        failures.push({ file, error: error as NodeJS.ErrnoException });
        continue;
      }
      const read = performance.now();
      visit(file, bytes);
      spentVisiting += performance.now() - read;
    }
    const done = start + batch.length;
    onBatch?.(done);
    const reading = performance.now() - began - spentVisiting;
    if (reading / batch.length > SLOW) {
      await readTogether(files.slice(done), pathOf, visit, failures, (more) => onBatch?.(done + more));
      return failures;
    }
    await new Promise(setImmediate);
  }
  return failures;
}

/** Reads whole files into one growing buffer. */
class SyncReader {
  private buffer = Buffer.allocUnsafe(1 << 18);

  read(file: string): Buffer {
    const descriptor = openSync(file, FLAGS);
    try {
      let length = 0;
      for (;;) {
        if (length >= MOST_BYTES) return this.buffer.subarray(0, length);
        if (length === this.buffer.length) this.grow();
        const count = readSync(descriptor, this.buffer, length, this.buffer.length - length, null);
        if (count === 0) return this.buffer.subarray(0, length);
        length += count;
        // A short read is the end of a file on disk: one system call less for almost all of them.
        if (length < this.buffer.length) return this.buffer.subarray(0, length);
      }
    } finally {
      closeSync(descriptor);
    }
  }

  private grow(): void {
    const larger = Buffer.allocUnsafe(this.buffer.length * 2);
    this.buffer.copy(larger);
    this.buffer = larger;
  }
}

async function readTogether<T>(
  files: readonly T[],
  pathOf: (file: T) => string,
  visit: Visit<T>,
  failures: ReadFailure<T>[],
  onDone: (done: number) => void,
): Promise<void> {
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (next < files.length) {
      const file = files[next++]!;
      let bytes: Buffer | undefined;
      try {
        bytes = await readOne(pathOf(file));
      } catch (error) {
        failures.push({ file, error: error as NodeJS.ErrnoException });
      }
      if (bytes) visit(file, bytes);
      if (++done % BATCH === 0) onDone(done);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

async function readOne(file: string): Promise<Buffer> {
  const handle = await open(file, FLAGS);
  try {
    if ((await handle.stat()).size <= MOST_BYTES) return await handle.readFile();
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(MOST_BYTES), 0, MOST_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
