import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';

/**
 * The real SDK in one file, which sdk-load.mjs evaluates anew for each program: as published it is hundreds, and each
 * program would read and compile them again. Its code is the same.
 */

/** Packages that programs import, with the names of their modules in the bundle. */
const PACKAGES: ReadonlyMap<string, string> = new Map([
  ['@composio/core', 'core'],
  ['@composio/openai', 'composioOpenai'],
  ['@composio/client', 'client'],
  ['openai', 'openai'],
]);

const LOADER = path.join(import.meta.dirname, 'sdk-load.mjs');

/** What each package exports, by package. */
async function exportsOf(root: string, options: BuildOptions): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  for (const name of PACKAGES.keys()) {
    const built = await build({ ...options, entryPoints: [name], format: 'esm', outdir: root, write: false });
    names.set(name, Object.values(built.metafile!.outputs).find((output) => output.entryPoint)?.exports ?? []);
  }
  return names;
}

/** A module that imports a package from the bundle. */
function facade(place: string, module: string, names: readonly string[]): string {
  const named = names.filter((name) => name !== 'default');
  return [
    `import { load } from ${JSON.stringify(LOADER)};`,
    `const sdk = await load(${JSON.stringify(path.join(place, 'sdk.cjs'))}).${module}();`,
    `export const { ${named.join(', ')} } = sdk;`,
    ...(names.includes('default') ? ['export default sdk.default;'] : []),
    '',
  ].join('\n');
}

/**
 * Bundles the SDK below `folder` unless that was done before.
 * @param root folder whose node_modules has the SDK
 * @returns the folder of the bundle, with a module for each package
 */
async function bundleSdk(root: string, folder: string): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(import.meta.filename));
  for (const name of PACKAGES.keys()) hash.update(readFileSync(path.join(root, 'node_modules', name, 'package.json')));
  const place = path.join(folder, `sdk-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(place)) return place;
  const part = `${place}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  const options: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    metafile: true,
    logLevel: 'silent',
  };
  // A package is evaluated when it is imported, as without the bundle.
  const entry = [...PACKAGES].map(([name, module]) => `export const ${module} = () => import('${name}');`).join('\n');
  await build({
    ...options,
    stdin: { contents: entry, resolveDir: root },
    outfile: path.join(part, 'sdk.cjs'),
    format: 'cjs',
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'importMetaUrl' },
  });
  for (const [name, names] of await exportsOf(root, options)) {
    const module = PACKAGES.get(name)!;
    writeFileSync(path.join(part, `${module}.mjs`), facade(place, module, names));
  }
  try {
    renameSync(part, place);
  } catch {
    // Another worker was faster.
    rmSync(part, { recursive: true, force: true });
  }
  return place;
}

let bundled: Promise<string> | undefined;

/** Makes the imports of the SDK go to its bundle. */
export async function sdkPlugin(root: string, folder: string): Promise<Plugin> {
  const place = await (bundled ??= bundleSdk(root, folder));
  return {
    name: 'sdk',
    setup({ onResolve }) {
      onResolve({ filter: /^(@composio\/|openai$)/ }, ({ path: name }) => {
        const module = PACKAGES.get(name);
        return module === undefined ? undefined : { path: path.join(place, `${module}.mjs`), external: true };
      });
    },
  };
}
