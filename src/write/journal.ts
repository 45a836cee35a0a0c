import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gitDirectory } from '../find/git.js';
import { replaceFileDeep } from './atomic.js';
import type { FileWrite } from './index.js';
import { reversalOf, takeBack, type Reversal } from './reversal.js';

/**
 * The journal of the last run, from which `undo` takes it back. One run is kept; it lies outside of the source tree or
 * where nothing is committed: in the git directory, else in `node_modules/.cache`, else in the user's cache folder.
 */

export interface JournalFile extends Reversal {
  path: string;
  absolutePath: string;
}

export interface JournalData {
  version: 1;
  /** Absolute root of the run. */
  root: string;
  /** ISO 8601. */
  startedAt: string;
  /** Absolute paths of the journal's copies: where the run's root is known, and where it was started. */
  places: string[];
  files: JournalFile[];
}

const FILE_NAME = 'last-run.json';
const FOLDER_NAME = 'composio-to-sessions';

/** Old text that one journal keeps at most, in UTF-16 code units; files beyond it are named but cannot be undone. */
export const MOST_OLD_TEXT = 32 * 1024 * 1024;

/** Where the journal of a folder lies, absolute. */
export async function journalPlace(folder: string, cache = userCacheFolder()): Promise<string> {
  const git = await gitDirectory(folder);
  if (git !== undefined) return path.join(git, FOLDER_NAME, FILE_NAME);
  const modules = path.join(folder, 'node_modules');
  if (existsSync(modules)) return path.join(modules, '.cache', FOLDER_NAME, FILE_NAME);
  const key = createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 16);
  return path.join(cache, FOLDER_NAME, `${key}.json`);
}

function userCacheFolder(): string {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? os.tmpdir();
  return path.join(os.homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}

/** The journal of a run that is going on. Nothing is stored until the first file is added. */
export class Journal {
  private readonly data: JournalData;
  private readonly previous = new Map<string, string | undefined>();
  private oldText = 0;

  private constructor(root: string, places: string[]) {
    this.data = { version: 1, root, startedAt: new Date().toISOString(), places, files: [] };
  }

  /**
   * @param root absolute root of the run
   * @param cwd absolute folder in which the command runs, and in which `undo` will be asked for
   */
  static async open(root: string, cwd: string): Promise<Journal> {
    return new Journal(root, [...new Set([await journalPlace(root), await journalPlace(cwd)])]);
  }

  /**
   * Notes files that are about to be written. Called before the writing, so that a run that dies can be taken back.
   *
   * @throws the error of the file system when the journal cannot be stored
   */
  async add(writes: readonly FileWrite[]): Promise<void> {
    for (const write of writes) this.note(write);
    await this.store();
  }

  /**
   * Ends the run: forgets files that were not written. If none was, the journal of the run before is back.
   *
   * @param written paths as reports name them
   */
  async close(written: ReadonlySet<string>): Promise<void> {
    const kept = this.data.files.filter((file) => written.has(file.path));
    if (kept.length === this.data.files.length) return;
    this.data.files = kept;
    if (kept.length > 0) return this.store();
    for (const [place, text] of this.previous) {
      await (text === undefined ? rm(place, { force: true }) : replaceFileDeep(place, text, 0o600));
    }
  }

  private note(write: FileWrite): void {
    const index = this.data.files.findIndex((file) => file.path === write.path);
    const earlier = this.data.files[index];
    // Written twice in one run: the way back leads to the text before the first time.
    const before = (earlier && takeBack(earlier, write.before)) ?? write.before;
    const reversal = reversalOf(before, write.after);
    this.oldText += (reversal.middle?.length ?? 0) - (earlier?.middle?.length ?? 0);
    if (this.oldText > MOST_OLD_TEXT) {
      this.oldText -= reversal.middle?.length ?? 0;
      reversal.middle = null;
    }
    const file = { path: write.path, absolutePath: write.absolutePath, ...reversal };
    if (earlier) this.data.files[index] = file;
    else this.data.files.push(file);
  }

  private async store(): Promise<void> {
    for (const place of this.data.places) {
      if (!this.previous.has(place)) this.previous.set(place, await readFile(place, 'utf8').catch(() => undefined));
    }
    await storeJournal(this.data);
  }
}

/**
 * The journal of the last run in or from a folder.
 *
 * @returns undefined when there is none that can be read
 */
export async function readJournal(folder: string): Promise<JournalData | undefined> {
  try {
    const data = JSON.parse(await readFile(await journalPlace(folder), 'utf8')) as Partial<JournalData>;
    const whole = data.version === 1 && Array.isArray(data.files) && Array.isArray(data.places);
    return whole && data.files!.length > 0 ? (data as JournalData) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a journal with the files that it has; without files it goes. */
export async function storeJournal(data: JournalData): Promise<void> {
  for (const place of data.places) {
    if (data.files.length === 0) await rm(place, { force: true });
    else await replaceFileDeep(place, `${JSON.stringify(data)}\n`, 0o600);
  }
}
