import { describe, expect, it } from 'vitest';
import { NEWEST_KNOWN_VERSION } from '../../src/sdk/capabilities.js';
import { readPackages } from '../../src/manifest/index.js';
import { decide, manifest, NEW_NODE } from './packages.js';

const LOCK = [{ path: 'package-lock.json', text: '' }];

/** The ranges after the decision, by name. */
function ranges(after: string): Record<string, string> {
  return JSON.parse(after).dependencies;
}

describe('versions: what the package has is enough', () => {
  it.each([
    ['the range allows nothing older', '^0.9.0', 'direct-tools'],
    ['a newer minor', '0.10.0', 'direct-tools'],
    ['an older capability', '^0.6.3', 'sessions'],
    ['latest', 'latest', 'tool-calls-core'],
    ['any', '*', 'direct-tools'],
  ] as const)('%s: nothing is raised', (_name, range, capability) => {
    const text = manifest({ '@composio/core': range });
    const decision = decide(text, { needs: [capability] });
    expect(decision.after).toBe(text);
    expect(decision.unmet.size).toBe(0);
    expect(decision.capabilities.has(capability)).toBe(true);
  });

  it('the installed version counts, if the range allows it', () => {
    const installed = (version: string) => [
      { path: 'node_modules/@composio/core/package.json', text: JSON.stringify({ version }) },
    ];
    const text = manifest({ '@composio/core': '^0.6.3' });
    expect(decide(text, { needs: ['authorize-alias'], extras: installed('0.6.11') }).edits).toEqual([]);
    expect(decide(text, { needs: ['authorize-alias'], extras: installed('0.9.0') }).edits).toHaveLength(1);
  });

  it('says what it assumed', () => {
    for (const [range, said] of [
      ['latest', NEWEST_KNOWN_VERSION],
      ['*', NEWEST_KNOWN_VERSION],
      ['next', NEWEST_KNOWN_VERSION],
      ['^0.9.0-alpha.1', '0.9.0-alpha.1'],
      ['workspace:*', '0.19.0'],
    ]) {
      expect(decide(manifest({ '@composio/core': range! }), { needs: [] }).assumptions.join(), range).toContain(said);
    }
    expect(decide(manifest({ '@composio/core': '^0.9.0' })).assumptions).toEqual([]);
    expect(decide(manifest({ express: '^4.0.0' })).assumptions).toHaveLength(1);
  });

  it('`latest` has what the newest has, so that success is not read from an empty error', () => {
    expect(decide(manifest({ '@composio/core': 'latest' })).capabilities.has('result-type')).toBe(true);
    expect(decide(manifest({ '@composio/core': '^0.19.0' })).capabilities.has('result-type')).toBe(false);
  });
});

