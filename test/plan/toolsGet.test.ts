import { describe, expect, it } from 'vitest';
import type { MigrateIntent, SiteIntent } from '../../src/plan/intent.js';
import { toolsGetRule } from '../../src/plan/rules/toolsGet.js';
import { sitesOf, type Given } from './toolsSites.js';

const HEAD =
  "import { Agent } from '@openai/agents';\nimport { Composio } from '@composio/core';\nconst composio = new Composio();\n";
const VERCEL =
  "import { Agent } from '@openai/agents';\nimport { Composio } from '@composio/core';\nimport { VercelProvider } from '@composio/vercel';\nconst composio = new Composio({ provider: new VercelProvider() });\n";

function decided(args: string, given?: Given, head = HEAD, path = 'main.ts'): SiteIntent {
  const text = `${head}export async function load(userId: string, slugs: string[], toolkit: string) {
  const tools = await composio.tools.get(${args});
  return new Agent({ name: 'helper', tools });
}
`;
  const sites = sitesOf({ [path]: path.endsWith('.js') ? text.replaceAll(/: string(\[\])?/g, '') : text });
  return toolsGetRule(sites.of('tools.get')[0]!, sites.context(given));
}

function migrated(intent: SiteIntent): MigrateIntent {
  expect(intent).toMatchObject({ outcome: 'migrate' });
  return intent as MigrateIntent;
}

const codes = (intent: SiteIntent): string[] => migrated(intent).notes.map((note) => note.code);

describe('tools.get: never wider', () => {
  it('limits a session to the toolkits of the filter, in lower case', () => {
    const { need } = migrated(decided("userId, { toolkits: ['GITHUB', 'slack', 'GITHUB'] }"));
    expect(need).toEqual({ purpose: 'agent', toolkits: { kind: 'constant', values: ['github', 'slack'] } });
  });

  it('limits a session to the tools of the filter, under their toolkits', () => {
    const { need } = migrated(decided("userId, { tools: ['GITHUB_X', 'GOOGLE_MAPS_Y', 'GITHUB_Z'] }"));
    expect(need).toEqual({
      purpose: 'agent',
      preset: 'direct_tools',
      toolkits: { kind: 'constant', values: ['github', 'google_maps'] },
      tools: [
        { toolkit: 'github', slugs: ['GITHUB_X', 'GITHUB_Z'] },
        { toolkit: 'google_maps', slugs: ['GOOGLE_MAPS_Y'] },
      ],
    });
  });

  it.each([
    ["userId, 'ACMECRM_FIND'", "['ACMECRM_FIND']"],
    ["userId, { tools: ['GITHUB_X', 'ACMECRM_FIND'] }", "['GITHUB_X', 'ACMECRM_FIND']"],
    ['userId, { tools: slugs }', 'slugs'],
    ['userId, toolkit', '[toolkit]'],
  ])('preloads what cannot be listed by toolkit: %s', (args, text) => {
    const { need } = migrated(decided(args));
    expect(need).toMatchObject({ preset: 'direct_tools', preload: { text } });
    expect(need.toolkits).toBeUndefined();
  });

  it.each([
    ['userId, { toolkits: [toolkit] }', '[toolkit.toLowerCase()]'],
    ["userId, { toolkits: ['GITHUB', ...slugs] }", "['github', ...slugs.map((toolkit) => toolkit.toLowerCase())]"],
    ["userId, { toolkits: [toolkit || 'GITHUB'] }", "[(toolkit || 'GITHUB').toLowerCase()]"],
  ])('lowers items that are not proven lower case: %s', (args, text) => {
    expect(migrated(decided(args)).need.toolkits).toMatchObject({ kind: 'list', toLowerCase: false, value: { text } });
  });

  it.each([
    ["userId, { search: 'mail' }", 'no-session-filter'],
    ["userId, { toolkits: ['github'], scopes: ['repo'] }", 'no-session-filter'],
    ["userId, { toolkits: ['github'], tags: ['issues'] }", 'no-session-filter'],
    ['userId, { toolkits: [] }', 'limit-may-be-missing'],
    ['userId, { toolkits: (slugs as string[] | undefined) }', 'limit-may-be-missing'],
  ])('leaves what has no session form, and takes it with --allow-wider: %s', (args, code) => {
    expect(decided(args)).toMatchObject({ outcome: 'manual', code });
    const { notes } = migrated(decided(args, { options: { allowWider: true } }));
    expect(notes.map((note) => note.code)).toContain('wider-access');
  });

  it.each([
    ['userId, { toolkit: "github" } as never', 'unknown-shape'],
    ["userId, { tools: ['GITHUB_X'], toolkits: ['github'] } as never", 'unknown-shape'],
    ["userId, ['GITHUB_X'] as never", 'unknown-shape'],
    ["userId, { tags: ['readOnlyHint'] }", 'unknown-shape'],
    ['userId, { limit: 3 } as never', 'unknown-shape'],
    ["userId, { toolkits: 'github' } as never", 'unknown-shape'],
    ["undefined as never, { toolkits: ['github'] }", 'no-user'],
    ['userId, globalThis as never', 'filter-unknown'],
  ])('leaves calls that are no calls of the SDK: %s', (args, code) => {
    expect(decided(args)).toMatchObject({ outcome: 'manual', code });
    expect(decided(args, { options: { allowWider: true } })).toMatchObject({ outcome: 'manual', code });
  });
});

