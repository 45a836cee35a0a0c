import { Refusal } from '../findings/refusal.js';
import { begin } from '../stages.js';
import type { FailedFile, FindRequest, FindResult } from './found.js';
import { byPath, configurationAbove, listContext, listFiles, type Entry, type Listing } from './listing.js';
import { filesWithNeedles } from './grep.js';
import { readAll } from './read.js';
import { Search } from './search.js';
import { resolveTargets, type Target, type Targets } from './targets.js';

export type { FailedFile, FindRequest, FindResult, SourceFile } from './found.js';
export { LARGEST_SOURCE } from './search.js';

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
  const lookAhead = filesOfTree(targets, request);
  const listing = await listFiles(targets, request);
  const context = await listContext(targets, request, listing);
  listed({ files: listing.entries.length, context: context.length });
  const warnings = refuseEmpty(listing, targets, request);
  const searched = begin('search');
  const search = new Search(targets.root);
  const readable = [...listing.entries, ...context].filter(
    (entry) => entry.kind === 'source' || entry.kind === 'document',
  );
  const named = context.length === 0 ? await lookAhead : undefined;
  const isRuledOut = ({ path, isSearched }: Entry): boolean => named !== undefined && isSearched && !named.has(path);
  const places = new Set(listing.entries.map((entry) => entry.absolutePath));
  let read = 0;
  const look = async (entries: readonly Entry[]): Promise<void> => {
    const failures = await readAll(
      entries,
      (entry) => entry.absolutePath,
      (entry, bytes) => search.look(entry, bytes),
      (done) => request.onProgress?.(read + done, readable.length),
    );
    search.settleFailures(failures, places);
    read += entries.length;
  };
  await look(readable.filter((entry) => !isRuledOut(entry)));
  // Files that do not name Composio matter by what they import.
  if (search.candidates.length > 0) await look(readable.filter(isRuledOut));
  const configuration = configurationOf(listing.entries, targets);
  const callers = search.follow([...configuration, ...context]);
  searched({ read, candidates: search.candidates.length, callers: callers.files.length });
  const pathsOf = (kind: Entry['kind'], entries: readonly Entry[]): string[] =>
    entries.filter((entry) => entry.kind === kind).map((entry) => entry.path);
  return {
    root: targets.root,
    scanned: listing.entries.filter((entry) => entry.kind === 'source').length,
    candidates: search.candidates.sort(byPath),
    context: {
      sources: search.contextSources.sort(byPath),
      callers: callers.files.sort(byPath),
      closed: callers.closed,
      documents: search.contextDocuments.sort(),
      manifests: pathsOf('manifest', context),
      configs: pathsOf('config', context),
    },
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

/** Asked for while the files are listed, where one folder is what was given: it is the root then. */
function filesOfTree({ list }: Targets, request: FindRequest): Promise<Set<string> | undefined> | undefined {
  const [only, another] = list;
  if (another || only?.kind !== 'folder' || !request.gitignore) return undefined;
  return filesWithNeedles(only.folder, new Set(request.extensions));
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
