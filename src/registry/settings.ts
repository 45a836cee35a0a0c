/**
 * What npm's settings say of registries, for a folder: the lines of `.npmrc` files and of the environment that name
 * registries, credentials, proxies and certificates. Read as npm reads them (`@npmcli/config` 10: `load`,
 * `loadEnv`, `env-replace`), without its hundreds of other settings. Nothing of it is ever shown.
 */
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'ini';

/** Settings by npm's names (`@scope:registry`, `//host/:_authToken`, `https-proxy`), with variables filled in. */
export type NpmSettings = ReadonlyMap<string, string | boolean | readonly string[]>;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The settings that count in a folder. The environment goes before the project's file, that before the user's, and that
 * before the machine's.
 *
 * @param folder absolute
 */
export function npmSettings(folder: string, env: Env): NpmSettings {
  const fromEnv = ofEnvironment(env);
  const home = env.HOME ?? os.homedir();
  const user = fromEnv.get('userconfig') ?? path.join(home, '.npmrc');
  const prefix = fromEnv.get('prefix') ?? env.PREFIX ?? path.resolve(process.execPath, '../..');
  const machine = fromEnv.get('globalconfig') ?? path.join(prefix, 'etc/npmrc');
  const project = projectFile(folder, home);
  const files = [machine, user, ...(project === null ? [] : [project])];
  return new Map([...files.flatMap((file) => [...ofFile(file, env)]), ...fromEnv]);
}

/** The nearest `.npmrc` from a folder up to the top of its repository; outside of one, the folder's own. */
function projectFile(folder: string, home: string): string | null {
  const found: string[] = [];
  for (let here = folder; ; here = path.dirname(here)) {
    const file = path.join(here, '.npmrc');
    if (here !== home && existsSync(file)) found.push(file);
    if (existsSync(path.join(here, '.git'))) return found[0] ?? null;
    if (here === path.dirname(here)) break;
  }
  return found.find((file) => path.dirname(file) === folder) ?? null;
}

function ofFile(file: string, env: Env): NpmSettings {
  let written: unknown;
  try {
    written = parse(readFileSync(file, 'utf8'));
  } catch {
    return new Map();
  }
  const settings = new Map<string, string | boolean | readonly string[]>();
  for (const [key, value] of Object.entries(written as Record<string, unknown>)) {
    const name = filledIn(key, env);
    if (typeof value === 'string') settings.set(name, filledIn(value.trim(), env));
    else if (typeof value === 'boolean') settings.set(name, value);
    else if (Array.isArray(value))
      settings.set(
        name,
        value.map((one) => filledIn(String(one), env)),
      );
  }
  return settings;
}

/** `npm_config_…`, in whatever case; an empty one says nothing. */
function ofEnvironment(env: Env): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const [key, value] of Object.entries(env)) {
    if (!/^npm_config_/i.test(key) || !value) continue;
    const name = key.slice('npm_config_'.length);
    settings.set(name.startsWith('//') ? name : name.replace(/(?!^)_/g, '-').toLowerCase(), value);
  }
  return settings;
}

/** `${NAME}` and `${NAME?}`; one that is not set stays as it is, or is nothing. A backslash keeps it. */
function filledIn(text: string, env: Env): string {
  return text.replace(/(?<!\\)(\\*)\$\{([^${}?]+)(\?)?\}/g, (whole, slashes: string, name: string, mark?: string) => {
    if (slashes.length % 2 === 1) return whole.slice((slashes.length + 1) / 2);
    return slashes.slice(slashes.length / 2) + (env[name] ?? (mark === '?' ? '' : `\${${name}}`));
  });
}
