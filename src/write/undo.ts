import { readFile } from 'node:fs/promises';
import type { ErrorCode } from '../findings/codes.js';
import { writeChanges, type WriteOptions } from './index.js';
import { storeJournal, type JournalData, type JournalFile } from './journal.js';
import { hashOf, takeBack } from './reversal.js';

export type UndoResult =
  | { path: string; status: 'restored' }
  /** The file is as it was before the run, without us. */
  | { path: string; status: 'unchanged' }
  | { path: string; status: 'failed'; code: ErrorCode; message: string };

/**
 * Takes a run back, file by file. A file that was changed since is left alone and named; it stays in the journal, so
 * that undo can be tried again once it is as the run left it.
 *
 * @returns a result for every file of the journal, in its order
 */
export async function undoRun(journal: JournalData, options: Omit<WriteOptions, 'root'> = {}): Promise<UndoResult[]> {
  const results: UndoResult[] = [];
  const left: JournalFile[] = [];
  for (const file of journal.files) {
    const result = options.signal?.aborted ? undefined : await undoFile(file, journal.root);
    if (!result || result.status === 'failed') left.push(file);
    if (result) results.push(result);
    options.onProgress?.(results.length, journal.files.length);
  }
  await storeJournal({ ...journal, files: left });
  return results;
}

async function undoFile(file: JournalFile, root: string): Promise<UndoResult> {
  const fail = (code: ErrorCode, message: string): UndoResult => ({ path: file.path, status: 'failed', code, message });
  let bytes: Buffer;
  try {
    bytes = await readFile(file.absolutePath);
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return gone ? fail('changed-meanwhile', 'The file is gone.') : fail('read-error', (error as Error).message);
  }
  const text = bytes.toString('utf8');
  if (hashOf(text) === file.hashBefore) return { path: file.path, status: 'unchanged' };
  if (file.middle === null) return fail('too-large', 'The change was too large to be kept; take it back with git.');
  const before = takeBack(file, text);
  if (before === undefined) return fail('changed-meanwhile', 'The file was changed since that run; it is left alone.');
  const [result] = await writeChanges(
    [{ path: file.path, absolutePath: file.absolutePath, before: text, after: before }],
    { root },
  );
  return result?.status === 'failed' ? { ...result } : { path: file.path, status: 'restored' };
}
