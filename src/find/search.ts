import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { findCallers, ImportIndex, type CalledModule, type Callers } from './callers.js';
import type { FailedFile, SourceFile } from './found.js';
import { followImports, type Looked, type WorkspaceName } from './importers.js';
import type { Entry } from './listing.js';
import {
  bringsClient,
  callsDirectlyInPython,
  isUtf16,
  mentionsComposio,
  otherEncoding,
  sight,
  specifiersOf,
  withoutZeroBytes,
} from './needles.js';
import type { ReadFailure } from './read.js';
import { relativePath, toSlashes } from './select.js';

/** Larger source files are not migrated but reported; code that a person wrote is far smaller. In bytes. */
export const LARGEST_SOURCE = 4 * 1024 * 1024;

/** What has been seen so far. */
export class Search {
  readonly candidates: SourceFile[] = [];
  readonly failed: FailedFile[] = [];
  readonly documents: string[] = [];
  readonly contextSources: SourceFile[] = [];
  readonly contextDocuments: string[] = [];
  /** Every source file that was read, by its number in the index. */
  private readonly sources: Entry[] = [];
  private readonly imports = new ImportIndex();
  private readonly looked: Looked[] = [];
  /** Python files that do not name Composio and may be handed a client. */
  private readonly weakPython: Entry[] = [];
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(private readonly root: string) {}

  look(entry: Entry, bytes: Buffer): void {
    const utf16 = isUtf16(bytes);
    const latin1 = utf16 ? withoutZeroBytes(bytes.toString('latin1')) : bytes.toString('latin1');
    if (entry.kind === 'document') {
      const documents = entry.isContext ? this.contextDocuments : this.documents;
      if (mentionsComposio(latin1)) documents.push(entry.path);
      return;
    }
    if (isPython(entry.path)) return this.lookAtPython(entry, bytes, latin1, utf16);
    this.imports.note(this.sources.push(entry) - 1, latin1);
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

  private lookAtPython(entry: Entry, bytes: Buffer, latin1: string, utf16: boolean): void {
    if (mentionsComposio(latin1)) this.keep(entry, bytes, true, utf16, otherEncoding(latin1));
    else if (callsDirectlyInPython(latin1)) this.weakPython.push(entry);
  }

  /** Where no Python file names Composio, none can be handed a client. */
  private addWeakPython(): void {
    if (![...this.candidates, ...this.contextSources].some((file) => isPython(file.path))) return;
    this.keepAll(this.weakPython);
  }

  /** Decodes a file that matters; one that was asked for and cannot be is a failure. */
  private keep(entry: Entry, bytes: Buffer, strong: boolean, utf16: boolean, encoding?: string): void {
    const { path: file, absolutePath } = entry;
    const fail = (code: FailedFile['code'], message: string): void =>
      void (entry.isContext || this.failed.push({ path: file, code, message }));
    if (utf16) return fail('not-text', 'The file is UTF-16; save it as UTF-8 to have it migrated.');
    if (bytes.includes(0)) return fail('not-text', 'The file holds NUL bytes: it is no source text.');
    if (bytes.length > LARGEST_SOURCE) {
      const size = (bytes.length / 1024 / 1024).toFixed(1);
      return fail('too-large', `The file has ${size} MB; up to ${LARGEST_SOURCE / 1024 / 1024} MB are migrated.`);
    }
    if (encoding !== undefined) {
      return fail('not-text', `The file declares the encoding ${encoding}; save it as UTF-8 to have it migrated.`);
    }
    let text: string;
    try {
      text = this.decoder.decode(bytes);
    } catch {
      return fail('not-text', 'The file is not valid UTF-8.');
    }
    const bom = text.startsWith('\uFEFF');
    const source = { path: file, absolutePath, text: bom ? text.slice(1) : text, bom, strong };
    (entry.isContext ? this.contextSources : this.candidates).push(source);
  }

  /**
   * Links are looked through when they lead to a file inside of the root that is not listed by itself. A file that
   * git still lists and that is gone, a submodule, a link into nothing: none of them is there to be read.
   */
  settleFailures(failures: ReadFailure<Entry>[], listed: ReadonlySet<string>): void {
    for (const { file, error } of failures) {
      const fail = (message: string): void =>
        void (file.isContext || this.failed.push({ path: file.path, code: 'read-error', message }));
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

  /**
   * Goes on from what names Composio to the files that matter only because of what they import, or of who imports them.
   *
   * @param configuration manifests and configs that say where imports lead
   */
  follow(configuration: readonly Entry[]): FoundCallers {
    if (this.candidates.length + this.contextSources.length === 0) return { files: [], closed: new Set() };
    const links = linksOf(configuration);
    this.addWeakPython();
    this.addImporters(links);
    return this.callers(links);
  }

  private addImporters({ packages, aliases }: Links): void {
    if (!this.looked.some((file) => file.bringsClient || file.namespaced)) return;
    const added = followImports(this.looked, packages, aliases);
    if (added.size > 0) this.keepAll(this.sources.filter((entry) => added.has(toSlashes(entry.absolutePath))));
  }

  /** Files that were looked at before it was known that they matter. */
  private keepAll(entries: readonly Entry[]): void {
    for (const entry of entries) {
      try {
        this.keep(entry, readFileSync(entry.absolutePath), false, false);
      } catch (error) {
        if (entry.isContext) continue;
        this.failed.push({ path: entry.path, code: 'read-error', message: (error as Error).message });
      }
    }
  }

  /** The files that call what the candidates export, and are none themselves. */
  private callers({ packages, aliases }: Links): FoundCallers {
    const known = new Map<string, CalledModule>();
    for (const { absolutePath, text } of [...this.candidates, ...this.contextSources]) {
      const file = toSlashes(absolutePath);
      if (!isPython(file)) known.set(file, { file, text });
    }
    const read = (number: number): CalledModule | undefined => {
      const file = toSlashes(this.sources[number]!.absolutePath);
      return known.get(file) ?? this.textOf(file);
    };
    const modules = [...known.values()];
    const { found, closed } = findCallers({ modules, index: this.imports, read, packages, aliases });
    const files = [...found].flatMap(([number, { file, text }]) => {
      const { path: name, absolutePath } = this.sources[number]!;
      return known.has(file) ? [] : [{ path: name, absolutePath, text, bom: false, strong: false }];
    });
    return { files, closed };
  }

  private textOf(file: string): CalledModule | undefined {
    try {
      const bytes = readFileSync(file);
      if (bytes.length > LARGEST_SOURCE || bytes.includes(0)) return undefined;
      return { file, text: this.decoder.decode(bytes).replace(/^\uFEFF/, '') };
    } catch {
      return undefined;
    }
  }
}

export interface FoundCallers {
  files: SourceFile[];
  closed: Callers['closed'];
}

/** What says where an import leads, beside its own words. */
interface Links {
  packages: WorkspaceName[];
  aliases: Set<string>;
}

function linksOf(configuration: readonly Entry[]): Links {
  const texts = configuration
    .filter((entry) => entry.kind === 'manifest' || entry.kind === 'config')
    .map(({ absolutePath: file }) => ({ file: toSlashes(file), text: readIfThere(file) }));
  return { packages: workspaceNames(texts), aliases: aliasesOf(texts) };
}

function isPython(file: string): boolean {
  return file.endsWith('.py');
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
