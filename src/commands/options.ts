import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseMappings } from '../answers.js';
import { Refusal } from '../findings/refusal.js';
import { ACCEPTABLE_CODES, type AcceptableCode } from '../findings/codes.js';
import { didYouMean } from '../report/didYouMean.js';
import { FORMATS, type Format } from '../report/index.js';
import { requireApiKey } from '../resolve/key.js';
import type { RunMode } from '../report/report.js';
import { TRANSFORM_NAMES, type TransformName } from '../sdk/transforms.js';

export const TOOLS_MODES = ['auto', 'meta', 'direct'] as const;
export type ToolsMode = (typeof TOOLS_MODES)[number];

export const ACCOUNTS_MODES = ['lookup'] as const;

/** Extensions of the files that can be migrated, without the dot; also the default of `--ext`. */
export const SOURCE_EXTENSIONS = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'py'] as const;

/** Every option of a run, checked: what the stages read. */
export interface MigrateOptions {
  /** As given; empty means the current folder. */
  paths: string[];
  mode: Exclude<RunMode, 'undo'>;
  /** Print the diffs of changed files. */
  showDiff: boolean;
  /** The transforms that may change files; all of them unless `--transform` names some. */
  transforms: ReadonlySet<TransformName>;
  /** Auth config (id, or the name it has in the code) → toolkit slug, as the flags say. */
  authConfigs: ReadonlyMap<string, string>;
  /** The same from the answers file; what a flag says goes before it. */
  answers?: ReadonlyMap<string, string>;
  /** Toolkit → the auth config that its sessions take, from the answers file. */
  preferred?: ReadonlyMap<string, string>;
  tools: ToolsMode;
  /** `lookup`: look accounts up in the code where the auth config of their toolkit is not known. */
  accounts?: (typeof ACCOUNTS_MODES)[number] | undefined;
  allowWider: boolean;
  /** Reasons that the user can live with. */
  accept: ReadonlySet<AcceptableCode>;
  /** False: emit the config that switches the cloud sandbox off. */
  sandbox: boolean;
  /** False: emit the config that switches connection management off. */
  manageConnections: boolean;
  strict: boolean;
  /** Path of an earlier JSON report, as given. */
  baseline: string | undefined;
  resolveAuthConfigs: boolean;
  todo: boolean;
  verify: boolean;
  /** False: leave package.json alone, emit only what the installed SDK has. */
  upgrade: boolean;
  /** True: never ask the registry for versions. */
  offline: boolean;
  format: Format;
  /** File for the report, as given. */
  output: string | undefined;
  ignore: string[];
  gitignore: boolean;
  extensions: string[];
  force: boolean;
  /** Most workers to use; at present one does all of the work. */
  jobs: number | undefined;
  verbosity: 'quiet' | 'normal' | 'verbose';
  /** False: `--no-color`. Otherwise the environment and the terminal decide. */
  color: boolean;
}

/** Options as the command line parser hands them over. */
export interface RawOptions {
  dryRun?: boolean;
  check?: boolean;
  diff?: boolean;
  interactive?: boolean;
  transform?: string[];
  authConfig?: string[];
  accounts?: string;
  tools?: string;
  allowWider?: boolean;
  accept?: string[];
  sandbox?: boolean;
  manageConnections?: boolean;
  strict?: boolean;
  baseline?: string;
  resolveAuthConfigs?: boolean;
  todo?: boolean;
  verify?: boolean;
  upgrade?: boolean;
  offline?: boolean;
  format?: string;
  output?: string;
  ignore?: string[];
  gitignore?: boolean;
  ext?: string[];
  force?: boolean;
  jobs?: string;
  quiet?: boolean;
  verbose?: boolean;
  color?: boolean;
}

export interface OptionsContext {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Takes one line for stderr. */
  warn(line: string): void;
}

/**
 * Checks the options and fills in their defaults.
 *
 * @throws Refusal `bad-option`, `unknown-transform`, `bad-auth-config` or `api-key-missing` with the next step in its hint
 */
export function checkOptions(paths: string[], raw: RawOptions, context: OptionsContext): MigrateOptions {
  refuseContradictions(raw);
  if (raw.resolveAuthConfigs) requireApiKey(context.env);
  const chosen = splitTransforms(raw.transform ?? [], paths, context.cwd);
  const accepted = splitNames(raw.accept ?? [], chosen.paths, context.cwd, ACCEPTABLE_CODES, (value) =>
    noneOf('--accept', value, ACCEPTABLE_CODES),
  );
  warnOfSwallowedPath(raw.ignore ?? [], accepted.paths, context);
  return {
    paths: accepted.paths,
    mode: raw.check ? 'check' : raw.dryRun ? 'dry-run' : raw.interactive ? 'interactive' : 'write',
    showDiff: Boolean(raw.diff || raw.dryRun),
    transforms: new Set(chosen.transforms.length > 0 ? chosen.transforms : TRANSFORM_NAMES),
    authConfigs: parseMappings(raw.authConfig ?? []),
    accounts: raw.accounts === undefined ? undefined : oneOf('--accounts', raw.accounts, ACCOUNTS_MODES),
    tools: oneOf('--tools', raw.tools ?? 'auto', TOOLS_MODES),
    allowWider: raw.allowWider ?? false,
    accept: new Set(accepted.names),
    sandbox: raw.sandbox ?? true,
    manageConnections: raw.manageConnections ?? true,
    strict: raw.strict ?? false,
    baseline: notEmpty('--baseline', raw.baseline),
    resolveAuthConfigs: raw.resolveAuthConfigs ?? false,
    todo: raw.todo ?? false,
    verify: raw.verify ?? true,
    upgrade: raw.upgrade ?? true,
    offline: raw.offline ?? false,
    format: checkFormat(raw.format, context.env),
    output: notEmpty('--output', raw.output),
    ignore: raw.ignore ?? [],
    gitignore: raw.gitignore ?? true,
    extensions: checkExtensions(raw.ext ?? []),
    force: raw.force ?? false,
    jobs: checkJobs(raw.jobs),
    verbosity: raw.quiet ? 'quiet' : raw.verbose ? 'verbose' : 'normal',
    color: raw.color ?? true,
  };
}