describe('versions: the range is raised', () => {
  it('to ^0.11.0 with providers ^0.9.2 where nothing newer is needed', () => {
    const text = manifest({ '@composio/core': '^0.6.3', '@composio/openai': '^0.5.5', openai: '^6.0.0' });
    const decision = decide(text, { extras: LOCK });
    expect(ranges(decision.after)).toEqual({
      '@composio/core': '^0.11.0',
      '@composio/openai': '^0.9.2',
      openai: '^6.0.0',
    });
    expect(decision.capabilities.has('direct-tools')).toBe(true);
    expect(decision.before.has('direct-tools')).toBe(false);
    expect(decision.notes).toEqual([
      expect.objectContaining({ code: 'install-needed', message: expect.stringContaining('npm install') }),
    ]);
  });

  it('with a word about files, which no client handles unasked from 0.7.0 on', () => {
    const said = (core: string): string =>
      decide(manifest({ '@composio/core': core }), { needs: ['direct-tools'] })
        .notes.map((one) => one.message)
        .join();
    expect(said('^0.6.3')).toContain('dangerouslyAllowAutoUploadDownloadFiles');
    expect(said('^0.8.1')).toContain('lock files are not edited here.');
    expect(said('^0.8.1')).not.toContain('dangerouslyAllowAutoUploadDownloadFiles');
  });

  it('to ^0.17.0 with @composio/openai ^0.12.0 where tool calls take the session', () => {
    const text = manifest({ '@composio/core': '^0.6.3', '@composio/openai': '^0.5.5', openai: '^6.49.0' }, NEW_NODE);
    const decision = decide(text, { needs: ['tool-calls-openai', 'direct-tools'] });
    expect(ranges(decision.after)).toEqual({
      '@composio/core': '^0.17.0',
      '@composio/openai': '^0.12.0',
      openai: '^6.49.0',
    });
    expect(decision.capabilities.has('tool-calls-openai')).toBe(true);
  });

  it('raises the provider alone where the core is enough', () => {
    const text = manifest({ '@composio/core': '^0.17.0', '@composio/openai': '^0.10.1' });
    expect(ranges(decide(text, { needs: ['tool-calls-openai'] }).after)).toEqual({
      '@composio/core': '^0.17.0',
      '@composio/openai': '^0.12.0',
    });
  });

  it.each([
    ['^0.6.3', '^0.11.0'],
    ['~0.6.3', '~0.11.0'],
    ['0.6.3', '0.11.0'],
    ['>=0.6.3', '>=0.11.0'],
    ['0.6.x', '0.11.x'],
    ['^0.2.7-alpha.4', '^0.11.0'],
  ])('keeps the style: %s → %s', (from, to) => {
    expect(ranges(decide(manifest({ '@composio/core': from })).after)['@composio/core']).toBe(to);
  });

  it('raises every section that asks for less, and leaves those that allow enough', () => {
    const text = JSON.stringify({
      peerDependencies: { '@composio/core': '>=0.6.0' },
      devDependencies: { '@composio/core': '^0.6.3' },
      optionalDependencies: { '@composio/core': '^0.11.0' },
    });
    const { raised } = decide(text.replace('"^0.11.0"', '"~0.6.0"'));
    expect(raised.map((one) => `${one.section} ${one.to}`).sort()).toEqual([
      'devDependencies ^0.11.0',
      'optionalDependencies ~0.11.0',
      'peerDependencies >=0.11.0',
    ]);
    expect(decide(text).raised).toEqual([]);
  });

  it('leaves a provider that goes with the new core already', () => {
    const text = manifest({ '@composio/core': '^0.6.3', '@composio/vercel': '^0.9.2', ai: '^5.0.0' });
    expect(decide(text).raised.map((one) => one.name)).toEqual(['@composio/core']);
  });

  it('changes only the bytes of the ranges: tabs, CRLF, key order, one line, no final newline', () => {
    const texts = [
      '{\r\n\t"dependencies": {\r\n\t\t"z": "1",\r\n\t\t"@composio/core":   "^0.6.3",\r\n\t\t"a": "1"\r\n\t}\r\n}\r\n',
      '{"dependencies":{"@composio/core":"^0.6.3"},"name":"x"}',
      '{\n    "dependencies": { "@composio/core"\n : "^0.6.3" } }',
    ];
    for (const text of texts) {
      expect(decide(text).after).toBe(text.replace('^0.6.3', '^0.11.0'));
    }
  });

  it('a second run changes nothing', () => {
    const first = decide(manifest({ '@composio/core': '^0.6.3', '@composio/openai': '^0.5.5' }));
    const second = decide(first.after);
    expect(first.edits).toHaveLength(2);
    expect(second.edits).toEqual([]);
    expect(second.notes).toEqual([]);
  });

  it('puts all edits of a package.json into one group', () => {
    const { edits } = decide(manifest({ '@composio/core': '^0.6.3', '@composio/openai': '^0.5.5' }));
    expect(new Set(edits.map((edit) => edit.group))).toEqual(new Set(['package:package.json']));
  });
});

