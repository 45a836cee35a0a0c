import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The description of the SDK that ships with the tool: hand-written types of the surface that rules read or write, so
 * that types resolve in a project without `node_modules`. Source: `@composio/core` 0.19.0 and the providers of its
 * time; each file names its own.
 */

const FOLDER = fileURLToPath(new URL('./data/types/', import.meta.url));
const GLOBALS_FILE = 'globals.d.ts';

/** The version of `@composio/core` that the description was written from. */
export const DESCRIBED_CORE_VERSION = '0.19.0';

let packageFiles: ReadonlyMap<string, string> | undefined;

/**
 * The described packages, as files for an in-memory file system.
 *
 * @returns virtual path (`/node_modules/@composio/core/index.d.ts`, forward slashes) → text. Every package has a
 * `package.json` with its `types`, so that all of TypeScript's module resolutions find it. Read once, then kept.
 * @throws if the package is incomplete and its data folder cannot be read.
 */
export function sdkTypeFiles(): ReadonlyMap<string, string> {
  packageFiles ??= readPackages();
  return packageFiles;
}

/** Names of the described packages: `@composio/core`, its providers, `@composio/client`, `composio-core`. */
export function describedPackages(): string[] {
  const names: string[] = [];
  for (const path of sdkTypeFiles().keys()) {
    const name = /^\/node_modules\/(.+)\/package\.json$/.exec(path)?.[1];
    if (name) names.push(name);
  }
  return names;
}

/**
 * Ambient declarations of what Node and browsers provide (`process`, `console`, `fetch`, …), loosely typed.
 * Only for programs that have neither `@types/node` nor the DOM library: beside those they would collide.
 *
 * @returns virtual path and text; the file must be a root of the program, as nothing imports it.
 */
export function globalTypeFile(): { path: string; text: string } {
  return {
    path: `/node_modules/.composio-to-sessions/${GLOBALS_FILE}`,
    text: readFileSync(FOLDER + GLOBALS_FILE, 'utf8'),
  };
}

function readPackages(): Map<string, string> {
  const files = new Map<string, string>();
  const entries = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  for (const entry of entries.map((name) => name.replaceAll('\\', '/')).sort()) {
    if (!entry.endsWith('.d.ts') || entry === GLOBALS_FILE) continue;
    files.set(`/node_modules/${entry}`, readFileSync(FOLDER + entry, 'utf8'));
    if (!entry.endsWith('/index.d.ts')) continue;
    const name = entry.slice(0, -'/index.d.ts'.length);
    files.set(`/node_modules/${name}/package.json`, JSON.stringify({ name, types: './index.d.ts' }));
  }
  return files;
}
