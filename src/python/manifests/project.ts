/** Which version of the SDK a Python file is written for, by the manifests around it. */
import path from 'node:path';
import type { ManifestFact, ManifestFile } from './facts.js';
import { manifestKind, readManifest } from './read.js';
import { lowestAllowed } from './requirement.js';

/** The SDK's version that a manifest says. */
export interface DeclaredSdk {
  /** The lowest that the specifier allows. */
  lowest: string;
  specifier: string;
  /** Path of the manifest. */
  manifest: string;
}

export interface ManifestFolder {
  /** Names of the files and folders directly in a folder ('' for the root); none where it cannot be listed. */
  names(folder: string): readonly string[];
  read(file: string): string | undefined;
}

const PACKAGE = 'composio';

/** The manifests of Python projects, read when a file below them asks. */
export class PythonManifests {
  private readonly facts = new Map<string, ManifestFact[]>();

  constructor(private readonly files: ManifestFolder) {}

  /**
   * The version of `composio` that the nearest manifest with a requirement of it allows at least.
   *
   * @param file relative to the root, forward slashes
   * @returns null where no manifest up to the root says one
   */
  sdkOf(file: string): DeclaredSdk | null {
    let folder = path.posix.dirname(file).replace(/^\.$/, '');
    for (;;) {
      const declared = this.in(folder)
        .flatMap((fact) => fact.requirements.map((one) => ({ ...one, manifest: fact.path })))
        .filter((one) => one.name === PACKAGE);
      for (const { specifier, manifest } of declared) {
        const lowest = lowestAllowed(specifier);
        if (lowest !== null) return { lowest, specifier, manifest };
      }
      // It is required in whatever version: those further up speak for other projects.
      if (declared.length > 0 || folder === '' || folder.startsWith('..')) return null;
      folder = path.posix.dirname(folder).replace(/^\.$/, '');
    }
  }

  private in(folder: string): ManifestFact[] {
    let known = this.facts.get(folder);
    if (!known) this.facts.set(folder, (known = this.readFolder(folder)));
    return known;
  }

  private readFolder(folder: string): ManifestFact[] {
    const names = [...this.files.names(folder)];
    if (names.includes('requirements')) {
      names.push(...this.files.names(path.posix.join(folder, 'requirements')).map((name) => `requirements/${name}`));
    }
    return names
      .map((name) => path.posix.join(folder, name))
      .filter((file) => manifestKind(file) !== null)
      .sort()
      .flatMap((file): ManifestFile[] => {
        const text = this.files.read(file);
        return text === undefined ? [] : [{ path: file, text }];
      })
      .flatMap((file) => readManifest(file) ?? []);
  }
}
