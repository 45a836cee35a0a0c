import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isReadableLock, readPackages, type PackageFacts, type TextFile } from '../../src/manifest/index.js';
import { decide, manifest } from './packages.js';

const CORE = '@composio/core';
const at = (file: string, text: string): TextFile => ({ path: file, text });
const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** Facts of the package in a folder; the root has a manifest of its own. */
function read(folder: string, range: string, extras: TextFile[], rest: Record<string, unknown> = {}): PackageFacts {
  const own = at(path.posix.join(folder, 'package.json'), manifest({ [CORE]: range }, rest));
  return readPackages([own], extras)[0]!;
}

const npm3 = json({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { [CORE]: 'latest' } },
    'node_modules/@composio/core': { version: '0.6.11' },
    'node_modules/@composio/openai': { version: '0.6.4' },
    'node_modules/x/node_modules/@composio/core': { version: '0.1.0' },
    'apps/web': { name: 'web' },
    'apps/web/node_modules/@composio/core': { version: '0.9.1' },
    'node_modules/web': { resolved: 'apps/web', link: true },
  },
});
const npm1 = json({ lockfileVersion: 1, dependencies: { [CORE]: { version: '0.2.4' }, x: { dependencies: {} } } });
const pnpm9 = `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

importers:

  .:
    dependencies:
      '@composio/core':
        specifier: latest
        version: 0.6.11(ws@8.21.0(bufferutil@4.1.0))(zod@4.4.3)
    devDependencies:
      '@composio/openai':
        specifier: ^0.6.0
        version: 0.6.4

  apps/empty: {}

  'apps/web':
    dependencies:
      '@composio/core':
        specifier: 'catalog:'
        version: 0.9.1

packages:

  '@composio/core@0.9.1':
    resolution: {integrity: sha512-x}
`;
const pnpm5 = `lockfileVersion: 5.4

specifiers:
  '@composio/core': '*'

dependencies:
  '@composio/core': 0.2.4_zod@3.25.76

packages:

  /@composio/core/0.2.4_zod@3.25.76:
    dev: false
`;
const yarn1 = `# yarn lockfile v1


"@composio/core@>=0.6.0", "@composio/core@latest":
  version "0.6.11"
  resolved "https://registry.yarnpkg.com/@composio/core/-/core-0.6.11.tgz#x"
  dependencies:
    "@composio/client" "0.1.0-alpha.56"

"@composio/core@0.2.4":
  version "0.2.4"

zod@^4.1.0:
  version "4.1.0"
`;
const berry = `__metadata:
  version: 8

"@composio/core@npm:*, @composio/core@npm:latest":
  version: 0.6.11
  resolution: "@composio/core@npm:0.6.11"
  peerDependencies:
    zod: ^3.25 || ^4
  languageName: node
  linkType: hard
`;
const bun = `{
  "lockfileVersion": 1,
  "workspaces": {
    "": { "name": "app", "dependencies": { "@composio/core": "latest", }, },
    "apps/web": { "name": "web", },
  },
  "packages": {
    "@composio/core": ["@composio/core@0.6.11", "", { "dependencies": { "x": ",}", } }, "sha512-x"],

    "web/@composio/core": ["@composio/core@0.9.1", "", {}, "sha512-y"],
  }
}
`;

