import path from 'node:path';
import { addTo } from '../grouping.js';

/**
 * Which files can get a client from, or hand one to, a file that names Composio: by import specifiers alone, resolved
 * generously. A file too many costs a parse; a file too few would be a site that nobody hears of.
 */

/** A source file with what is known of it after one look. */
export interface Looked {
  /** Absolute, forward slashes. */
  file: string;
  specifiers: string[];
  /** Names Composio itself. */
  strong: boolean;
  /** A strong file that imports the SDK or makes a client. */
  bringsClient: boolean;
  weak: boolean;
  namespaced: boolean;
  barrel: boolean;
}

/** A package of the workspace. */
export interface WorkspaceName {
  name: string;
  /** Absolute, forward slashes. */
  folder: string;
  /** Text of its package.json: the entry files are named somewhere in it. */
  text: string;
}

/**
 * The files that are not strong and matter all the same.
 *
 * @param looked every strong, weak or re-exporting file
 * @param packages packages of the workspace, for imports by package name
 * @param aliases first segments that the tsconfig files map (`@app` of `"@app/*"`)
 * @returns absolute paths: weak files that import (through any number of files) one that brings a client, the
 *   re-exporting files between, and files with a namespaced call that a candidate imports
 */
export function followImports(
  looked: readonly Looked[],
  packages: readonly WorkspaceName[],
  aliases: ReadonlySet<string>,
): Set<string> {
  const carriers = new ImportTargets(packages, aliases);
  const added = new Set<string>();
  const rest = new Set<Looked>();
  for (const file of looked) {
    if (file.bringsClient) carriers.add(file.file);
    else if (file.strong || file.weak || file.barrel) rest.add(file);
  }
  for (let grown = carriers.size > 0; grown;) {
    grown = false;
    for (const file of rest) {
      if (!file.specifiers.some((specifier) => carriers.has(specifier, file.file))) continue;
      rest.delete(file);
      carriers.add(file.file);
      if (!file.strong) added.add(file.file);
      grown = true;
    }
  }
  const helpers = new ImportTargets(packages, aliases);
  for (const file of rest) if (file.namespaced) helpers.add(file.file);
  if (helpers.size === 0) return added;
  for (const file of looked) {
    if (!file.strong && !added.has(file.file)) continue;
    for (const specifier of file.specifiers) for (const helper of helpers.all(specifier, file.file)) added.add(helper);
  }
  return added;
}

const CODE_EXTENSION = /\.[cm]?[jt]sx?$/;
const COMPONENT = /\.(?:vue|svelte|astro|css|scss|json|svg|png|md)$/;

/** Files that an import specifier may mean. */
export class ImportTargets {
  /** Path without extension (and without `/index`) → files. */
  private readonly byStem = new Map<string, string[]>();
  /** Last segment of a stem → stems. */
  private readonly byName = new Map<string, string[]>();
  private readonly byPackage = new Map<string, WorkspaceName>();

  constructor(
    packages: readonly WorkspaceName[],
    private readonly aliases: ReadonlySet<string>,
  ) {
    for (const each of packages) this.byPackage.set(each.name, each);
  }

  get size(): number {
    return this.byStem.size;
  }

  add(file: string): void {
    const stem = file.replace(CODE_EXTENSION, '');
    this.put(stem, file);
    if (stem.endsWith('/index')) this.put(stem.slice(0, -'/index'.length), file);
  }

  has(specifier: string, from: string): boolean {
    return this.stems(specifier, from).length > 0;
  }

  all(specifier: string, from: string): string[] {
    return this.stems(specifier, from).flatMap((stem) => this.byStem.get(stem) ?? []);
  }

  private put(stem: string, file: string): void {
    addTo(this.byStem, stem, file);
    addTo(this.byName, stem.slice(stem.lastIndexOf('/') + 1), stem);
  }

  /** The stems that a specifier in a file can mean. */
  private stems(specifier: string, from: string): string[] {
    if (COMPONENT.test(specifier) || specifier.startsWith('node:')) return [];
    const plain = specifier.replace(/\?.*$/, ''); // `./x?raw`
    if (plain.startsWith('.') || plain.startsWith('/')) {
      const target = path.posix.resolve(path.posix.dirname(from), plain);
      return [target, target.replace(CODE_EXTENSION, '')].filter((stem) => this.byStem.has(stem)).slice(0, 1);
    }
    return this.byPackageName(plain) ?? this.byAlias(plain);
  }

  /** `@acme/sdk` and `@acme/sdk/client`, where the workspace has that package; undefined where it has not. */
  private byPackageName(specifier: string): string[] | undefined {
    const segments = specifier.split('/');
    const length = specifier.startsWith('@') ? 2 : 1;
    const known = this.byPackage.get(segments.slice(0, length).join('/'));
    if (!known) return undefined;
    const rest = segments.slice(length).join('/').replace(CODE_EXTENSION, '');
    const inside = `${known.folder}/`;
    if (rest !== '') return this.endingWith(rest).filter((stem) => stem.startsWith(inside));
    return [...this.byStem.keys()].filter(
      (stem) => stem.startsWith(inside) && isEntry(stem.slice(inside.length), known),
    );
  }

  /** `@/lib/x`, `~/x`, `#x`, `$lib/x`, `@app/x` of a tsconfig, `src/lib/x` of a `baseUrl`. */
  private byAlias(specifier: string): string[] {
    const plain = specifier.replace(CODE_EXTENSION, '');
    const slash = plain.indexOf('/');
    const first = slash < 0 ? plain : plain.slice(0, slash);
    const sign = /^[#~@$]/.test(first);
    if (slash < 0) {
      if (this.aliases.has(first)) return this.endingWith(first.replace(/^[#~@$]/, ''));
      return sign && first.length > 1 && first[0] !== '@' ? this.endingWith(first.slice(1)) : [];
    }
    const rest = plain.slice(slash + 1);
    if (first.length > 1 && first[0] === '@' && !this.aliases.has(first)) return []; // A package of that scope.
    if (!sign && !this.aliases.has(first)) return this.endingWith(plain);
    const own = first.replace(/^[#~@$]+/, '');
    return [...this.endingWith(rest), ...(own === '' ? [] : this.endingWith(`${own}/${rest}`))];
  }

  private endingWith(suffix: string): string[] {
    const stems = this.byName.get(suffix.slice(suffix.lastIndexOf('/') + 1)) ?? [];
    return stems.filter((stem) => stem.endsWith(`/${suffix}`));
  }
}

/** A file (stem inside of the package) that the package's name alone can mean. */
function isEntry(stem: string, of: WorkspaceName): boolean {
  if (/^(?:(?:src|lib)(?:\/index|\/main)?|index|main)$/.test(stem)) return true;
  return of.text.includes(`${stem}.`) || of.text.includes(`/${stem.slice(stem.lastIndexOf('/') + 1)}.`);
}
