/** What stands around the sources and is not migrated: documents, components, notebooks, files of the environment. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FileFacts } from './analyze/facts.js';
import { applyEdits } from './edit/apply.js';
import type { Edit } from './edit/edit.js';
import { isEnvTemplate, pinReads, readersElsewhere, removeVersionPins, scanElsewhere } from './elsewhere/index.js';
import type { ReaderElsewhere } from './elsewhere/index.js';
import type { FindResult } from './find/found.js';
import { ignoreMatcher } from './find/select.js';
import { folderOf, isWithin } from './manifest/facts.js';
import type { FileChange } from './pipeline-types.js';
import type { Plan } from './plan/plan.js';
import { decidePins, type PinsDecision } from './plan/versionPins.js';
import type { ReportNote } from './report/report.js';

interface Surrounding {
  path: string;
  text: string;
  bom: boolean;
  /** An env template that git keeps, as far as can be told, and that is text: its pins may be removed. */
  mayEdit: boolean;
}

/** What planning and rewriting came to. */
export interface Settled {
  files: ReadonlyMap<string, FileFacts>;
  plan: Plan;
  /** Source files that stay as they are because something failed. */
  failed: ReadonlySet<string>;
  /** Edits of a source file. */
  editsOf(path: string): readonly Edit[];
  transforms: ReadonlySet<string>;
  /** Folder of the package that a file belongs to. */
  packageOf(path: string): string;
  /** Further calls that read toolkit versions, with clients of their own: those in Python. */
  otherReaders: readonly { path: string; words: string }[];
}

/** What is said of the surroundings, and what becomes of them. */
export interface Outlook {
  changes: FileChange[];
  /** Direct code and pins beside the sources: in the order of the files, then of the lines. */
  notes: ReportNote[];
  /** Path of a source file → notes on the variables of pins that it names. */
  fileNotes: Map<string, ReportNote[]>;
}

export class Surroundings {
  private readonly files: Surrounding[];
  private readonly readers: ReaderElsewhere[];

  /** @param ignore globs of `--ignore` */
  constructor(
    private readonly found: FindResult,
    ignore: readonly string[],
  ) {
    this.files = surroundingFiles(found, ignore);
    this.readers = readersElsewhere([...this.files, ...readable(found, found.context.documents)]);
  }

  /** Everything that there is to say when there are no sources to migrate. */
  notes(): ReportNote[] {
    return scanElsewhere(this.files);
  }

  /**
   * What may read the toolkit versions of a package's clients and is not among the facts: components, and source files
   * that could not be read or analyzed; in words.
   */
  unseenReaders(isOfPackage: (path: string) => boolean, failed: Iterable<string>): string[] {
    const components = this.readers.filter((reader) => reader.kind === 'component' && isOfPackage(reader.path));
    return [
      ...components.map((reader) => reader.words),
      ...this.unread(failed)
        .filter((one) => isOfPackage(one.path) && !one.path.endsWith('.py'))
        .map((one) => one.words),
    ];
  }

  /** Removes the pins of env templates that nothing reads any more, and lists the rest. */
  settle(settled: Settled): Outlook {
    const sources = this.found.candidates.map((file) => ({
      path: file.path,
      reads: pinReads(file.text, settled.failed.has(file.path) ? [] : settled.editsOf(file.path)),
    }));
    const context = this.found.context.sources.map((file) => ({ path: file.path, reads: pinReads(file.text, []) }));
    const input = {
      ...settled,
      unseen: [...this.readers, ...settled.otherReaders, ...this.unread(settled.failed)],
      reads: [...sources, ...context].flatMap(({ path: file, reads }) =>
        reads.map((read) => ({ path: file, ...read })),
      ),
    };
    const removed = new Map<string, Edit[]>();
    const kept = new Map<string, string>();
    for (const file of this.files) {
      if (!isEnvTemplate(file.path) || !file.text.includes('COMPOSIO_TOOLKIT_VERSION_')) continue;
      const home = settled.packageOf(file.path);
      const decision = this.decide(file, home, () => decidePins(input, (source) => isWithin(folderOf(source), home)));
      if (decision.remove) removed.set(file.path, removeVersionPins(file, true));
      else kept.set(file.path, decision.why);
    }
    return {
      changes: this.files.flatMap((file) => this.changeOf(file, removed.get(file.path) ?? [])),
      notes: scanElsewhere(this.files, removed).map((note) => withReason(note, kept)),
      fileNotes: new Map(
        sources.map((source) => [
          source.path,
          source.reads.map(({ line, name }) => ({
            line,
            code: 'version-pin',
            message: `${name} is the variable of a toolkit version pin, which sessions do not read.`,
          })),
        ]),
      ),
    };
  }

