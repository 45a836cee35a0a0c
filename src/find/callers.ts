import path from 'node:path';
import { ImportTargets, type WorkspaceName } from './importers.js';
import { bringsClient, callsDirectly, importWords, reExports, specifiersOf } from './needles.js';

/**
 * Who calls what a migration is about. A helper `connect(user, authConfig)` is right for one toolkit only if every
 * caller says so, and a caller need not name Composio: it is found by its imports.
 */

/** Which files may import which, for every file of a tree: kept small, the last word of each specifier. */
export class ImportIndex {
  private readonly byWord = new Map<string, number[]>();

  /** @param file number of a file @param bytes the file as latin1 */
  note(file: number, bytes: string): void {
    for (const word of importWords(bytes)) {
      const files = this.byWord.get(word);
      if (!files) this.byWord.set(word, [file]);
      else if (files.at(-1) !== file) files.push(file);
    }
  }

  at(word: string): readonly number[] {
    return this.byWord.get(word) ?? [];
  }
}

/** A file to find the callers of. */
export interface CalledModule {
  /** Absolute, forward slashes. */
  file: string;
  text: string;
}

export interface CallerSearch {
  /** Files that may be imported: those with clients or direct calls count. */
  modules: readonly CalledModule[];
  index: ImportIndex;
  /** @returns undefined for a file that cannot be read as text */
  read(file: number): CalledModule | undefined;
  packages: readonly WorkspaceName[];
  aliases: ReadonlySet<string>;
}

export interface Callers {
  /** Importers, by the number of their file, `modules` among them. */
  found: Map<number, CalledModule>;
  /** Files all of whose importers are found. */
  closed: Set<string>;
}

/** Callers of callers are looked for as well: a wrapper hands on what it is given. */
const ROUNDS = 2;
/** What more files than these call is called from everywhere: whoever asks is told that there may be others. */
const MOST_CALLERS = 2000;

export function findCallers({ modules, index, read, packages, aliases }: CallerSearch): Callers {
  const found: Callers['found'] = new Map();
  const closed: Callers['closed'] = new Set();
  let round = modules
    .filter(({ text }) => callsDirectly(text) || bringsClient(text))
    .map((module) => ({ ...module, names: exportedNames(module.text) }));
  for (let count = 0; count < ROUNDS && round.length > 0; count++) {
    const targets = new ImportTargets(packages, aliases);
    const byFile = new Map(round.map((module) => [module.file, module]));
    for (const { file } of round) targets.add(file);
    const next: typeof round = [];
    for (const number of new Set(
      round.flatMap(({ file }) => wordsFor(file, packages)).flatMap((word) => index.at(word)),
    )) {
      const importer = found.get(number) ?? read(number);
      if (!importer || closed.has(importer.file)) continue;
      const imported = specifiersOf(importer.text)
        .flatMap((specifier) => targets.all(specifier, importer.file))
        .flatMap((file) => byFile.get(file) ?? []);
      const mentioned = imported.filter(
        ({ names }) => names === 'any' || names.some((name) => importer.text.includes(name)),
      );
      if (mentioned.length === 0) continue;
      if (found.size >= MOST_CALLERS) return { found, closed };
      found.set(number, importer);
      if (byFile.has(importer.file)) continue;
      next.push({
        ...importer,
        names: namesOfImporter(
          importer.text,
          mentioned.map(({ names }) => names),
        ),
      });
    }
    for (const { file } of round) closed.add(file);
    round = next;
  }
  return { found, closed };
}

/** `any`: what it exports need not be called by a name that can be looked for. */
type Names = readonly string[] | 'any';

const EXPORTED =
  /\bexport\s+(?:declare\s+|abstract\s+|async\s+)*(?:function\s*\*?|const|let|var|class)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;

function exportedNames(text: string): Names {
  if (/\bexport\s+default\b|\bexports\b|\bexport\s*[*{]|\bexport\s+(?:const|let|var)\s*[{[]/.test(text)) return 'any';
  return [...text.matchAll(EXPORTED)].map((match) => match[1]!);
}

/** What an importer exports itself; of a barrel, what it hands on besides. */
function namesOfImporter(text: string, imported: readonly Names[]): Names {
  const own = exportedNames(text);
  if (!reExports(text)) return own;
  const renames = /\bas\b/.test(text);
  const handedOn = imported.includes('any') || renames ? 'any' : imported.flat();
  const plain = [...text.matchAll(EXPORTED)].map((match) => match[1]!);
  return handedOn === 'any' ? 'any' : [...plain, ...handedOn];
}

/** Last words of the specifiers that may mean a file. */
function wordsFor(file: string, packages: readonly WorkspaceName[]): string[] {
  const stem = file.replace(/\.[cm]?[jt]sx?$/, '');
  const name = path.posix.basename(stem);
  const words = name === 'index' ? [name, path.posix.basename(path.posix.dirname(stem)), '.'] : [name];
  const owners = packages.filter(({ folder }) => file.startsWith(`${folder}/`));
  return [...words, ...owners.map((owner) => owner.name.slice(owner.name.lastIndexOf('/') + 1))];
}
