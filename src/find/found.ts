import type { ErrorCode } from '../findings/codes.js';

/** What to look at. */
export interface FindRequest {
  /** Absolute; relative paths and globs are read from here. */
  cwd: string;
  /** Files, folders and globs as the user gave them; none: the current folder. */
  paths: string[];
  /** Globs to leave out, relative to `cwd` or to the root; one without a slash matches at any depth. */
  ignore: string[];
  /** Honour .gitignore and leave build output out. */
  gitignore: boolean;
  /** Without the dot, for folders and globs; a file named by itself is taken with any known extension. */
  extensions: string[];
  /** Called now and then while files are read. */
  onProgress?(done: number, total: number): void;
}

/** A source file that can matter, with its text. */
export interface SourceFile {
  /** Relative to the root, forward slashes; starts with `../` where a file lies outside. */
  path: string;
  absolutePath: string;
  /** Without the BOM. Offsets in every later stage are UTF-16 code units into this text. */
  text: string;
  /** The file starts with a UTF-8 BOM. */
  bom: boolean;
  /** It names Composio or a direct API itself; otherwise it was added because its imports lead to such a file. */
  strong: boolean;
}

export interface FailedFile {
  path: string;
  code: ErrorCode;
  message: string;
}

/**
 * What is around the files that were asked for and has a say in them: the rest of the package or repository, left out
 * by the paths or by an option, and the callers of what is to be migrated. Read, never changed, never reported.
 */
export interface Context {
  /** Source files with a needle, as candidates. */
  sources: SourceFile[];
  /** Source files without one that import, over one step or two, a file with clients or direct calls. */
  callers: SourceFile[];
  /** Absolute paths, forward slashes, of files whose importers are all among the candidates, sources and callers. */
  closed: ReadonlySet<string>;
  documents: string[];
  manifests: string[];
  configs: string[];
}

/** All paths are relative to `root` with forward slashes, in path order, unless they say otherwise. */
export interface FindResult {
  /** Absolute: the folder given when exactly one folder is given, else the current folder. */
  root: string;
  /** Source files that were looked at. */
  scanned: number;
  candidates: SourceFile[];
  context: Context;
  /** Files that could not be read, or that mention Composio and are not text the tool can work on. */
  failed: FailedFile[];
  /** Markdown, components (.vue, .svelte, .astro) and notebooks that mention Composio. */
  documents: string[];
  /** `.env*`, Dockerfiles, compose files, CI files: places of version pins and Node versions. */
  environment: string[];
  /** Every package.json under the paths, and above them up to the top of the repository (`../package.json`). */
  manifests: string[];
  /** tsconfig and jsconfig files, pnpm-workspace.yaml, .nvmrc, .node-version; under the paths and above them. */
  configs: string[];
  /** Source and environment files under the paths that git does not track (and no .gitignore names); empty without git. */
  untracked: ReadonlySet<string>;
  /** Absolute folders whose state the git guard looks at, and absolute files named by themselves. */
  targets: { folders: string[]; files: string[] };
  /** Things worth a line on stderr. */
  warnings: string[];
}