describe('the version that a lock file holds is the installed one (rules §7)', () => {
  it.each([
    ['package-lock.json', 'latest', '0.6.11', npm3],
    ['npm-shrinkwrap.json', '*', '0.6.11', npm3],
    ['package-lock.json', 'latest', '0.2.4', npm1],
    ['pnpm-lock.yaml', 'latest', '0.6.11', pnpm9],
    ['pnpm-lock.yaml', 'latest', '0.6.11', pnpm9.replaceAll('\n', '\r\n')],
    ['pnpm-lock.yaml', '*', '0.2.4', pnpm5],
    ['yarn.lock', 'latest', '0.6.11', yarn1],
    ['yarn.lock', '>=0.6.0', '0.6.11', yarn1],
    ['yarn.lock', '0.2.4', '0.2.4', yarn1],
    ['yarn.lock', '*', '0.6.11', berry],
    ['bun.lock', 'latest', '0.6.11', bun],
  ])('%s, range %s: %s (%#)', (name, range, version, text) => {
    const facts = read('', range, [at(name, text)]);
    expect([facts.installedCore, facts.lockedIn]).toEqual([version, name]);
  });

  it('takes what the lock file has for this very package of a workspace', () => {
    for (const [name, text] of [
      ['package-lock.json', npm3],
      ['pnpm-lock.yaml', pnpm9],
      ['bun.lock', bun],
    ] as const) {
      const web = read('apps/web', '^0.9.0', [at(name, text)], { name: 'web' });
      expect([name, web.installedCore]).toEqual([name, '0.9.1']);
    }
    expect(read('apps/other', '*', [at('package-lock.json', npm3)]).installedCore).toBe('0.6.11');
    expect(read('apps/other', '*', [at('pnpm-lock.yaml', pnpm9)]).installedCore).toBeNull();
  });

  it('finds providers too', () => {
    for (const [name, text] of [
      ['package-lock.json', npm3],
      ['pnpm-lock.yaml', pnpm9],
    ] as const) {
      expect(read('', 'latest', [at(name, text)]).installedProviders).toEqual([['@composio/openai', '0.6.4']]);
    }
  });

  it('knows where the package lies below a lock file that is above the root', () => {
    const own = at('../package.json', manifest({ [CORE]: '*' }));
    const [facts] = readPackages([own], [at('../../../pnpm-lock.yaml', pnpm9)], '/repo/apps/web/src');
    expect(facts!.installedCore).toBe('0.9.1');
  });

  it('believes node_modules first, then the lock file of the package manager in use, then another', () => {
    const present = at(`node_modules/${CORE}/package.json`, json({ version: '0.8.1' }));
    const both = read('', '*', [at('package-lock.json', npm3), present]);
    expect([both.installedCore, both.lockedIn]).toEqual(['0.8.1', null]);
    const locks = [at('package-lock.json', npm1), at('pnpm-lock.yaml', pnpm9)];
    expect(read('', '*', locks, { packageManager: 'pnpm@9.1.0' }).lockedIn).toBe('pnpm-lock.yaml');
    expect(read('', '*', locks, { packageManager: 'npm@10.0.0' }).lockedIn).toBe('package-lock.json');
    expect(read('', '*', locks, { packageManager: 'bun@1.2.0' }).lockedIn).toBe('package-lock.json');
  });

  it('says nothing for a range that two entries of yarn could meet', () => {
    expect(read('', 'next', [at('yarn.lock', yarn1)]).installedCore).toBeNull();
  });

  it.each([
    ['package-lock.json', '{'],
    ['package-lock.json', '"@composio/core"'],
    ['package-lock.json', '{"packages":{"node_modules/@composio/core":{"version":5}}}'],
    ['pnpm-lock.yaml', 'importers:\n\n  .:\n    "@composio/core": [\n'],
    ['pnpm-lock.yaml', '# @composio/core'],
    ['yarn.lock', '"@composio/core@*":'],
    ['bun.lock', '// "@composio/core"'],
    ['bun.lock', '{"packages":{"@composio/core":"@composio/core@0.6.1"}}'],
    ['bun.lockb', '\0@composio/core\0'],
    ['package-lock.json', ''],
  ])('survives a broken %s (%#)', (name, text) => {
    expect(read('', '*', [at(name, text)]).installedCore).toBeNull();
  });

  it('reads the text only of locks that it understands', () => {
    const names = ['package-lock.json', 'a/npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];
    expect(names.every((name) => isReadableLock(name))).toBe(true);
    expect(['bun.lockb', 'deno.lock', 'pnpm-workspace.yaml'].some((name) => isReadableLock(name))).toBe(false);
  });

  it('reads what npm itself writes', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'locks-'));
    try {
      const local = path.join(folder, 'core');
      execFileSync(process.execPath, ['-e', `require('fs').mkdirSync(${JSON.stringify(local)})`]);
      writeFileSync(path.join(local, 'package.json'), json({ name: CORE, version: '0.6.5' }));
      execFileSync('npm', ['pack', '--silent'], { cwd: local, stdio: 'ignore' });
      writeFileSync(
        path.join(folder, 'package.json'),
        json({ name: 'app', version: '1.0.0', dependencies: { [CORE]: 'file:core/composio-core-0.6.5.tgz' } }),
      );
      const args = ['install', '--package-lock-only', '--offline', '--no-audit', '--no-fund', '--silent'];
      execFileSync('npm', args, { cwd: folder, stdio: 'ignore' });
      const text = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
      expect(read('', '*', [at('package-lock.json', text)]).installedCore).toBe('0.6.5');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what may be emitted by a lock file', () => {
  const lock = at('package-lock.json', npm3);

  it('is what the locked version has, without a raise', () => {
    const decision = decide(manifest({ [CORE]: '^0.6.3' }), { needs: ['multi-account'], extras: [lock] });
    expect([decision.before.version, decision.edits]).toEqual(['0.6.11', []]);
  });

  it('is not more: a range that allows every version is held back by the lock', () => {
    const decision = decide(manifest({ [CORE]: 'latest' }), { needs: ['direct-tools'], extras: [lock] });
    const refusal = decision.unmet.get('direct-tools');
    expect(refusal?.code).toBe('sdk-too-old');
    expect(refusal?.message).toContain('package-lock.json holds 0.6.11');
    expect(refusal?.hint).toContain('Update @composio/core to 0.9.0 or later with npm');
    expect([decision.assumptions, decision.edits]).toEqual([[], []]);
  });

  it('is what the newest version has where nothing else says one, and that is said', () => {
    const decision = decide(manifest({ [CORE]: 'latest' }), { needs: ['direct-tools'] });
    expect(decision.unmet.size).toBe(0);
    expect(decision.assumptions).toHaveLength(1);
  });

  it('is not decided by a lock that the range contradicts', () => {
    const decision = decide(manifest({ [CORE]: '^0.9.0' }), { needs: [], extras: [lock] });
    expect(decision.before.version).toBe('0.9.0');
  });
});
