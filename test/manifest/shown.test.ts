import { describe, expect, it } from 'vitest';
import { currentVersions } from '../../src/manifest/current.js';
import { decideVersions, packageOf, readPackages, type PackageFacts } from '../../src/manifest/index.js';
import { manifest } from './packages.js';

const at = (path: string, text: string) => ({ path, text });
const coreOf = (facts: PackageFacts | undefined) => currentVersions(facts!).core;
const CORE = '@composio/core';

describe('what is assumed is no newer than what the project has', () => {
  it('where a package does not ask for the SDK', () => {
    const without = at('b/package.json', manifest({}));
    const [a, b] = readPackages([at('a/package.json', manifest({ [CORE]: '^0.6.5' })), without], []);
    expect([coreOf(a), coreOf(b)]).toEqual(['0.6.5', '0.6.5']);
    expect(currentVersions(b!).assumptions).toEqual([
      'b/package.json does not ask for @composio/core; 0.6.5, the oldest that the project has, is assumed',
    ]);
    expect(coreOf(readPackages([without], [])[0])).toBeNull();
    const newer = at('a/package.json', manifest({ [CORE]: '^0.21.0' }));
    expect(coreOf(readPackages([newer, without], [])[1])).toBeNull();
  });

  it('where a range says no version', () => {
    const old = at('a/package.json', manifest({ [CORE]: '0.6.5' }));
    for (const range of ['latest', '*', 'next', 'github:x/y']) {
      const open = at('b/package.json', manifest({ [CORE]: range }));
      expect(coreOf(readPackages([old, open], [])[1]), range).toBe('0.6.5');
    }
    expect(coreOf(readPackages([at('b/package.json', manifest({ [CORE]: 'latest' }))], [])[0])).toBe('0.30.0');
  });

  it('by a catalog, a lock file and what the paths leave out', () => {
    const without = at('b/package.json', manifest({}));
    const byCatalog = at('a/package.json', manifest({ [CORE]: 'catalog:' }));
    const yaml = at('pnpm-workspace.yaml', `catalog:\n  '${CORE}': ^0.6.5\n`);
    expect(coreOf(readPackages([byCatalog, without], [yaml])[1])).toBe('0.6.5');
    const around = readPackages([without], [yaml], '', [byCatalog]);
    expect(around.map(coreOf)).toEqual(['0.6.5', '0.6.5']);
    const lock = at(
      'package-lock.json',
      JSON.stringify({ lockfileVersion: 3, packages: { [`node_modules/${CORE}`]: { version: '0.8.1' } } }),
    );
    const files = [at('package.json', manifest({ [CORE]: '>=0.3.0' }, { workspaces: ['b'] })), without];
    expect(coreOf(readPackages(files, [lock])[0])).toBe('0.8.1');
  });
});

describe('the sources of the SDK in the same project', () => {
  const core = at('core/package.json', JSON.stringify({ name: CORE, version: '0.6.5' }));

  it.each(['workspace:*', 'workspace:^', 'file:../core', 'link:../core', '*'])('are what “%s” leads to', (range) => {
    expect(coreOf(readPackages([core, at('app/package.json', manifest({ [CORE]: range }))], [])[1])).toBe('0.6.5');
  });

  it('are not what git or another name leads to', () => {
    const app = at('app/package.json', manifest({ [CORE]: 'npm:@other/core@0.19.0' }));
    const [, facts] = readPackages([core, app], []);
    expect(facts?.declared[0]?.memberVersion).toBeUndefined();
  });

  it('are the SDK of their own files', () => {
    const facts = readPackages([core, at('package.json', manifest({ [CORE]: '0.19.0' }))], []);
    const owner = packageOf('core/src/a.ts', facts);
    expect([owner?.path, coreOf(owner ?? undefined)]).toEqual(['core/package.json', '0.6.5']);
  });
});

it('a package that the paths leave out is not raised', () => {
  const [, around] = readPackages([at('b/package.json', '{}')], [], '', [
    at('a/package.json', manifest({ [CORE]: '^0.6.5' }, { engines: { node: '>=24' } })),
  ]);
  const decision = decideVersions(around!, new Set(['direct-tools']), { upgrade: true, requiresSdk: false });
  expect(decision.edits).toEqual([]);
  expect(decision.unmet.get('direct-tools')).toMatchObject({
    code: 'sdk-too-old',
    message: expect.stringContaining('not among the paths that were given') as string,
  });
});