/** The report format: the one given, else `github` in a GitHub workflow, else `text`. */
export function checkFormat(format: string | undefined, env: NodeJS.ProcessEnv): Format {
  return oneOf('--format', format ?? (env.GITHUB_ACTIONS ? 'github' : 'text'), FORMATS);
}

const CONTRADICTIONS: readonly [keyof RawOptions, keyof RawOptions, string][] = [
  ['interactive', 'check', '--interactive writes what you accept, --check never writes: give one of them'],
  ['interactive', 'dryRun', '--interactive writes what you accept, --dry-run never writes: give one of them'],
  ['quiet', 'verbose', '--quiet and --verbose contradict each other: give one of them'],
];

function refuseContradictions(raw: RawOptions): void {
  for (const [one, other, message] of CONTRADICTIONS) {
    if (raw[one] && raw[other]) throw new Refusal('bad-option', message);
  }
  if (raw.baseline !== undefined && !raw.check) {
    throw new Refusal('bad-option', '--baseline only means something with --check', 'Add --check.');
  }
}

function splitTransforms(
  values: string[],
  paths: string[],
  cwd: string,
): { transforms: TransformName[]; paths: string[] } {
  const { names, paths: found } = splitNames(values, paths, cwd, TRANSFORM_NAMES, unknownTransform);
  if (values.length > 0 && names.length === 0) {
    throw new Refusal('unknown-transform', '--transform names no transform', listHint());
  }
  return { transforms: names, paths: found };
}

/**
 * `--transform a b src` hands over `src` as a transform too, since an option with several values takes every one up to
 * the next option. The names are known, so a value that is none of them and exists on disk is a path.
 */
function splitNames<T extends string>(
  values: string[],
  paths: string[],
  cwd: string,
  known: readonly T[],
  unknown: (value: string) => Refusal,
): { names: T[]; paths: string[] } {
  const names: T[] = [];
  const found = [...paths];
  for (const value of values.flatMap((item) => item.split(',')).filter((item) => item !== '')) {
    const name = known.find((one) => one === value);
    if (name !== undefined) names.push(name);
    else if (existsSync(path.resolve(cwd, value))) found.push(value);
    else throw unknown(value);
  }
  return { names, paths: found };
}

function unknownTransform(name: string): Refusal {
  const [near] = didYouMean(name, TRANSFORM_NAMES);
  const message = `There is no transform ‘${name}’.${near ? ` Did you mean ‘${near}’?` : ''}`;
  return new Refusal('unknown-transform', message, listHint());
}

function listHint(): string {
  return `The transforms are ${TRANSFORM_NAMES.join(', ')}; ‘composio-to-sessions list’ says what each does.`;
}

/** `--ignore 'x/**' src` hands over `src` as something to ignore; that cannot be told apart, only said. */
function warnOfSwallowedPath(ignore: string[], paths: string[], context: OptionsContext): void {
  const last = ignore.at(-1);
  if (ignore.length < 2 || paths.length > 0 || last === undefined) return;
  if (!existsSync(path.resolve(context.cwd, last))) return;
  context.warn(
    `--ignore takes every value after it, so ‘${last}’ is ignored. If it is the path to migrate, put it before the options.`,
  );
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value);
  if (found !== undefined) return found;
  throw noneOf(option, value, allowed);
}

function noneOf(option: string, value: string, allowed: readonly string[]): Refusal {
  const [near] = didYouMean(value, allowed);
  return new Refusal(
    'bad-option',
    `${option} cannot be ‘${value}’.${near ? ` Did you mean ‘${near}’?` : ''}`,
    `It is one of ${allowed.join(', ')}.`,
  );
}

function notEmpty(option: string, value: string | undefined): string | undefined {
  if (value === '') throw new Refusal('bad-option', `${option} needs the path of a file`);
  return value;
}

function checkExtensions(values: string[]): string[] {
  const known: readonly string[] = SOURCE_EXTENSIONS;
  const given = values
    .flatMap((item) => item.split(','))
    .map((item) =>
      item
        .trim()
        .replace(/^\*?\./, '')
        .toLowerCase(),
    );
  for (const extension of given) {
    if (known.includes(extension)) continue;
    const message = extension === '' ? '--ext has an empty value.' : `--ext cannot be ‘${extension}’.`;
    throw new Refusal('bad-option', message, `Extensions that can be migrated: ${known.join(', ')}.`);
  }
  return given.length > 0 ? [...new Set(given)] : [...known];
}

function checkJobs(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw new Refusal('bad-option', `--jobs cannot be ‘${value}’.`, 'It is a number of workers from 1 on.');
}