describe('tools.get: --tools', () => {
  const WHOLE = "userId, { toolkits: ['github'] }";
  const NAMED = "userId, { tools: ['GITHUB_X'] }";

  it('auto gives meta tools for toolkits and the same tools for slugs', () => {
    expect(codes(decided(WHOLE))).toEqual(['meta-tools']);
    expect(codes(decided(NAMED))).toEqual([]);
  });

  it('direct gives every tool its own name, also where signs ask for it', () => {
    const direct = decided(WHOLE, { options: { tools: 'direct' } });
    expect(migrated(direct).need.preset).toBe('direct_tools');
    expect(codes(direct)).toEqual(['ranking-dropped']);
  });

  it('meta keeps the limit, or leaves what could not be limited', () => {
    expect(migrated(decided(NAMED, { options: { tools: 'meta' } })).need).toEqual({
      purpose: 'agent',
      toolkits: { kind: 'constant', values: ['github'] },
      tools: [{ toolkit: 'github', slugs: ['GITHUB_X'] }],
    });
    const open = decided('userId, { tools: slugs }', { options: { tools: 'meta' } });
    expect(open).toMatchObject({ outcome: 'manual', code: 'wider-access' });
    const wider = decided('userId, { tools: slugs }', { options: { tools: 'meta', allowWider: true } });
    expect(codes(wider)).toEqual(['meta-tools', 'wider-access']);
  });

  it('says that limit and important are gone, and that an agent may send a write again', () => {
    expect(codes(decided("userId, { toolkits: ['github'], limit: 3 }"))).toEqual(['meta-tools', 'ranking-dropped']);
    expect(codes(decided(NAMED, {}, VERCEL))).toEqual(['retries']);
  });
});

describe('tools.get: versions', () => {
  it('emits only what the SDK has', () => {
    const named = "userId, { tools: ['GITHUB_X'] }";
    expect(decided(named, { core: '0.8.1' })).toMatchObject({ outcome: 'manual', code: 'sdk-too-old' });
    expect(decided(named, { core: '0.9.0' }).outcome).toBe('migrate');
    expect(decided("userId, { toolkits: ['github'] }", { core: '0.3.0' }).outcome).toBe('migrate');
  });

  it('gives a signal away where the session takes it', () => {
    const args = "userId, { toolkits: ['github'] }, { signal: globalThis.signal }";
    expect(decided(args, {}, HEAD, 'main.js')).toMatchObject({
      action: { signal: 'globalThis.signal', modifiersText: null },
    });
    expect(decided(args, { core: '0.11.0' }, HEAD, 'main.js')).toMatchObject({ code: 'modifiers' });
    expect(decided(args)).toMatchObject({ outcome: 'manual', code: 'modifiers' });
  });
});

describe('tools.get: several lists in one', () => {
  const two = (second: string, merge = '[...a, ...b]'): string => `${HEAD}
export async function load(userId: string, other: string) {
  const a: any = await composio.tools.get(userId, { toolkits: ['github'] });
  const b: any = await composio.tools.get(${second});
  return new Agent({ name: 'helper', tools: ${merge} });
}
`;
  const intentsOf = (text: string, given?: Given): SiteIntent[] => {
    const sites = sitesOf({ 'main.ts': text });
    return sites.of('tools.get').map((site) => toolsGetRule(site, sites.context(given)));
  };

  it('share one session when all are toolkits without conditions', () => {
    const [a, b] = intentsOf(two("userId, { toolkits: ['slack'] }")).map(migrated);
    expect(a?.need.toolkits).toEqual({ kind: 'constant', values: ['github', 'slack'] });
    expect(a?.action.kind).toBe('tools');
    expect(b?.action.kind).toBe('merged-tools');
    expect([a?.unionWith, b?.unionWith]).toEqual([a?.together, b?.together]);
  });

  it.each([
    ["other, { toolkits: ['slack'] }", undefined],
    ["userId, { tools: ['SLACK_X'] }", undefined],
    ["userId, { toolkits: ['slack'] }, { modifySchema: ({ schema }) => schema }", undefined],
    ['userId, { toolkits: [other] }', undefined],
    ["userId, { toolkits: ['slack'] }", 'a.concat(b)'],
  ])('keep tools of their own names otherwise: %s %s', (second, merge) => {
    for (const intent of intentsOf(two(second, merge)).map(migrated)) {
      expect(intent.need.preset).toBe('direct_tools');
      expect(intent.unionWith).toBeUndefined();
    }
  });
});
