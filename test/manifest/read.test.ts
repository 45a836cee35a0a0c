import { describe, expect, it } from 'vitest';
import { installCommand, isManifestExtra, packageOf, readPackages, type TextFile } from '../../src/manifest/index.js';
import { factsOf, manifest } from './packages.js';

const CORE = { '@composio/core': '^0.6.3' };
const at = (path: string, text = ''): TextFile => ({ path, text });

describe('reading package.json files', () => {
  it('finds every declared dependency with the place of its range', () => {
    const text = manifest({ ...CORE, ai: '^5.0.0' }, { devDependencies: { '@composio/openai': '0.6.3' } });
    const { declared } = factsOf(text);
    expect(declared.map((line) => [line.name, line.section, text.slice(line.start, line.end)])).toEqual([
      ['@composio/core', 'dependencies', '"^0.6.3"'],
      ['ai', 'dependencies', '"^5.0.0"'],
      ['@composio/openai', 'devDependencies', '"0.6.3"'],
    ]);
  });

  it('takes the last of keys given twice, as npm does', () => {
    const { declared } = factsOf('{"dependencies":{"a":"1.0.0"},"dependencies":{"b":"2.0.0"}}');
    expect(declared.map((line) => line.name)).toEqual(['b']);
  });

  it.each(['', '{', '[]', 'null', '"x"', '{"dependencies":'])(
    'says that %j is no package.json, and goes on',
    (text) => {
      const [broken, other] = readPackages([at('a/package.json', text), at('package.json', manifest(CORE))], []);
      expect(broken!.problem).not.toBeNull();
      expect(broken!.declared).toEqual([]);
      expect(other!.problem).toBeNull();
    },
  );

  it.each([
    '{"dependencies":[]}',
    '{"dependencies":null}',
    '{"dependencies":{"@composio/core":5}}',
    '{"dependencies":{"__proto__":"1.0.0","constructor":"1.0.0"}}',
    '{"engines":5,"packageManager":{},"workspaces":["x"],"__proto__":{"type":"module"}}',
  ])('survives odd shapes: %s', (text) => {
    const facts = factsOf(text);
    expect(facts.problem).toBeNull();
    expect(facts.module).toBe('cjs');
  });

  it('gives plain data that can be serialised', () => {
    const facts = factsOf(manifest(CORE, { type: 'module' }));
    expect(structuredClone(facts)).toEqual(facts);
    expect(facts.module).toBe('esm');
  });

  it('takes the installed version from the nearest node_modules', () => {
    const files = [at('package.json', manifest(CORE)), at('apps/web/package.json', manifest(CORE))];
    const installed = (folder: string, version: string): TextFile =>
      at(`${folder}node_modules/@composio/core/package.json`, JSON.stringify({ version }));
    const [root, web] = readPackages(files, [installed('', '0.6.11'), installed('apps/web/', '0.8.1')]);
    expect([root!.installedCore, web!.installedCore]).toEqual(['0.6.11', '0.8.1']);
  });

  it('resolves catalogs of pnpm and bun, by name and by default', () => {
    const app = at('apps/a/package.json', manifest({ '@composio/core': 'catalog:', '@composio/openai': 'catalog:ai' }));
    const yaml =
      'packages: [apps/*]\ncatalog:\n  "@composio/core": ^0.6.3\ncatalogs:\n  ai:\n    "@composio/openai": 0.5.5\n';
    const [byPnpm] = readPackages([app], [at('pnpm-workspace.yaml', yaml)]);
    expect(byPnpm!.declared.map((line) => line.catalogRange)).toEqual(['^0.6.3', '0.5.5']);
    const root = at(
      'package.json',
      JSON.stringify({
        workspaces: { packages: ['apps/*'], catalog: CORE, catalogs: { ai: { '@composio/openai': '0.5.5' } } },
      }),
    );
    const [byBun] = readPackages([app, root], []);
    expect(byBun!.declared.map((line) => line.catalogRange)).toEqual(['^0.6.3', '0.5.5']);
    const [unknown] = readPackages([app], [at('pnpm-workspace.yaml', ': not yaml : [')]);
    expect(unknown!.declared.map((line) => line.catalogRange)).toEqual([undefined, undefined]);
  });
});

describe('the package of a file', () => {
  const facts = readPackages(
    [
      at('package.json', manifest(CORE)),
      at('apps/web/package.json', manifest({ next: '15.0.0' })),
      at('apps/api/package.json', manifest({ '@composio/core': '^0.11.0' })),
    ],
    [],
  );

  it.each([
    ['src/a.ts', 'package.json'],
    ['apps/api/src/a.ts', 'apps/api/package.json'],
    ['apps/web/src/a.ts', 'package.json'],
    ['apps/api-other/a.ts', 'package.json'],
  ])('%s belongs to %s', (path, owner) => {
    expect(packageOf(path, facts)?.path).toBe(owner);
  });

  it('is the nearest one where none asks for the SDK, and none where there is none', () => {
    const bare = readPackages([at('package.json', '{}'), at('a/package.json', '{}')], []);
    expect(packageOf('a/b.ts', bare)?.path).toBe('a/package.json');
    expect(packageOf('b.ts', readPackages([at('a/package.json', '{}')], []))).toBeNull();
  });
});

