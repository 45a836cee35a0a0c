import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../findings/refusal.js';
import { begin } from '../stages.js';
import type { FailedFile, FindRequest, FindResult, SourceFile } from './found.js';
import { followImports, type Looked, type WorkspaceName } from './importers.js';
import { byPath, configurationAbove, listFiles, type Entry, type Listing } from './listing.js';
import { bringsClient, isUtf16, mentionsComposio, sight, specifiersOf, withoutZeroBytes } from './needles.js';
import { readAll, type ReadFailure } from './read.js';
import { relativePath, toSlashes } from './select.js';
import { resolveTargets, type Target, type Targets } from './targets.js';

export type { FailedFile, FindRequest, FindResult, SourceFile } from './found.js';

/** Larger source files are not migrated but reported; code that a person wrote is far smaller. In bytes. */
export const LARGEST_SOURCE = 4 * 1024 * 1024;

/**
 * Finds the files that can matter. Each source file is read once and searched as bytes; only those with a needle are
 * decoded and kept.
 *
 * @returns candidates with their text, and the other files that later stages want to know of
 * @throws Refusal `path-not-found` or `nothing-matched`
 */
export async function findFiles(request: FindRequest): Promise<FindResult> {
  const targets = resolveTargets(request.cwd, request.paths);
  const listed = begin('list');
  const listing = await listFiles(targets, request);
  listed({ files: listing.entries.length });
  const warnings = refuseEmpty(listing, targets, request);
  const searched = begin('search');
  const search = new Search(targets.root);
  const readable = listing.entries.filter((entry) => entry.kind === 'source' || entry.kind === 'document');
  const failures = await readAll(
    readable,
    (entry) => entry.absolutePath,
    (entry, bytes) => search.look(entry, bytes),
    (done) => request.onProgress?.(done, readable.length),
  );
  search.settleFailures(failures, new Set(listing.entries.map((entry) => entry.absolutePath)));
  const configuration = configurationOf(listing.entries, targets);
  search.addImporters(listing.entries, configuration);
  searched({ read: readable.length, candidates: search.candidates.length });
  const pathsOf = (kind: Entry['kind'], entries: readonly Entry[]): string[] =>
    entries.filter((entry) => entry.kind === kind).map((entry) => entry.path);
  return {
    root: targets.root,
    scanned: listing.entries.filter((entry) => entry.kind === 'source').length,
    candidates: search.candidates.sort(byPath),
    failed: [...search.failed, ...unlistable(listing)].sort(byPath),
    documents: search.documents.sort(),
    environment: pathsOf('environment', listing.entries),
    manifests: pathsOf('manifest', configuration),
    configs: pathsOf('config', configuration),
    untracked: new Set(
      listing.entries
        .filter((entry) => (entry.kind === 'source' || entry.kind === 'environment') && entry.tracked === false)
        .map((entry) => entry.path),
    ),
    targets: guarded(targets.list),
    warnings,
  };
}

function refuseEmpty(listing: Listing, targets: Targets, request: FindRequest): string[] {
  const lostGlob = listing.empty.find((target) => target.kind === 'glob');
  if (lostGlob) throw nothingMatched(`‘${lostGlob.given}’ matches no file.`, request);
  const matched = listing.entries.some((entry) => entry.kind === 'source' || entry.kind === 'document');
  if (!matched && listing.unreadable.length === 0) {
    const given = targets.list.map((target) => `‘${target.given}’`).join(', ');
    throw nothingMatched(`No files matched in ${given}.`, request);
  }
  return listing.empty.map((target) => `No files matched in ‘${target.given}’.`);
}

function nothingMatched(message: string, request: FindRequest): Refusal {
  const extensions = request.extensions.map((extension) => `.${extension}`).join(' ');
  const hint = `Looked for ${extensions}; node_modules, build output, type declarations${request.gitignore ? ', what .gitignore names' : ''}${request.ignore.length > 0 ? ' and what --ignore names' : ''} are left out.`;
  return new Refusal('nothing-matched', message, hint);
}

function unlistable(listing: Listing): FailedFile[] {
  return listing.unreadable.map((each) => ({ path: each.path || '.', code: 'read-error', message: each.message }));
}

function guarded(list: Target[]): FindResult['targets'] {
  const folders = new Set<string>();
  const files = new Set<string>();
  for (const target of list) {
    if (target.kind === 'file') files.add(target.file);
    else folders.add(target.folder);
  }
  return { folders: [...folders], files: [...files] };
}

/** Manifests and configuration files under the paths and above them, each once, in path order. */
function configurationOf(entries: readonly Entry[], targets: Targets): Entry[] {
  const found = new Map<string, Entry>();
  for (const entry of [...entries, ...configurationAbove(targets)]) {
    const isOne = entry.kind === 'manifest' || entry.kind === 'config';
    if (isOne && !found.has(entry.absolutePath)) found.set(entry.absolutePath, entry);
  }
  return [...found.values()].sort(byPath);
}

/** What has been seen so far. */
class Search {
  readonly candidates: SourceFile[] = [];
  readonly failed: FailedFile[] = [];
  readonly documents: string[] = [];
  private readonly looked: Looked[] = [];
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(private readonly root: string) {}

