import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

/**
 * The real SDK in few files: as published it is hundreds, and each program would load them again. Its code is the same.
 */

/** Packages that programs import, with the names of their bundles. */
const PACKAGES: ReadonlyMap<string, string> = new Map([
  ['@composio/core', 'core'],
  ['@composio/openai', 'composio-openai'],
  ['@composio/client', 'client'],
  ['openai', 'openai'],
]);

const REQUIRE = "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);";

/**
 * Bundles the SDK below `folder` unless that was done before.
 * @param root folder whose node_modules has the SDK
 * @returns the folder of the bundles
 */
async function bundleSdk(root: string, folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of PACKAGES.keys()) hash.update(readFileSync(path.join(root, 'node_modules', name, 'package.json')));
  const place = path.join(folder, `sdk-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(place)) return place;
  const part = `${place}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  await build({
    entryPoints: [...PACKAGES].map(([name, out]) => ({ in: name, out })),
    absWorkingDir: root,
    outdir: part,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: REQUIRE },
    logLevel: 'silent',
  });
  try {
    renameSync(part, place);
  } catch {
    // Another worker was faster.
    rmSync(part, { recursive: true, force: true });
  }
  return place;
}

let bundled: Promise<string> | undefined;

/** Makes the imports of the SDK go to its bundles. */
export async function sdkPlugin(root: string, folder: string): Promise<Plugin> {
  const place = await (bundled ??= bundleSdk(root, folder));
  return {
    name: 'sdk',
    setup({ onResolve }) {
      onResolve({ filter: /^(@composio\/|openai$)/ }, ({ path: name }) => {
        const out = PACKAGES.get(name);
        return out === undefined ? undefined : { path: path.join(place, `${out}.mjs`), external: true };
      });
    },
  };
}
