/** What the manifests of Python projects say, as plain facts. Paths are relative to the root, forward slashes. */

/** A file that was read by the caller; `text` is without its BOM. */
export interface ManifestFile {
  path: string;
  text: string;
}

export type ManifestKind = 'requirements' | 'pyproject' | 'setup.cfg' | 'Pipfile';

/** One requirement. Offsets are UTF-16 code units from 0. */
export interface Requirement {
  /** Normalized: `Composio_OpenAI` is `composio-openai` (PEP 503). */
  name: string;
  extras: string[];
  /** As written: `>=0.10,<1`, `^0.10.7`; '' where any version will do. */
  specifier: string;
  /** Environment marker, as written; null when there is none. */
  marker: string | null;
  /** `dependencies`, `optional-dependencies.dev`, `tool.poetry.dependencies`, `packages`, …; '' for requirements files. */
  section: string;
  /** It comes from a URL, a path or a repository, so that no version is said. */
  direct: boolean;
  /** Its files are named by their hashes. */
  hashed: boolean;
  /** From 1; null where the place cannot be told. */
  line: number | null;
  /** Where the specifier stands; null where there is none, or its place cannot be told. */
  range: { start: number; end: number } | null;
}

export interface ManifestFact {
  path: string;
  /** '' for the root. */
  folder: string;
  kind: ManifestKind;
  /** What the project says about Python itself: `>=3.10,<4`; null when it says nothing. */
  requiresPython: string | null;
  /** In the order of the file. */
  requirements: Requirement[];
}