  look(entry: Entry, bytes: Buffer): void {
    const utf16 = isUtf16(bytes);
    const latin1 = utf16 ? withoutZeroBytes(bytes.toString('latin1')) : bytes.toString('latin1');
    if (entry.kind === 'document') {
      if (mentionsComposio(latin1)) this.documents.push(entry.path);
      return;
    }
    const seen = sight(latin1);
    if (!seen.strong && !seen.weak && !seen.barrel) return;
    if (seen.strong) this.keep(entry, bytes, true, utf16);
    this.looked.push({
      ...seen,
      file: toSlashes(entry.absolutePath),
      specifiers: specifiersOf(latin1),
      bringsClient: seen.strong && bringsClient(latin1),
    });
  }

  /** Decodes a file that matters; one that cannot be is a failure. */
  private keep(entry: Entry, bytes: Buffer, strong: boolean, utf16: boolean): void {
    const { path: file, absolutePath } = entry;
    const fail = (code: FailedFile['code'], message: string): void =>
      void this.failed.push({ path: file, code, message });
    if (utf16) return fail('not-text', 'The file is UTF-16; save it as UTF-8 to have it migrated.');
    if (bytes.includes(0)) return fail('not-text', 'The file holds NUL bytes: it is no source text.');
    if (bytes.length > LARGEST_SOURCE) {
      const size = (bytes.length / 1024 / 1024).toFixed(1);
      return fail('too-large', `The file has ${size} MB; up to ${LARGEST_SOURCE / 1024 / 1024} MB are migrated.`);
    }
    let text: string;
    try {
      text = this.decoder.decode(bytes);
    } catch {
      return fail('not-text', 'The file is not valid UTF-8.');
    }
    const bom = text.startsWith('\uFEFF');
    this.candidates.push({ path: file, absolutePath, text: bom ? text.slice(1) : text, bom, strong });
  }

  /**
   * Links are looked through when they lead to a file inside of the root that is not listed by itself. A file that
   * git still lists and that is gone, a submodule, a link into nothing: none of them is there to be read.
   */
  settleFailures(failures: ReadFailure<Entry>[], listed: ReadonlySet<string>): void {
    for (const { file, error } of failures) {
      const fail = (message: string): void => void this.failed.push({ path: file.path, code: 'read-error', message });
      if (error.code === 'ENOENT' && !file.path.includes('\uFFFD')) continue;
      if (error.code === 'EISDIR' || error.code === 'ENOTDIR') continue;
      if (!isLink(file.absolutePath)) {
        fail(error.code === 'EACCES' ? 'The file cannot be read: permission denied.' : error.message);
        continue;
      }
      try {
        const target = realpathSync(file.absolutePath);
        if (this.isOurs(target) && !listed.has(target)) this.look(file, readFileSync(target));
      } catch (linkError) {
        const { code, message } = linkError as NodeJS.ErrnoException;
        if (code === 'ELOOP') fail('The link leads back to itself.');
        else if (code !== 'ENOENT' && code !== 'EISDIR') fail(message);
      }
    }
  }

  private isOurs(target: string): boolean {
    const relative = relativePath(realpathSync(this.root), target);
    return !relative.startsWith('../') && !path.isAbsolute(relative) && !relative.split('/').includes('node_modules');
  }

  /** Adds the files that matter only because of what they import, or of who imports them. */
  addImporters(entries: readonly Entry[], configuration: readonly Entry[]): void {
    if (!this.looked.some((file) => file.bringsClient || file.namespaced)) return;
    const texts = configuration.map(({ absolutePath: file }) => ({ file: toSlashes(file), text: readIfThere(file) }));
    const added = followImports(this.looked, workspaceNames(texts), aliasesOf(texts));
    if (added.size === 0) return;
    for (const entry of entries) {
      if (entry.kind !== 'source' || !added.has(toSlashes(entry.absolutePath))) continue;
      try {
        this.keep(entry, readFileSync(entry.absolutePath), false, false);
      } catch (error) {
        this.failed.push({ path: entry.path, code: 'read-error', message: (error as Error).message });
      }
    }
  }
}

function isLink(file: string): boolean {
  try {
    readlinkSync(file);
    return true;
  } catch {
    return false;
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function workspaceNames(configuration: { file: string; text: string }[]): WorkspaceName[] {
  return configuration.flatMap(({ file, text }) => {
    if (!file.endsWith('/package.json')) return [];
    const name = /"name"\s*:\s*"([^"]+)"/.exec(text)?.[1];
    return name ? [{ name, folder: path.posix.dirname(file), text }] : [];
  });
}

/** First segments of import specifiers that a tsconfig maps: `@app` of `"@app/*": [...]`, `#lib`, `config`. */
function aliasesOf(configuration: { file: string; text: string }[]): Set<string> {
  const aliases = new Set<string>();
  for (const { file, text } of configuration) {
    if (!/[tj]sconfig[^/]*\.json$/.test(file)) continue;
    for (const match of text.matchAll(/"([^"\s/*]+)(?:\/[^"]*)?"\s*:\s*\[/g)) aliases.add(match[1]!);
  }
  return aliases;
}
