// Makes the trees that the benchmark runs on: the same bytes for the same wishes, on every machine.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { composioFile, getterFile } from './sources/composio.mjs';
import { ordinaryFile } from './sources/ordinary.mjs';
import { randomFrom } from './sources/random.mjs';

/** Part of the name of a kept tree: to be raised with every change of what is made. */
const GENERATION = 1;
/** Source files of one package, as in monorepos that were counted: 50 to 200. */
const PACKAGE_SIZE = 100;
/** Files that use Composio in one package, its getter among them. */
const COMPOSIO_PER_PACKAGE = 20;

/**
 * @typedef {object} TreeWish
 * @property {number} files source files, those with Composio included; ignored ones come on top
 * @property {number} composio source files that use Composio
 * @property {boolean} [flat] all files in one folder of one package
 * @property {boolean} [git] make a repository and commit everything (default: yes)
 * @property {number} [seed] another seed gives other bytes
 */

/**
 * A tree for some wishes, made once and kept.
 *
 * @param {string} parent folder of all trees
 * @param {TreeWish} wish
 * @returns {string} its absolute path
 */
export function keptTree(parent, wish) {
  const { files, composio, flat = false, git = true, seed = 1 } = wish;
  const name = `v${GENERATION}-${files}-${composio}${flat ? '-flat' : ''}${git ? '' : '-bare'}-${seed}`;
  const folder = path.join(parent, name);
  const mark = `${folder}.complete`;
  if (existsSync(mark) && existsSync(folder)) return folder;
  rmSync(folder, { recursive: true, force: true });
  makeTree(folder, wish);
  writeFileSync(mark, '');
  return folder;
}

/**
 * @param {string} folder absolute; made
 * @param {TreeWish} wish
 */
export function makeTree(folder, { files, composio, flat = false, git = true, seed = 1 }) {
  const write = writerIn(folder);
  write('package.json', json({ name: 'acme', private: true, workspaces: ['packages/*'] }));
  write('tsconfig.json', json({ compilerOptions: { target: 'es2022', strict: true, moduleResolution: 'bundler' } }));
  write('.gitignore', 'node_modules/\ndist/\n.next/\n*.log\n');
  write('README.md', '# Acme\n\nA repository that a benchmark made.\n');
  const packages = flat ? 1 : Math.ceil(files / PACKAGE_SIZE);
  const size = flat ? files : PACKAGE_SIZE;
  const perPackage = flat ? composio : Math.max(COMPOSIO_PER_PACKAGE, Math.ceil(composio / Math.max(packages, 1)));
  const wanted = Math.min(composio, files);
  // Spread over the tree, as teams are: every n-th package has a part that uses Composio.
  const users = perPackage === 0 ? 0 : Math.ceil(wanted / perPackage);
  const step = users === 0 ? 1 : Math.max(1, Math.floor(packages / users));
  let left = wanted;
  for (let index = 0; index < packages; index++) {
    const here = Math.min(size, files - index * size);
    const isUser = index % step === 0 && left > 0;
    const own = isUser ? Math.min(perPackage, left, here) : 0;
    left -= own;
    makePackage(write, { index, files: here, composio: own, flat, random: randomFrom(seed * 1_000_003 + index) });
  }
  if (git) commit(folder);
}

function makePackage(write, { index, files, composio, flat, random }) {
  const name = `pkg-${String(index).padStart(4, '0')}`;
  const top = `packages/${name}`;
  const dependencies = { react: '^19.0.0', zod: '^3.25.0', ...(composio > 0 ? { '@composio/core': '^0.11.0' } : {}) };
  write(`${top}/package.json`, json({ name: `@acme/${name}`, version: '1.0.0', type: 'module', dependencies }));
  write(
    `${top}/tsconfig.json`,
    json({ extends: '../../tsconfig.json', compilerOptions: { paths: { '@/*': ['./src/*'] } } }),
  );
  write(`${top}/dist/index.js`, `export * from './feature-0/index.js'; // built\n`.repeat(20));
  if (index % 10 === 0) write(`${top}/node_modules/left-pad/index.js`, 'module.exports = (s, n) => s.padStart(n);\n');
  const place = (at) => (flat ? 'src' : `src/feature-${Math.floor(at / 12)}`);
  const plain = files - composio;
  const siblings = [];
  for (let at = 0; at < plain; at++) {
    const file = ordinaryFile(random, { at, folder: place(at), siblings, flat });
    siblings.push({ folder: place(at), stem: file.stem, exports: file.exports });
    write(`${top}/${place(at)}/${file.stem}${file.extension}`, file.text);
  }
  if (composio > 0) write(`${top}/src/lib/composio.ts`, getterFile(random));
  for (let at = 1; at < composio; at++) {
    const folder = flat ? 'src' : `src/agents/${Math.floor(at / 8)}`;
    const { stem, text } = composioFile(random, { at, siblings });
    write(`${top}/${folder}/${stem}.ts`, text);
  }
}

/** Files are many and small, folders few: each folder is made once. */
function writerIn(top) {
  const made = new Set();
  return (file, text) => {
    const absolute = path.join(top, file);
    const folder = path.dirname(absolute);
    if (!made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      made.add(folder);
    }
    writeFileSync(absolute, text);
  };
}

function commit(folder) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'core.fsync=none', '-c', 'gc.auto=0', '-c', 'core.compression=0', ...args], {
      cwd: folder,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('-c', 'user.name=Bench', '-c', 'user.email=bench@example.invalid', 'commit', '-q', '-m', 'Everything');
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const USAGE = 'node bench/generate.mjs FOLDER FILES COMPOSIO_FILES [--flat] [--no-git]';

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [folder, files, composio] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  if (!folder || !/^\d+$/.test(files ?? '') || !/^\d+$/.test(composio ?? '')) {
    process.stderr.write(`${USAGE}\n`);
    process.exit(2);
  }
  makeTree(path.resolve(folder), {
    files: Number(files),
    composio: Number(composio),
    flat: process.argv.includes('--flat'),
    git: !process.argv.includes('--no-git'),
  });
}
