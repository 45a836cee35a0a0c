import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SOURCE_EXTENSIONS } from '../../src/commands/options.js';
import type { FindRequest, FindResult } from '../../src/find/found.js';
import { findFiles, LARGEST_SOURCE } from '../../src/find/index.js';
import { addFiles, folderWith, git, repositoryWith } from '../cli/command.js';

const CODE = "import { Composio } from '@composio/core';\nexport const client = new Composio();\n";

function find(cwd: string, paths: string[] = [], more: Partial<FindRequest> = {}): Promise<FindResult> {
  return findFiles({ cwd, paths, ignore: [], gitignore: true, extensions: [...SOURCE_EXTENSIONS], ...more });
}

const names = (found: FindResult): string[] => found.candidates.map((file) => file.path);

afterEach(() => vi.unstubAllEnvs());

describe('which files are candidates', () => {
  it('takes files that name Composio in any letter case or call an API that only Composio has', async () => {
    const folder = await folderWith({
      'a.ts': CODE,
      'b.tsx': 'process.env.COMPOSIO_API_KEY',
      'c.mjs': 'x.connectedAccounts.link(u)',
      'd.cjs': 'x.toolkits.authorize(u)',
      'e.js': 'nothing here',
      'f.jsx': '',
      'g.mts': '// composio',
      'h.cts': 'const map = new Map(); map.get(1)',
    });
    const found = await find(folder);
    expect(names(found)).toEqual(['a.ts', 'b.tsx', 'c.mjs', 'd.cjs', 'g.mts']);
    expect(found).toMatchObject({ root: folder, scanned: 8, failed: [] });
  });

  it('keeps the text without its BOM and says that there was one', async () => {
    const folder = await folderWith({ 'a.ts': `\uFEFF${CODE}`, 'b.ts': CODE.replaceAll('\n', '\r\n') });
    const [first, second] = (await find(folder)).candidates;
    expect(first).toMatchObject({ text: CODE, bom: true, strong: true });
    expect(second).toMatchObject({ text: CODE.replaceAll('\n', '\r\n'), bom: false });
  });

  it('adds files whose imports lead to a client, through barrels, aliases, workspace packages and index files', async () => {
    const use = (from: string): string => `import { client } from '${from}';\nclient.tools.get(user);\n`;
    const folder = await folderWith({
      'lib/sdk.ts': CODE,
      'lib/index.ts': "export * from './sdk.js';\n",
      'relative.ts': use('./lib/sdk'),
      'js-ending.ts': use('./lib/sdk.js'),
      'through-barrel.ts': use('./lib'),
      'alias.ts': use('@/lib/sdk'),
      'tilde.ts': use('~/lib/sdk'),
      'hash.ts': use('#lib/sdk'),
      'mapped.ts': use('@app/lib/sdk'),
      'base-url.ts': use('lib/sdk'),
      'required.cjs': "const { client } = require('./lib/sdk'); client.tools.execute('X');\n",
      'dynamic.ts': "const { client } = await import('./lib/sdk'); await client.tools.execute('X');\n",
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@app/*": ["./*"] } } }',
      'packages/wrap/package.json': '{ "name": "@acme/wrap" }',
      'packages/wrap/src/index.ts': CODE,
      'packages/user/package.json': '{ "name": "user" }',
      'packages/user/run.ts': use('@acme/wrap'),
      'unrelated.ts': use('./lib/other'),
      'foreign-scope.ts': use('@prisma/sdk'),
      'no-needle.ts': "import { client } from './lib/sdk';\nconsole.log(client);\n",
    });
    const found = await find(folder);
    expect(names(found)).toEqual([
      'alias.ts',
      'base-url.ts',
      'dynamic.ts',
      'hash.ts',
      'js-ending.ts',
      'lib/index.ts',
      'lib/sdk.ts',
      'mapped.ts',
      'packages/user/run.ts',
      'packages/wrap/src/index.ts',
      'relative.ts',
      'required.cjs',
      'through-barrel.ts',
      'tilde.ts',
    ]);
    expect(found.candidates.filter((file) => file.strong).map((file) => file.path)).toEqual([
      'lib/sdk.ts',
      'packages/wrap/src/index.ts',
    ]);
  });

  it('follows imports of importers until nothing is added', async () => {
    const folder = await folderWith({
      'a.ts': CODE,
      'b.ts': "import { client } from './a'; export const t = client.tools; client.tools.get(u);\n",
      'c.ts': "import { t } from './b'; export { t }; foo.tools.get(u);\n",
      'd.ts': "import { t } from './c'; x.provider.handleToolCalls(y);\n",
    });
    expect(names(await find(folder))).toEqual(['a.ts', 'b.ts', 'c.ts', 'd.ts']);
  });

  it('adds a helper that a candidate imports and that calls a direct API on what it is handed', async () => {
    const folder = await folderWith({
      'main.ts': `${CODE}import { run } from './helpers/run';\nrun(client);\n`,
      'helpers/run.ts': 'export const run = (client: any) => client.tools.execute("GITHUB_A", {});\n',
      'helpers/stray.ts': 'export const run = (client: any) => client.tools.execute("GITHUB_A", {});\n',
    });
    expect(names(await find(folder))).toEqual(['helpers/run.ts', 'main.ts']);
  });
});

describe('bad files', () => {
  it('reports what cannot be worked on only when it mentions Composio', async () => {
    const folder = await folderWith({
      'binary.ts': Buffer.from('composio\0\x01\x02'),
      'binary-other.ts': Buffer.from([0, 1, 2, 3, 255]),
      'latin1.ts': Buffer.from('// composio caf\xe9', 'latin1'),
      'latin1-other.ts': Buffer.from('// caf\xe9', 'latin1'),
      'utf16.ts': Buffer.from(`\uFEFF${CODE}`, 'utf16le'),
      'utf16-other.ts': Buffer.from('\uFEFFconst a = 1;', 'utf16le'),
      'large.ts': `${CODE}//${'x'.repeat(LARGEST_SOURCE)}`,
      'large-other.ts': 'x'.repeat(LARGEST_SOURCE + 1),
      'empty.ts': '',
    });
    const found = await find(folder);
    expect(found.failed.map(({ path: file, code }) => [file, code])).toEqual([
      ['binary.ts', 'not-text'],
      ['large.ts', 'too-large'],
      ['latin1.ts', 'not-text'],
      ['utf16.ts', 'not-text'],
    ]);
    expect(found.candidates).toEqual([]);
    expect(found.scanned).toBe(9);
  });

  it.skipIf(process.getuid?.() === 0)('reports a file that may not be read', async () => {
    const folder = await folderWith({ 'a.ts': CODE, 'secret.ts': CODE });
    chmodSync(path.join(folder, 'secret.ts'), 0);
    const found = await find(folder);
    expect(found.failed).toMatchObject([{ path: 'secret.ts', code: 'read-error' }]);
    expect(names(found)).toEqual(['a.ts']);
  });

  it('looks through links to files inside of the root only, and ends no loop', async () => {
    const outside = await folderWith({ 'far.ts': CODE });
    for (const folder of [await folderWith({ 'a.ts': CODE }), await repositoryWith({ 'a.ts': CODE })]) {
      addFiles(folder, { 'hidden/real.ts.txt': CODE });
      symlinkSync('a.ts', path.join(folder, 'same.ts'));
      symlinkSync('hidden/real.ts.txt', path.join(folder, 'linked.ts'));
      symlinkSync(path.join(outside, 'far.ts'), path.join(folder, 'far.ts'));
      symlinkSync('loop.ts', path.join(folder, 'loop.ts'));
      symlinkSync('nowhere.ts', path.join(folder, 'broken.ts'));
      symlinkSync('.', path.join(folder, 'hidden/round'));
      const found = await find(folder);
      expect(names(found)).toEqual(['a.ts', 'linked.ts']);
      expect(found.failed).toMatchObject([{ path: 'loop.ts', code: 'read-error' }]);
    }
  });

  it('passes over a file that git lists and that is gone', async () => {
    const folder = await repositoryWith({ 'a.ts': CODE, 'gone.ts': CODE });
    rmSync(path.join(folder, 'gone.ts'));
    expect(await find(folder)).toMatchObject({ failed: [], candidates: [{ path: 'a.ts' }] });
  });
});

const TREE = {
  'package.json': '{}',
  '.gitignore': 'ignored/\n*.gen.ts\n!keep.gen.ts\n',
  'src/a.ts': CODE,
  'src/a.d.ts': CODE,
  'src/b.d.mts': CODE,
  'src/x.gen.ts': CODE,
  'src/keep.gen.ts': CODE,
  'src/build/real.ts': CODE,
  'src/nested/.gitignore': '/local.ts\n!x.gen.ts\n',
  'src/nested/local.ts': CODE,
  'src/nested/x.gen.ts': CODE,
  'src/nested/deep/local.ts': CODE,
  'ignored/a.ts': CODE,
  'node_modules/x/index.js': CODE,
  'src/node_modules/x/index.js': CODE,
  'dist/a.js': CODE,
  'build/a.js': CODE,
  'coverage/a.js': CODE,
  '.next/server/a.js': CODE,
  'packages/app/package.json': '{}',
  'packages/app/dist/a.js': CODE,
  'packages/app/src/dist/a.ts': CODE,
};
const SELECTED = [
  'packages/app/src/dist/a.ts',
  'src/a.ts',
  'src/build/real.ts',
  'src/keep.gen.ts',
  'src/nested/deep/local.ts',
  'src/nested/x.gen.ts',
];

describe('which files are looked at (bad input, row 8)', () => {
  it('leaves out node_modules, build output at package roots, declarations and what .gitignore names', async () => {
    const withoutGit = await folderWith(TREE);
    expect(names(await find(withoutGit))).toEqual(SELECTED);
    const untracked = await folderWith(TREE);
    git(untracked, 'init', '-q');
    expect(names(await find(untracked))).toEqual(SELECTED);
    const tracked = await repositoryWith(TREE);
    expect(names(await find(tracked))).toEqual(SELECTED);
  });

  it('looks at everything but node_modules and declarations with --no-gitignore', async () => {
    const folder = await repositoryWith(TREE);
    const all = names(await find(folder, [], { gitignore: false }));
    expect(all).toEqual(expect.arrayContaining([...SELECTED, 'ignored/a.ts', 'dist/a.js', '.next/server/a.js']));
    expect(all.filter((file) => /node_modules|\.d\./.test(file))).toEqual([]);
  });

  it('counts paths from the folder given, when exactly one is given, else from the current folder', async () => {
    const folder = await repositoryWith(TREE);
    expect(await find(folder, ['src'])).toMatchObject({ root: path.join(folder, 'src') });
    expect(names(await find(folder, ['src']))).toContain('a.ts');
    expect(names(await find(folder, ['src', 'packages']))).toEqual(SELECTED);
    expect(names(await find(path.join(folder, 'src'), ['../packages/app']))).toEqual(['src/dist/a.ts']);
    expect(names(await find(path.join(folder, 'src'), ['a.ts', '../packages']))).toEqual([
      '../packages/app/src/dist/a.ts',
      'a.ts',
    ]);
    expect(names(await find(folder, ['.', 'src', 'src/a.ts']))).toEqual(SELECTED);
  });

  it('takes a file that is named by itself, whatever ignores it', async () => {
    const folder = await repositoryWith(TREE);
    expect(names(await find(folder, ['dist/a.js', 'ignored/a.ts'], { extensions: ['tsx'] }))).toEqual([
      'dist/a.js',
      'ignored/a.ts',
    ]);
    expect(names(await find(folder, ['ignored']))).toEqual(['a.ts']);
    await expect(find(folder, ['node_modules/x/index.js'])).rejects.toMatchObject({ code: 'nothing-matched' });
    await expect(find(folder, ['src/a.d.ts'])).rejects.toMatchObject({ code: 'nothing-matched' });
  });

  it('is not blinded by a `*` in the global excludes or in a .gitignore above', async () => {
    const home = await folderWith({ '.gitconfig': '[core]\n  excludesFile = ~/.gitignore\n', '.gitignore': '*\n' });
    vi.stubEnv('HOME', home);
    vi.stubEnv('XDG_CONFIG_HOME', path.join(home, '.config'));
    mkdirSync(path.join(home, '.config/git'), { recursive: true });
    writeFileSync(path.join(home, '.config/git/ignore'), '*\n');
    const repository = await folderWith({ 'a.ts': CODE });
    git(repository, 'init', '-q');
    expect(names(await find(repository))).toEqual(['a.ts']);
    // Dotfiles kept in a repository at home, with everything ignored by default: the project lies inside.
    git(home, 'init', '-q');
    addFiles(home, { 'work/project/a.ts': CODE, 'work/project/skip.ts': CODE, 'work/project/.gitignore': 'skip.ts\n' });
    expect(names(await find(path.join(home, 'work/project')))).toEqual(['a.ts']);
  });

  it('honours --ignore by name, by folder and by glob, from the current folder and from the root', async () => {
    const folder = await folderWith({
      'a.ts': CODE,
      'a.test.ts': CODE,
      'src/b.ts': CODE,
      'src/b.test.ts': CODE,
      'src/old/c.ts': CODE,
      'src/older/c.tsx': CODE,
    });
    const left = async (ignore: string[], paths: string[] = []): Promise<string[]> =>
      names(await find(folder, paths, { ignore }));
    expect(await left(['*.test.ts'])).toEqual(['a.ts', 'src/b.ts', 'src/old/c.ts', 'src/older/c.tsx']);
    expect(await left(['src/old'])).toEqual(['a.test.ts', 'a.ts', 'src/b.test.ts', 'src/b.ts', 'src/older/c.tsx']);
    expect(await left(['./src/**/*.{ts,tsx}'])).toEqual(['a.test.ts', 'a.ts']);
    expect(await left(['src/old', 'older/'], ['src'])).toEqual(['b.test.ts', 'b.ts']);
    expect(await left(['old'], ['src/old/c.ts', 'a.ts'])).toEqual(['a.ts']);
  });

  it('takes quoted globs, and names with characters that globs use', async () => {
    const folder = await folderWith({
      'app/[id]/page.ts': CODE,
      'app/(group)/route.ts': CODE,
      "o'hara & sons/ü.ts": CODE,
      'src/a.ts': CODE,
      'src/b.js': CODE,
    });
    expect(names(await find(folder, ['src/**/*.ts']))).toEqual(['src/a.ts']);
    expect(names(await find(folder, ['app/[id]/page.ts']))).toEqual(['app/[id]/page.ts']);
    expect(names(await find(folder, ['app/(group)']))).toEqual(['route.ts']);
    expect(names(await find(folder, ["o'hara & sons"]))).toEqual(['ü.ts']);
    expect(names(await find(path.join(folder, 'app'), ['../src/*.{ts,js}']))).toEqual(['../src/a.ts', '../src/b.js']);
  });

  it('lists the files of a repository inside of a repository, and not those of a submodule', async () => {
    const inner = await repositoryWith({ 'inner.ts': CODE });
    const folder = await repositoryWith({ 'a.ts': CODE });
    git(folder, 'clone', '-q', inner, 'nested');
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', inner, 'sub');
    expect(names(await find(folder))).toEqual(['a.ts', 'nested/inner.ts']);
  });

  it('is deaf to the variables that a git hook sets', async () => {
    const other = await repositoryWith({ 'other.ts': CODE });
    const folder = await repositoryWith({ 'a.ts': CODE });
    vi.stubEnv('GIT_DIR', path.join(other, '.git'));
    vi.stubEnv('GIT_INDEX_FILE', path.join(other, '.git/index'));
    expect(names(await find(folder))).toEqual(['a.ts']);
  });

  it('tells files that git does not track', async () => {
    const folder = await repositoryWith({ 'a.ts': CODE });
    addFiles(folder, { 'new.ts': CODE });
    expect([...(await find(folder)).untracked]).toEqual(['new.ts']);
  });
});

describe('refusals', () => {
  it('refuses a path that does not exist and one that matches nothing', async () => {
    const folder = await folderWith({ 'a.ts': CODE, 'text.txt': 'x', 'empty/x.txt': '' });
    await expect(find(folder, ['nope'])).rejects.toMatchObject({ code: 'path-not-found' });
    await expect(find(folder, ['a.ts', 'nope.ts'])).rejects.toMatchObject({ code: 'path-not-found' });
    await expect(find(folder, ['*.jsx'])).rejects.toMatchObject({ code: 'nothing-matched' });
    await expect(find(folder, ['empty'])).rejects.toMatchObject({ code: 'nothing-matched' });
    await expect(find(folder, ['text.txt'])).rejects.toMatchObject({ code: 'nothing-matched' });
    const found = await find(folder, ['a.ts', 'empty']);
    expect(found.warnings).toEqual(['No files matched in ‘empty’.']);
    expect(names(found)).toEqual(['a.ts']);
  });
});

describe('other files', () => {
  it('lists documents that mention Composio, environment files, manifests and configurations', async () => {
    const folder = await folderWith({
      'a.ts': CODE,
      'README.md': '# Composio',
      'other.md': '# Nothing',
      'App.vue': '<script>composio</script>',
      'agent.ipynb': '"from composio import Composio"',
      '.env.example': 'A=1',
      Dockerfile: 'FROM node',
      'docker-compose.yml': '',
      '.github/workflows/ci.yml': '',
      'package.json': '{}',
      'packages/a/package.json': '{}',
      'tsconfig.json': '{}',
      'tsconfig.build.json': '{}',
      'pnpm-workspace.yaml': '',
      '.nvmrc': '20',
    });
    expect(await find(folder)).toMatchObject({
      documents: ['App.vue', 'README.md', 'agent.ipynb'],
      environment: ['.env.example', '.github/workflows/ci.yml', 'Dockerfile', 'docker-compose.yml'],
      manifests: ['package.json', 'packages/a/package.json'],
      configs: ['.nvmrc', 'pnpm-workspace.yaml', 'tsconfig.build.json', 'tsconfig.json'],
    });
  });

  it('lists manifests and configuration above the paths, up to the top of the repository', async () => {
    const outer = await folderWith({ 'package.json': '{}' });
    const folder = path.join(outer, 'repo');
    addFiles(folder, {
      'package.json': '{}',
      'tsconfig.json': '{}',
      'pnpm-workspace.yaml': '',
      'packages/a/package.json': '{}',
      'packages/a/src/a.ts': CODE,
      'packages/b/package.json': '{}',
    });
    git(folder, 'init', '-q');
    expect(await find(path.join(folder, 'packages/a'), ['src'])).toMatchObject({
      manifests: ['../../../package.json', '../package.json'],
      configs: ['../../../pnpm-workspace.yaml', '../../../tsconfig.json'],
    });
    expect((await find(folder, ['packages/a/src/a.ts'])).manifests).toEqual([
      'package.json',
      'packages/a/package.json',
    ]);
    expect((await find(folder, ['packages/*/src/*.ts'])).manifests).toEqual([
      'package.json',
      'packages/a/package.json',
      'packages/b/package.json',
    ]);
    rmSync(path.join(folder, '.git'), { recursive: true });
    expect((await find(folder, ['packages/a/src'])).manifests).toEqual(['../package.json']);
    expect((await find(folder, [])).manifests).toEqual(
      ['package.json', 'packages/a/package.json', 'packages/b/package.json', '../package.json'].sort(),
    );
  });
});