  private decide(file: Surrounding, home: string, byReaders: () => PinsDecision): PinsDecision {
    if (!file.mayEdit) return { remove: false, why: 'git does not keep this file' };
    if (home.startsWith('..')) return { remove: false, why: 'only a part of its package was looked at' };
    return byReaders();
  }

  private changeOf(file: Surrounding, edits: Edit[]): FileChange[] {
    if (edits.length === 0) return [];
    const { path: name, bom, text } = file;
    const absolutePath = path.join(this.found.root, name);
    return [{ path: name, absolutePath, bom, before: text, after: applyEdits(text, edits), edits }];
  }

  private unread(failed: Iterable<string>): { path: string; words: string }[] {
    const paths = new Set([...this.found.failed.map((file) => file.path), ...failed]);
    return [...paths]
      .filter((file) => /\.(?:[cm]?[jt]sx?|py)$/.test(file))
      .map((file) => ({ path: file, words: `what ${file} may hold, which could not be worked on` }));
  }
}

function withReason(note: ReportNote, kept: ReadonlyMap<string, string>): ReportNote {
  const why = note.code === 'version-pin' ? kept.get(note.path ?? '') : undefined;
  return why === undefined ? note : { ...note, message: `${note.message} It stays here: ${why}.` };
}

/** The files around the sources, in path order, each once; what cannot be read is left out. */
function surroundingFiles(found: FindResult, ignore: readonly string[]): Surrounding[] {
  const listed = [...found.documents, ...found.environment];
  const paths = new Set([...listed, ...hiddenEnvFiles(found, ignore)]);
  const known = new Set(listed);
  return readable(found, [...paths].sort()).map(({ bytes, ...file }) => {
    const isText = Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
    return { ...file, mayEdit: known.has(file.path) && !found.untracked.has(file.path) && isText };
  });
}

function readable(found: FindResult, paths: readonly string[]): (Omit<Surrounding, 'mayEdit'> & { bytes: Buffer })[] {
  return paths.flatMap((file) => {
    let bytes: Buffer;
    try {
      bytes = readFileSync(path.join(found.root, file));
    } catch {
      return [];
    }
    const text = bytes.toString('utf8');
    const bom = text.startsWith('\uFEFF');
    return [{ path: file, text: bom ? text.slice(1) : text, bom, bytes }];
  });
}

/** `.env` and its like beside the manifests: git ignores them, so that the list of files does not name them. */
function hiddenEnvFiles(found: FindResult, ignore: readonly string[]): string[] {
  const isIgnored = ignoreMatcher([...ignore], found.root, found.root);
  const folders = new Set(['', ...found.manifests.map(folderOf).filter((folder) => !folder.startsWith('..'))]);
  return [...folders].flatMap((folder) =>
    fileNamesIn(path.join(found.root, folder))
      .filter((name) => /^\.env(rc$|$|\.)/.test(name))
      .map((name) => path.posix.join(folder, name))
      .filter((file) => !isIgnored(path.join(found.root, file))),
  );
}

/** Names of the files directly in a folder; none when it cannot be listed. */
export function fileNamesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [] : [entry.name]));
  } catch {
    return [];
  }
}
