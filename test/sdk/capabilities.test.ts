import { describe, expect, it } from 'vitest';
import { valid } from 'semver';
import {
  allCapabilities,
  ASSUMED_VERSION,
  capabilitiesOf,
  describeCapability,
  minimumFor,
  providerFor,
  sourceOf,
} from '../../src/sdk/capabilities.js';

describe('capabilities by version', () => {
  it.each([
    ['0.2.6', 'sessions', false],
    ['0.3.0', 'sessions', true],
    ['0.6.4', 'session-execute', false],
    ['0.6.5', 'session-execute', true],
    ['0.6.8', 'authorize-alias', false],
    ['0.6.11', 'authorize-alias', true],
    ['0.8.1', 'preload', true],
    ['0.8.1', 'direct-tools', false],
    ['0.9.0', 'direct-tools', true],
    ['0.12.0', 'sandbox', false],
    ['0.13.0', 'sandbox', true],
    ['0.16.0', 'tool-calls-core', false],
    ['0.17.0', 'tool-calls-core', true],
    ['0.22.9', 'result-type', false],
    ['0.23.0', 'result-type', true],
    ['0.3.0-alpha.1', 'sessions', false],
    ['1.0.0-beta.1', 'sessions', true],
  ] as const)('%s %s: %s', (version, capability, expected) => {
    expect(capabilitiesOf(version).has(capability)).toBe(expected);
  });

  it('need the provider too where its methods take the session', () => {
    expect(capabilitiesOf('0.17.0').has('tool-calls-openai')).toBe(false);
    expect(capabilitiesOf('0.17.0', new Map([['@composio/openai', '0.10.1']])).has('tool-calls-openai')).toBe(false);
    expect(capabilitiesOf('0.17.0', new Map([['@composio/openai', '0.12.0']])).has('tool-calls-openai')).toBe(true);
    expect(capabilitiesOf('0.16.0', new Map([['@composio/openai', '0.12.0']])).has('tool-calls-openai')).toBe(false);
    expect(providerFor('tool-calls-openai')).toEqual({ name: '@composio/openai', from: '0.12.0' });
    expect(providerFor('sessions')).toBeNull();
  });

  it('are those of the assumed version where none is known, and say so', () => {
    for (const unknown of [null, 'workspace:*', '']) {
      const capabilities = capabilitiesOf(unknown);
      expect(capabilities.version).toBe(ASSUMED_VERSION);
      expect(capabilities.assumed).toBe(true);
      expect(capabilities.has('sandbox')).toBe(true);
      expect(capabilities.has('result-type')).toBe(false);
    }
  });

  it('are all facts with a version and a source, oldest first', () => {
    const all = allCapabilities();
    expect(all[0]).toBe('version-required');
    for (const capability of all) {
      expect(valid(minimumFor(capability))).not.toBeNull();
      expect(sourceOf(capability).file).not.toBe('');
      expect(describeCapability(capability)).not.toBe('');
    }
  });

  it('never promise what only release notes say below the version that could be read', () => {
    const told = allCapabilities().filter((one) => sourceOf(one).source === 'release notes');
    expect(told).toEqual(['tool-calls-anthropic', 'session-execute-single-attempt', 'result-type']);
  });
});
