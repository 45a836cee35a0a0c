import { describe, expect, it } from 'vitest';
import { validRange } from 'semver';
import { READ_RELEASES, RELEASES, withReleases, type Release } from '../../src/manifest/releases.js';
import { taggedReleases } from '../../src/sdk/taggedReleases.js';
import { decide, manifest } from './packages.js';

const release = (version: string, peers: Release['peers'] = []): Release => ({
  version,
  module: 'cjs',
  node: null,
  peers,
});

/** The ranges after the decision, by name. */
function ranges(after: string): Record<string, string> {
  return JSON.parse(after).dependencies;
}

describe('the table of releases', () => {
  it('has what the vendor tagged where the registry had nothing, and what was read stays', () => {
    expect(READ_RELEASES.has('@composio/cloudflare')).toBe(false);
    expect(RELEASES.get('@composio/cloudflare')?.length).toBeGreaterThan(10);
    for (const [name, read] of READ_RELEASES) expect(RELEASES.get(name)).toEqual(expect.arrayContaining([...read]));
    expect(RELEASES.get('@composio/mastra')?.find((one) => one.version === '0.3.4')?.peers).toContainEqual([
      '@mastra/core',
      '^0.21.1',
    ]);
  });

  it('says of a version what the registry says where both have it', () => {
    const read = (name: string, version: string) =>
      READ_RELEASES.get(name)?.find((one) => one.version === version)?.peers ?? [];
    const both = taggedReleases().filter(({ name, version }) => read(name, version).length > 0);
    expect(both.length).toBeGreaterThan(20);
    for (const { name, version, peers } of both) {
      expect(new Map(peers), `${name} ${version}`).toEqual(new Map(read(name, version)));
    }
  });

  it('has no tag whose peers are not said, or that the vendor left again', () => {
    for (const [name, releases] of RELEASES) {
      for (const { version, peers } of releases) {
        expect(version, name).toMatch(/^0\./);
        for (const [peer, range] of peers) expect(validRange(range), `${name} ${version} ${peer}`).not.toBeNull();
      }
    }
  });

  it('grows by versions that it lacks, in their order', () => {
    const table = new Map([['a', [release('0.9.0', [['b', '1']]), release('0.11.0')]]]);
    const more = withReleases(table, [
      ['a', release('0.10.0')],
      ['a', release('0.9.0')],
      ['__proto__', release('1.0.0')],
    ]);
    expect(more.get('a')?.map((one) => one.version)).toEqual(['0.9.0', '0.10.0', '0.11.0']);
    expect(more.get('a')?.[0]?.peers).toEqual([['b', '1']]);
    expect([...more.keys()]).toEqual(['a', '__proto__']);
    expect(table.get('a')).toHaveLength(2);
  });
});

describe('a raise below the usual target', () => {
  it.each([
    ['^0.21.1', []],
    ['^0.24.0', ['peer-violated-before']],
  ])('where only that goes with @mastra/core %s', (range, notes) => {
    const text = manifest({ '@composio/core': '^0.2.6', '@composio/mastra': '^0.2.6', '@mastra/core': range });
    const decision = decide(text, { needs: ['sessions'] });
    expect(ranges(decision.after)).toMatchObject({ '@composio/core': '^0.3.1', '@composio/mastra': '^0.3.1' });
    expect(decision.notes.map((note) => note.code).filter((code) => code !== 'install-needed')).toEqual(notes);
    expect(decision.capabilities.has('sessions')).toBe(true);
    // What is newer than that cannot be had, and takes nothing away.
    const more = decide(text, { needs: ['sessions', 'direct-tools'] });
    expect(ranges(more.after)['@composio/core']).toBe('^0.3.1');
    expect(more.unmet.get('direct-tools')?.code).toBe('peer-conflict');
  });

  it('where a later one would break calls that stay', () => {
    const refusal = { code: 'raise-breaks-calls', message: 'm', hint: 'h' } as const;
    const text = manifest({ '@composio/core': '^0.2.6' });
    const decision = decide(text, { needs: ['sessions', 'direct-tools'], hold: { from: '0.7.0', refusal } });
    expect(ranges(decision.after)['@composio/core']).toMatch(/^\^0\.3\./);
    expect([...decision.unmet]).toEqual([['direct-tools', refusal]]);
  });
});
