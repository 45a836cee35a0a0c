import { existsSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';

/** What a file is to the tool, by its path alone. */
export type FileKind = 'source' | 'document' | 'environment' | 'manifest' | 'config' | 'other';

const DOCUMENT_EXTENSIONS: ReadonlySet<string> = new Set(['md', 'mdx', 'markdown', 'vue', 'svelte', 'astro', 'ipynb']);

const CONFIG_NAMES = /^(?:[tj]sconfig(?:\.[\w.-]+)?\.json|pnpm-workspace\.ya?ml|\.nvmrc|\.node-version)$/;

const ENVIRONMENT_NAMES =
  /^(?:\.env(?:\..+)?|env\.(?:example|sample|template)|\.envrc|.+\.env|(?:.+\.)?Dockerfile(?:\..+)?|Containerfile|(?:docker-)?compose(?:[.-].+)?\.ya?ml|\.gitlab-ci\.ya?ml|azure-pipelines\.ya?ml|bitbucket-pipelines\.ya?ml|\.travis\.ya?ml|render\.ya?ml|fly\.toml|Jenkinsfile|cloudbuild\.ya?ml)$/;

const CI_PATHS = /(?:^|\/)(?:\.github\/(?:workflows|actions)\/.+|\.circleci\/config)\.ya?ml$/;

const DECLARATION = /\.d\.[cm]?ts$/;

/**
 * @param file path with forward slashes
 * @param extensions extensions of source files, without the dot
 * @returns the kind; type declarations are `other`, they are never touched
 */
export function kindOf(file: string, extensions: ReadonlySet<string>): FileKind {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const extension = name.slice(name.lastIndexOf('.') + 1);
  if (extensions.has(extension) && name.includes('.')) return DECLARATION.test(name) ? 'other' : 'source';
  if (name === 'package.json') return 'manifest';
  if (CONFIG_NAMES.test(name)) return 'config';
  if (ENVIRONMENT_NAMES.test(name) || CI_PATHS.test(file)) return 'environment';
  return DOCUMENT_EXTENSIONS.has(extension) && name.includes('.') ? 'document' : 'other';
}

/** Folders that nobody writes by hand, wherever they are. */
const NEVER = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  'bower_components',
  '.yarn',
  'site-packages',
  '__pycache__',
  '.venv',
  '.tox',
  '.nox',
  '.eggs',
]);

/** The file that makes a folder a virtual environment of Python, whatever it is called. */
export const VIRTUAL_ENVIRONMENT = 'pyvenv.cfg';

/** Build output and caches that are named so everywhere. */
const BUILD_ANYWHERE = new Set([
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.turbo',
  '.vercel',
  '.netlify',
  '.cache',
  '.parcel-cache',
  '.expo',
  '.docusaurus',
  '.wrangler',
  '.nx',
]);

/**
 * Names of build output that are good names for source folders, too: they count only at the top of a package, whether
 * git tracks them or not. `src/build/` is code; `packages/app/build/` is not, unless it is named by itself.
 */
const BUILD_AT_PACKAGE_ROOT = new Set(['dist', 'build', 'out', 'coverage', 'vendor', 'storybook-static', '_build']);

const MAYBE_SKIPPED = new RegExp(
  `(?:^|/)(?:${[...NEVER, ...BUILD_ANYWHERE, ...BUILD_AT_PACKAGE_ROOT].map((name) => name.replace('.', '\\.')).join('|')})/`,
);

export interface SkipRules {
  /** Leave build output out, too. */
  buildOutput: boolean;
  /** The folder (relative, '' for the top) is the top of a package. */
  isPackageRoot(folder: string): boolean;
  /** The folder (relative) is a virtual environment of Python. */
  isVirtualEnvironment?(folder: string): boolean;
}

/** A file (relative, forward slashes) lies in a folder that is never looked into. */
export function isSkipped(file: string, rules: SkipRules): boolean {
  if (!rules.isVirtualEnvironment && !MAYBE_SKIPPED.test(file)) return false;
  const segments = file.split('/');
  segments.pop();
  return segments.some((name, index) => isSkippedFolder(segments.slice(0, index).join('/'), name, rules));
}

/** A folder of this name in this parent (relative, '' for the top) is never looked into. */
export function isSkippedFolder(parent: string, name: string, rules: SkipRules): boolean {
  if (NEVER.has(name)) return true;
  if (rules.isVirtualEnvironment?.(parent === '' ? name : `${parent}/${name}`)) return true;
  if (!rules.buildOutput) return false;
  return BUILD_ANYWHERE.has(name) || (BUILD_AT_PACKAGE_ROOT.has(name) && rules.isPackageRoot(parent));
}

/**
 * `--ignore` as a predicate on paths. A glob without a slash matches a name at any depth, one with a slash from the
 * current folder or from the root; a folder that matches takes all of its files along. Braces and `**` work.
 */
export function ignoreMatcher(globs: string[], cwd: string, root: string): (absolutePath: string) => boolean {
  if (globs.length === 0) return () => false;
  const matchers = globs.map((glob) => {
    const plain = glob.replace(/^\.\//, '').replace(/\/+$/, '');
    const isMatch = picomatch(plain.includes('/') ? [plain, `${plain}/**`] : [`**/${plain}`, `**/${plain}/**`], {
      dot: true,
    });
    const takesAbsolute = path.isAbsolute(plain);
    return (relative: string, absolute: string): boolean => isMatch(takesAbsolute ? absolute : relative);
  });
  const bases = [...new Set([cwd, root])];
  return (absolutePath) => {
    const absolute = toSlashes(absolutePath);
    return bases.some((base) => {
      const relative = relativePath(base, absolutePath);
      return matchers.some((matches) => matches(relative, absolute));
    });
  };
}

/**
 * The folder that a listing starts from is the top of a package: it holds a package.json, or no folder above it does
 * (a bare folder of scripts). Given `src` of a package, `src/build` stays code.
 */
export function isTopOfPackage(folder: string): boolean {
  if (existsSync(path.join(folder, 'package.json'))) return true;
  for (let above = path.dirname(folder); above !== folder; folder = above, above = path.dirname(folder)) {
    if (existsSync(path.join(above, 'package.json'))) return false;
  }
  return true;
}

/** The rules of one .gitignore file, for paths relative to its folder. */
export function gitignoreRules(text: string): Ignore {
  const foldsCase = process.platform === 'win32' || process.platform === 'darwin';
  return ignore({ ignorecase: foldsCase }).add(text);
}

export function toSlashes(file: string): string {
  return path.sep === '/' ? file : file.split(path.sep).join('/');
}

export function relativePath(root: string, absolutePath: string): string {
  return toSlashes(path.relative(root, absolutePath));
}