describe('versions: refusals', () => {
  const refusal = (decision: ReturnType<typeof decide>, capability: Parameters<typeof decision.unmet.get>[0]) =>
    decision.unmet.get(capability);

  it('--no-upgrade: sdk-too-old, and package.json stays', () => {
    const text = manifest({ '@composio/core': '^0.6.3' });
    const decision = decide(text, { upgrade: false, needs: ['sessions', 'direct-tools'] });
    expect(decision.after).toBe(text);
    expect([...decision.unmet.keys()]).toEqual(['direct-tools']);
    expect(refusal(decision, 'direct-tools')?.code).toBe('sdk-too-old');
    expect(decision.capabilities.has('sessions')).toBe(true);
  });

  it('sdk-esm-only: never past 0.11 in a package that requires the SDK', () => {
    const text = manifest({ '@composio/core': '^0.6.3', '@composio/openai': '^0.5.5' }, NEW_NODE);
    const decision = decide(text, { requiresSdk: true, needs: ['tool-calls-openai', 'direct-tools'] });
    expect(refusal(decision, 'tool-calls-openai')?.code).toBe('sdk-esm-only');
    expect(refusal(decision, 'tool-calls-openai')?.message).toContain('0.17.0');
    expect(ranges(decision.after)).toEqual({ '@composio/core': '^0.11.0', '@composio/openai': '^0.9.2' });
    expect(decision.capabilities.has('direct-tools')).toBe(true);
  });

  it('engine-too-old: not past 0.11 where an older Node is allowed or nothing says, unless it is there already', () => {
    const needs = ['sandbox'] as const;
    const old = decide(manifest({ '@composio/core': '^0.6.3' }, { engines: { node: '>=18' } }), { needs: [...needs] });
    expect(refusal(old, 'sandbox')?.code).toBe('engine-too-old');
    expect(refusal(old, 'sandbox')?.message).toContain('>=18');
    const unsaid = decide(manifest({ '@composio/core': '^0.6.3' }), { needs: [...needs] });
    expect(refusal(unsaid, 'sandbox')?.code).toBe('engine-too-old');
    const there = decide(manifest({ '@composio/core': '^0.12.0' }), { needs: [...needs] });
    expect(ranges(there.after)).toEqual({ '@composio/core': '^0.13.0' });
  });

  it('peer-conflict: a provider whose peers do not admit the ranges of the package; nothing is raised', () => {
    const text = manifest({ '@composio/core': '^0.1.39', '@composio/vercel': '^0.1.39', ai: '^4.3.8' });
    const decision = decide(text);
    expect(decision.after).toBe(text);
    expect(refusal(decision, 'direct-tools')?.code).toBe('peer-conflict');
    expect(refusal(decision, 'direct-tools')?.message).toContain('ai ^5.0.0 || ^6.0.0');
    expect(refusal(decision, 'direct-tools')?.message).toContain('^4.3.8');
  });

  it.each([
    ['ai', '@composio/vercel', '^0.2.18', '^5.0.44', true],
    // What it has asks for ^5.0.44, and what is new for ^5.0.0 || ^6.0.0: no further away.
    ['ai', '@composio/vercel', '^0.2.18', '^7.0.0', true],
    ['ai', '@composio/vercel', '^0.2.18', '^4.3.8', true],
    ['ai', '@composio/vercel', '^0.1.39', '^3.0.0', false],
    ['ai', '@composio/vercel', '^0.1.39', '^4.3.8', false],
    // Whatever the tag stands for: what the present version takes, the new one takes too.
    ['ai', '@composio/vercel', '^0.2.18', 'latest', true],
    ['ai', '@composio/vercel', '^0.1.39', 'latest', false],
    ['ai', '@composio/vercel', '^0.2.18', '*', true],
    // A pre-release of what the new version wants, or between two lines that it takes both.
    ['ai', '@composio/vercel', '^0.1.43', '5.0.0-beta.25', true],
    ['ai', '@composio/vercel', '^0.2.18', '6.0.0-beta.99', true],
    // The present version takes the pre-release, the new one does not.
    ['ai', '@composio/vercel', '^0.1.43', '4.4.0-beta.1', false],
    ['openai', '@composio/openai', '^0.1.55', '^5.16.0', false],
    ['openai', '@composio/openai', '^0.1.55', '^6.0.0', true],
    ['@anthropic-ai/sdk', '@composio/anthropic', '^0.5.5', '^0.52.0', true],
    // What it has asks for the same already: nothing gets worse.
    ['@anthropic-ai/sdk', '@composio/anthropic', '^0.5.5', '^0.60.0', true],
    ['@anthropic-ai/sdk', '@composio/anthropic', '^0.2.3', '^0.68.0', true],
    ['@openai/agents', '@composio/openai-agents', '^0.2.6', '^0.3.4', true],
    ['@openai/agents', '@composio/openai-agents', '^0.2.6', '^0.1.9', true],
    ['@langchain/core', '@composio/langchain', '^0.2.6', '^0.3.63', false],
    ['zod', '@composio/openai', '^0.5.5', '3.22.4', false],
    ['zod', '@composio/openai', '^0.5.5', '^3.22.4', true],
  ])('peers: %s of %s %s in a package with %s: %s', (peer, provider, has, range, fits) => {
    const decision = decide(manifest({ '@composio/core': '^0.2.6', [provider]: has, [peer]: range }));
    expect(decision.unmet.size === 0).toBe(fits);
    expect(decision.edits.length > 0).toBe(fits);
  });

  it('raises nothing for what has been there since 0.3', () => {
    for (const range of ['^0.3.0', '~0.3.4', '0.5.x', '^0.6.3']) {
      const decision = decide(manifest({ '@composio/core': range }), { needs: ['sessions'] });
      expect([decision.edits.length, decision.unmet.size], range).toEqual([0, 0]);
    }
  });

  it('says of a peer that is wanted nearer that it still is not met', () => {
    const dependencies = { '@composio/core': '^0.2.6', '@composio/vercel': '^0.2.18', ai: '^7.0.0' };
    const decision = decide(manifest(dependencies));
    expect(decision.notes.map((note) => note.code)).toContain('peer-violated-before');
  });

  it('says of a peer that was not met before that it still is not', () => {
    const dependencies = {
      '@composio/core': '^0.2.3',
      '@composio/anthropic': '^0.2.3',
      '@anthropic-ai/sdk': '^0.68.0',
    };
    const notes = decide(manifest(dependencies)).notes.filter((note) => note.code === 'peer-violated-before');
    expect(notes.map((note) => note.message)).toEqual([
      '@composio/anthropic 0.9.2 needs @anthropic-ai/sdk ^0.52.0, and the package has “^0.68.0”: so it was before, and nothing gets worse',
    ]);
  });

  it('goes on to a newer core where only that fits the provider, if Node allows it', () => {
    const dependencies = { '@composio/core': '^0.5.5', '@composio/google': '^0.5.5' };
    const fresh = decide(manifest(dependencies, NEW_NODE));
    expect(ranges(fresh.after)).toEqual({ '@composio/core': '^0.16.0', '@composio/google': '^0.10.2' });
    const old = decide(manifest(dependencies));
    expect(refusal(old, 'direct-tools')?.code).toBe('peer-conflict');
    expect(old.edits).toEqual([]);
  });

  it('what only release notes know is not raised to', () => {
    const text = manifest({ '@composio/core': '^0.17.0', '@composio/anthropic': '^0.10.1' }, NEW_NODE);
    const decision = decide(text, { needs: ['tool-calls-anthropic'] });
    expect(refusal(decision, 'tool-calls-anthropic')?.code).toBe('sdk-too-old');
    expect(refusal(decision, 'tool-calls-anthropic')?.message).toContain('@composio/anthropic 0.11.0');
    const told = decide(text.replace('^0.10.1', '^0.11.0'), { needs: ['tool-calls-anthropic'] });
    expect(told.capabilities.has('tool-calls-anthropic')).toBe(true);
  });

  it.each(['catalog:', 'catalog:ai'])('range-not-raised: %s that is too old', (range) => {
    const yaml = 'catalog:\n  "@composio/core": ^0.6.3\ncatalogs:\n  ai:\n    "@composio/core": ^0.6.3\n';
    const text = manifest({ '@composio/core': range });
    const decision = decide(text, { extras: [{ path: 'pnpm-workspace.yaml', text: yaml }] });
    expect(decision.after).toBe(text);
    expect(decision.notes).toEqual([expect.objectContaining({ code: 'range-not-raised', path: 'package.json' })]);
    expect(refusal(decision, 'direct-tools')?.code).toBe('sdk-too-old');
  });

  it.each(['>=0.6.0 <0.9.0', '^0.6.0 || ^0.7.0'])('range-not-raised: %s has no style to keep', (range) => {
    const decision = decide(manifest({ '@composio/core': range }));
    expect(decision.notes.map((note) => note.code)).toEqual(['range-not-raised']);
    expect(decision.unmet.size).toBe(1);
  });

  it.each(['workspace:*', 'git+https://x.y/z.git', 'file:../core', 'next'])('%s is never touched', (range) => {
    const text = manifest({ '@composio/core': range, '@composio/openai': '^0.5.5' });
    const decision = decide(text, { needs: ['sandbox', 'tool-calls-openai'] });
    expect(decision.after).toBe(text);
  });

  it('a provider from elsewhere stays while the core is raised, with no claim about it', () => {
    const decision = decide(manifest({ '@composio/core': '^0.6.3', '@composio/openai': 'workspace:*' }));
    expect(decision.raised.map((one) => one.name)).toEqual(['@composio/core']);
  });

  it('overrides of the core anywhere above: not raised', () => {
    const app = { path: 'apps/a/package.json', text: manifest({ '@composio/core': '^0.6.3' }) };
    for (const root of [
      { overrides: { '@composio/core': '0.6.3' } },
      { resolutions: { '**/@composio/core': '0.6.3' } },
      { pnpm: { overrides: { '@composio/core@0': '0.6.3' } } },
    ]) {
      const [facts] = readPackages([app, { path: 'package.json', text: JSON.stringify(root) }], []);
      expect(facts!.overriddenIn).toBe('package.json');
    }
    const own = decide(manifest({ '@composio/core': '^0.6.3' }, { overrides: { '@composio/core': '0.6.3' } }));
    expect(own.edits).toEqual([]);
    expect(own.notes[0]?.message).toContain('overrides');
  });

  it('a package.json that cannot be read changes nothing', () => {
    const decision = decide('{ broken', { needs: ['sandbox'] });
    expect(decision.edits).toEqual([]);
    expect(decision.capabilities.assumed).toBe(true);
  });
});
