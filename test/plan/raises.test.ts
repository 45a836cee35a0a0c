import { describe, expect, it } from 'vitest';
import type { BodyKey, ConstructionFact, SiteFact } from '../../src/analyze/facts.js';
import { brokenBy } from '../../src/plan/raises.js';
import { capabilitiesOf } from '../../src/sdk/capabilities.js';

const key = (name: string, text: string, rest: Partial<BodyKey> = {}): BodyKey =>
  ({
    key: name,
    value: { text, literals: /^'/.test(text) ? [text.slice(1, -1)] : null },
    conditional: null,
    missing: false,
    optional: false,
    ...rest,
  }) as BodyKey;

function call(slug: string, keys: BodyKey[] = [], rest: Partial<SiteFact> = {}): SiteFact {
  const execute = { slug: { literals: [slug] }, body: { keys } };
  return { api: 'tools.execute', client: { constructions: ['a:1'] }, execute, ...rest } as SiteFact;
}

function broken(from: string, to: string, sites: SiteFact[], client: Partial<ConstructionFact> = {}): number {
  const made = { id: 'a:1', versions: false, automaticFiles: null, ...client } as ConstructionFact;
  const raise = { before: capabilitiesOf(from), after: capabilitiesOf(to) };
  return brokenBy(raise, sites, new Map([['a:1', made]]))?.sites.length ?? 0;
}

describe('a raise past 0.2.0 breaks a call without a version', () => {
  it.each([
    ['no version', [], 1],
    ['a version', [key('version', "'20251027_00'")], 0],
    ['the latest version', [key('version', "'latest'")], 1],
    ['a version that may be there', [key('version', 'version', { conditional: 'pinned' })], 1],
    ['a version of a spread that may have none', [key('version', 'base.version', { optional: true })], 1],
    ['undefined as version', [key('version', 'undefined', { missing: true })], 1],
    ['no check', [key('dangerouslySkipVersionCheck', 'true')], 0],
    ['a check that is asked for', [key('dangerouslySkipVersionCheck', 'false')], 1],
  ])('with %s', (_, keys, count) => {
    expect(broken('0.1.55', '0.11.0', [call('GITHUB_STAR', keys)])).toBe(count);
  });

  it('unless the versions of its client hold, or it is no call of this SDK', () => {
    expect(broken('0.1.55', '0.11.0', [call('GITHUB_STAR')], { versions: true })).toBe(0);
    expect(broken('0.1.55', '0.11.0', [call('GITHUB_STAR', [], { legacy: true })])).toBe(0);
    expect(broken('0.1.55', '0.11.0', [call('GITHUB_STAR', [], { api: 'provider.handleToolCalls' })])).toBe(0);
    expect(broken('0.1.55', '0.11.0', [call('GITHUB_STAR', [], { client: null })])).toBe(1);
  });

  it('and no other raise does', () => {
    expect(broken('0.2.0', '0.11.0', [call('GITHUB_STAR')])).toBe(0);
    expect(broken('0.1.55', '0.1.55', [call('GITHUB_STAR')])).toBe(0);
  });
});

describe('a raise past 0.7.0 breaks a call that handles a file', () => {
  it('unless its client does not handle them today', () => {
    const upload = [call('GOOGLEDRIVE_UPLOAD_FILE'), call('GITHUB_STAR')];
    expect(broken('0.6.11', '0.11.0', upload)).toBe(1);
    expect(broken('0.6.11', '0.11.0', upload, { automaticFiles: false })).toBe(0);
    expect(broken('0.6.5', '0.6.11', upload)).toBe(0);
    expect(broken('0.8.1', '0.11.0', upload)).toBe(0);
  });
});
