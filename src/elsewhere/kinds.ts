/** Which files that are not code are looked into, by their names. */

export type ElsewhereKind = 'document' | 'component' | 'notebook' | 'environment';

const BY_EXTENSION: ReadonlyMap<string, ElsewhereKind> = new Map([
  ...(['md', 'mdx', 'markdown'] as const).map((ext) => [ext, 'document'] as const),
  ...(['vue', 'svelte', 'astro'] as const).map((ext) => [ext, 'component'] as const),
  ['ipynb', 'notebook'],
]);

const ENVIRONMENT: readonly RegExp[] = [
  // .env, .env.local, .env.example, .envrc, env.example, prod.env
  /(^|\/)\.?env(rc)?(\.[\w.-]+)?$/,
  /\.env$/,
  /(^|\/)(Dockerfile|Containerfile)(\.[\w.-]+)?$/,
  /\.dockerfile$/,
  /(^|\/)(docker-)?compose(\.[\w.-]+)?\.ya?ml$/,
  /(^|\/)\.github\/(workflows|actions)\/.+\.ya?ml$/,
  /(^|\/)(\.gitlab-ci|azure-pipelines|bitbucket-pipelines|\.travis|render|app|fly)\.(ya?ml|toml)$/,
  /(^|\/)\.circleci\/config\.ya?ml$/,
  /(^|\/)(Jenkinsfile|cloudbuild\.ya?ml)$/,
];
/** `.env.ts` is source code, not an env file. */
const SOURCE = /\.([cm]?[jt]sx?|d\.ts|json)$/;

/**
 * What a file is to this stage, by its path with forward slashes; null for one that it does not look into.
 */
export function kindOf(path: string): ElsewhereKind | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
  const byExtension = BY_EXTENSION.get(extension);
  if (byExtension) return byExtension;
  return !SOURCE.test(name) && ENVIRONMENT.some((pattern) => pattern.test(path)) ? 'environment' : null;
}

/** Whether a file is a template of an env file: `.env.example`, `.env.sample`, `.env.template`, `.env.local.example`. */
export function isEnvTemplate(path: string): boolean {
  return /(^|\/)\.env(\.[\w-]+)*\.(example|sample|template)$/.test(path);
}