describe('which Node a package allows', () => {
  const workflow = (version: string): TextFile =>
    at(
      '.github/workflows/ci.yml',
      `jobs:\n  test:\n    steps:\n      - uses: actions/setup-node@v4\n        with:\n          node-version: ${version}\n`,
    );

  it.each([
    ['nothing said', {}, [], true],
    ['engines >=18', { engines: { node: '>=18' } }, [], true],
    ['engines >=22', { engines: { node: '>=22' } }, [], true],
    ['engines >=22.22.3', { engines: { node: '>=22.22.3' } }, [], false],
    ['engines 24.x', { engines: { node: '24.x' } }, [], false],
    ['engines "18 || 24"', { engines: { node: '18 || 24' } }, [], true],
    ['engines not a range', { engines: { node: 'whatever' } }, [], true],
    ['volta', { volta: { node: '20.11.0' } }, [], true],
    ['.nvmrc 24', {}, [at('.nvmrc', 'v24.1.0\n')], false],
    ['.nvmrc lts/iron', {}, [at('.nvmrc', 'lts/iron\n')], true],
    ['.nvmrc lts/*', {}, [at('.nvmrc', 'lts/*')], false],
    ['.node-version', {}, [at('.node-version', '20')], true],
    ['.tool-versions', {}, [at('.tool-versions', 'python 3.12\nnodejs 18.20.0\n')], true],
    ['.tool-versions of another tool', {}, [at('.tool-versions', 'python 3.12\n')], true],
    ['CI 18 beside engines >=24', { engines: { node: '>=24' } }, [workflow('18')], true],
    ['CI 24', {}, [workflow("'24'")], false],
    ['CI matrix with 20', { engines: { node: '>=24' } }, [workflow('[20, 24]')], true],
    ['CI that is an expression', { engines: { node: '>=24' } }, [workflow('${{ matrix.node }}')], false],
    [
      'a matrix',
      {},
      [at('.github/workflows/x.yml', 'jobs: { a: { strategy: { matrix: { node: [18, 24] } } } }')],
      true,
    ],
    ['GitLab image', {}, [at('.gitlab-ci.yml', 'image: node:24-alpine')], false],
    ['CircleCI image', {}, [at('.circleci/config.yml', 'jobs: {b: {docker: [{image: cimg/node:18.20}]}}')], true],
    ['Dockerfile', {}, [at('Dockerfile', 'FROM --platform=linux/amd64 node:20-slim AS build\n')], true],
    ['Dockerfile of a new Node', {}, [at('Dockerfile', 'FROM node:24\n')], false],
    ['a workflow that is no YAML', { engines: { node: '>=24' } }, [at('.github/workflows/x.yml', '{{{')], false],
    [
      'a Dockerfile of another package',
      { engines: { node: '>=24' } },
      [at('other/Dockerfile', 'FROM node:16\n')],
      false,
    ],
  ])('%s', (_name, rest, extras, older) => {
    expect(factsOf(manifest(CORE, rest), extras).node.allowsOlder).toBe(older);
  });

  it('counts the nearest version file, and those above for packages without one', () => {
    const files = [at('package.json', '{}'), at('a/package.json', '{}'), at('b/package.json', '{}')];
    const facts = readPackages(files, [at('.nvmrc', '24'), at('a/.nvmrc', '18')]);
    expect(facts.map((one) => one.node.allowsOlder)).toEqual([false, true, false]);
    expect(facts[1]!.node.evidence).toContain('a/.nvmrc');
  });
});

describe('the package manager', () => {
  it.each([
    ['npm', 'package-lock.json', 'npm install'],
    ['pnpm', 'pnpm-lock.yaml', 'pnpm install'],
    ['yarn', 'yarn.lock', 'yarn install'],
    ['bun', 'bun.lock', 'bun install'],
    ['bun', 'bun.lockb', 'bun install'],
  ])('%s by %s: %s', (name, lock, command) => {
    const { packageManager } = factsOf(manifest(CORE), [at(lock)]);
    expect(packageManager.name).toBe(name);
    expect(installCommand(packageManager)).toEqual({ command, folder: '' });
  });

  it('is the one of the nearest lock file or field; the field wins in one folder; the install runs where it is', () => {
    const files = [
      at('package.json', JSON.stringify({ packageManager: 'pnpm@9.1.0' })),
      at('apps/a/package.json', '{}'),
      at('legacy/package.json', '{}'),
    ];
    const facts = readPackages(files, [at('package-lock.json'), at('legacy/yarn.lock')]);
    expect(facts.map((one) => one.packageManager.name)).toEqual(['pnpm', 'pnpm', 'yarn']);
    expect(facts.map((one) => installCommand(one.packageManager).folder)).toEqual(['', '', 'legacy']);
  });

  it('is npm where nothing says', () => {
    expect(factsOf(manifest(CORE)).packageManager).toEqual({ name: 'npm', folder: '', evidence: 'no lock file found' });
  });
});

describe('files that are worth reading', () => {
  it.each([
    ['.nvmrc', true],
    ['apps/web/.node-version', true],
    ['.github/workflows/ci.yml', true],
    ['.gitlab-ci.yml', true],
    ['Dockerfile', true],
    ['api/Dockerfile.prod', true],
    ['pnpm-workspace.yaml', true],
    ['yarn.lock', true],
    ['node_modules/@composio/core/package.json', true],
    ['a/node_modules/@composio/openai/package.json', true],
    ['node_modules/ai/package.json', false],
    ['src/a.ts', false],
    ['config.yml', false],
  ])('%s: %s', (path, expected) => {
    expect(isManifestExtra(path)).toBe(expected);
  });
});
