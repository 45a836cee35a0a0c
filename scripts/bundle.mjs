// What dist/ is made of. `npm run build` calls it, and tests that need a fresh build do.
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licensesOf } from './licenses.mjs';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const CACHE = path.join(ROOT, 'node_modules/.cache');
/** Everything but the command itself; the data files that the code reads are beside it. */
const LIBRARY = 'lib';
const DATA_FOLDERS = ['src/sdk/data', 'src/report/data'];
/** Files of packages that the code reads beside its own data: the parser of Python, and the grammar. */
const DATA_OF_PACKAGES = [
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'node_modules/tree-sitter-python/tree-sitter-python.wasm',
];

/**
 * Builds the package:
 *
 * - `dist/cli.js`: the command, with what `--help` needs in it, so that it starts fast.
 * - `dist/lib/`: the rest, loaded when it is needed, and `data/`.
 * - `dist/transforms/<name>.js`: the transforms for plain jscodeshift (see transforms/plain.cts).
 *
 * What package.json names under `dependencies` stays outside; every other package is bundled, with its licence.
 *
 * @param options `keepOld`: leave files of an earlier build, which may be running
 */
export async function bundle({ keepOld = false } = {}) {
  const began = new Date();
  mkdirSync(CACHE, { recursive: true });
  const made = path.join(CACHE, `composio-to-sessions-dist-${process.pid}`);
  rmSync(made, { recursive: true, force: true });
  try {
    const { inputs, outputs } = await compile(made);
    copyData(made, outputs);
    plainTransforms(made);
    writeFileSync(
      path.join(made, 'THIRD-PARTY-LICENSES.txt'),
      licensesOf([...Object.keys(inputs), ...DATA_OF_PACKAGES], ROOT),
    );
    install(made, path.join(ROOT, 'dist'), keepOld, began);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** @param {string} outdir */
async function compile(outdir) {
  const { dependencies = {} } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const common = { absWorkingDir: ROOT, outdir, bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' };
  const { metafile } = await build({
    ...common,
    entryPoints: {
      cli: 'src/cli.ts',
      [`${LIBRARY}/program`]: 'src/commands/program.ts',
      [`${LIBRARY}/handlers`]: 'src/commands/handlers.ts',
      [`${LIBRARY}/transform-worker`]: 'transforms/worker.ts',
    },
    chunkNames: `${LIBRARY}/[name]-[hash]`,
    format: 'esm',
    splitting: true,
    metafile: true,
    // What a client of registries asks for in a `try` and can do without: 600 kB of tables.
    external: [...Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]), 'iconv-lite'],
    plugins: [requireCommonJs(Object.keys(dependencies))],
    // CommonJS packages that are bundled ask for Node's own modules by require().
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
    },
  });
  await build({
    ...common,
    entryPoints: { 'transforms/plain': 'transforms/plain.cts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  return metafile;
}

/**
 * Lets CommonJS dependencies be loaded by require(): for an import, Node reads their text twice to find out what they
 * export, which takes longer than to run them.
 *
 * @param {string[]} names of packages
 */
function requireCommonJs(names) {
  const load = createRequire(import.meta.url);
  const isCommonJs = (name) => {
    const file = load.resolve(name);
    if (fileURLToPath(import.meta.resolve(name)) !== file || !file.endsWith('.js')) return false;
    return JSON.parse(readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).type !== 'module';
  };
  const commonJs = new Set(names.filter(isCommonJs));
  return {
    name: 'require-commonjs',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[^.]/ }, ({ path: name, kind }) =>
        kind === 'import-statement' && commonJs.has(name) ? { path: name, namespace: 'commonjs' } : undefined,
      );
      onLoad({ filter: /^/, namespace: 'commonjs' }, ({ path: name }) => {
        const exported = Object.keys(load(name)).filter((key) => /^(?!default$)[\w$]+$/.test(key));
        const contents = [
          `const loaded = require(${JSON.stringify(name)});`,
          'export default loaded;',
          `export const { ${exported.join(', ')} } = loaded;`,
        ];
        return { contents: contents.join('\n'), resolveDir: ROOT };
      });
    },
  };
}

/** The code finds its data at `./data/` beside itself: all of that code must be in the library's folder. */
function copyData(made, outputs) {
  const target = path.join(made, LIBRARY, 'data');
  for (const folder of DATA_FOLDERS) {
    for (const name of readdirSync(path.join(ROOT, folder))) {
      if (existsSync(path.join(target, name))) throw new Error(`two data files are called ${name}`);
      cpSync(path.join(ROOT, folder, name), path.join(target, name), { recursive: true });
    }
  }
  for (const file of DATA_OF_PACKAGES) copyFileSync(path.join(ROOT, file), path.join(target, path.basename(file)));
  for (const output of Object.keys(outputs)) {
    const file = path.resolve(ROOT, output);
    const readsData = /new URL\([`'"]\.\/data\//.test(readFileSync(file, 'utf8'));
    if (readsData && path.dirname(file) !== path.join(made, LIBRARY)) throw new Error(`${output} cannot find its data`);
  }
}

/** jscodeshift loads transforms with require(): one small CommonJS file for each. */
function plainTransforms(made) {
  const folder = path.join(made, 'transforms');
  for (const file of readdirSync(path.join(ROOT, 'transforms'))) {
    const text = readFileSync(path.join(ROOT, 'transforms', file), 'utf8');
    if (!/export default function transform\b|\btransform as default\b/.test(text)) continue;
    const name = path.basename(file, '.ts');
    writeFileSync(path.join(folder, `${name}.js`), `module.exports = require('./plain.cjs')('${name}');\n`);
  }
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "commonjs" }\n');
}

/**
 * Puts the new files in place, those that others import first and the command last. Its time is that of the build's
 * begin: a source saved during the build is newer.
 */
function install(made, dist, keepOld, began) {
  const fresh = filesBelow(made).sort((a, b) => Number(a === 'cli.js') - Number(b === 'cli.js'));
  for (const file of fresh) {
    mkdirSync(path.dirname(path.join(dist, file)), { recursive: true });
    copyFileSync(path.join(made, file), path.join(dist, file));
  }
  utimesSync(path.join(dist, 'cli.js'), began, began);
  if (keepOld) return;
  const wanted = new Set(fresh);
  for (const file of filesBelow(dist)) if (!wanted.has(file)) rmSync(path.join(dist, file));
  removeEmptyFolders(dist);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const inner = path.join(folder, entry.name);
    removeEmptyFolders(inner);
    if (readdirSync(inner).length === 0) rmSync(inner, { recursive: true });
  }
}
