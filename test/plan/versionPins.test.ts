import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analyze/index.js';
import { plan as makePlan } from '../../src/plan/index.js';
import { featuresOf } from '../../src/plan/features.js';
import { decidePins, type PinsDecision, type PinsInput } from '../../src/plan/versionPins.js';
import { TRANSFORM_NAMES } from '../../src/sdk/transforms.js';

const CLIENT = `import { Composio } from '@composio/core';\nexport const composio = new Composio();\n`;
const MIGRATES = `export const run = (user: string) => composio.tools.get(user, { toolkits: ['github'] });\n`;
const STAYS = `export const find = (user: string) => composio.tools.get(user, { search: 'issues' });\n`;
const TRIGGER = `export const watch = (user: string) => composio.triggers.create(user, 'GITHUB_PUSH', {});\n`;
const TYPES = `import { composio } from './client.js';\n`;

function decide(
  sources: Record<string, string>,
  given: Partial<PinsInput> = {},
  isBelow: (path: string) => boolean = () => true,
): PinsDecision {
  const { files } = analyze({ root: '/p', files: Object.entries(sources).map(([path, text]) => ({ path, text })) });
  const transforms = new Set<string>(TRANSFORM_NAMES);
  const plan = makePlan({
    files,
    options: {
      tools: 'meta',
      allowWider: false,
      transforms,
      mappings: new Map([['managed:*', { toolkit: '*', source: 'option' }]]),
      strict: false,
      sandbox: true,
      manageConnections: true,
    },
    features: () => featuresOf(),
  });
  return decidePins({ files, plan, failed: new Set(), transforms, unseen: [], reads: [], ...given }, isBelow);
}

describe('pins of env templates (rules §6, toolkitVersions and version pins)', () => {
  it('go when no client has a reader left, given versions or not', () => {
    expect(decide({ 'src/a.ts': CLIENT })).toEqual({ remove: true });
    expect(decide({ 'src/a.ts': CLIENT + MIGRATES })).toEqual({ remove: true });
  });

  it.each([
    ['a call that is left', CLIENT + STAYS, 'tools.get in src/a.ts:3'],
    ['a trigger', CLIENT + TRIGGER, 'triggers.create in src/a.ts:3'],
  ])('stay for %s', (_name, text, reader) => {
    expect(decide({ 'src/a.ts': text })).toEqual({ remove: false, why: `still read by ${reader}` });
  });

  it('stay for a reader in another file of the folder, not for one elsewhere', () => {
    const files = { 'a/client.ts': CLIENT, 'a/use.ts': TYPES + STAYS, 'b/client.ts': CLIENT };
    expect(decide(files, {}, (path) => path.startsWith('a/')).remove).toBe(false);
    expect(decide(files, {}, (path) => path.startsWith('b/')).remove).toBe(true);
    expect(decide(files, {}, (path) => path.startsWith('c/'))).toEqual({
      remove: false,
      why: 'no client is made here that it could be for',
    });
  });

  it('stay for a file whose rewriting failed', () => {
    expect(decide({ 'src/a.ts': CLIENT + MIGRATES }, { failed: new Set(['src/a.ts']) }).remove).toBe(false);
  });

  it('stay for readers that are no TypeScript, and for code that names the variable itself', () => {
    const unseen = [{ path: 'agent.py', words: 'tools.get in agent.py:4' }];
    expect(decide({ 'a.ts': CLIENT }, { unseen })).toEqual({
      remove: false,
      why: 'still read by tools.get in agent.py:4',
    });
    const reads = [{ path: 'a.ts', line: 7, name: 'COMPOSIO_TOOLKIT_VERSION_GITHUB' }];
    expect(decide({ 'a.ts': CLIENT }, { reads })).toEqual({
      remove: false,
      why: 'still read by COMPOSIO_TOOLKIT_VERSION_GITHUB in a.ts:7',
    });
  });

  it('stay when the transform is not among those that run', () => {
    expect(decide({ 'a.ts': CLIENT }, { transforms: new Set(['tools-get']) }).remove).toBe(false);
  });
});
