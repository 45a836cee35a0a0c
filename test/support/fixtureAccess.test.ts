/** The measure of access by itself: hand-made migrations that are wider, or whose notes are wrong, are noticed. */
import { describe, expect, it } from 'vitest';
import type { PipelineResult } from '../../src/pipeline-types.js';
import type { SiteReport } from '../../src/report/report.js';
import { accessProblems } from './fixtureAccess.js';

const HEAD = `import { Composio } from '@composio/core';\nconst composio = new Composio();\n`;

/** What is found when a direct call becomes this session form. */
function check(direct: string, session: string, site: Partial<SiteReport> = {}, more: string = '') {
  const before = `${HEAD}${more}const value = await ${direct};\n`;
  const after = `${HEAD}${more}const session = await composio.create(${session.replace(' | ', ');\nconst value = await session.')};\n`;
  const api = /composio\.(\w+\.\w+)/.exec(direct)?.[1] as SiteReport['api'];
  const line = before.split('\n').findIndex((one) => one.includes('const value')) + 1;
  const column = before.split('\n')[line - 1]!.indexOf(api.split('.')[1]!, 'const value = await composio.'.length) + 1;
  const full: SiteReport = {
    line,
    column,
    api,
    outcome: 'migrated',
    effect: 'differs',
    transform: '',
    notes: [],
    ...site,
  };
  const result = {
    report: { files: [{ path: 'a.ts', status: 'changed', sites: [full], notes: [] }] },
    changes: [{ path: 'a.ts', before, after }],
  } as unknown as PipelineResult;
  return accessProblems(new Map([['a.ts', before]]), result);
}

const notes = (...codes: string[]): Partial<SiteReport> => ({
  notes: codes.map((code) => ({ code, message: '' })) as SiteReport['notes'],
});
const meta = notes('meta-tools');
const get = `composio.tools.get('u', { toolkits: ['GITHUB'] })`;
const tools = `composio.tools.get('u', { tools: ['GITHUB_CREATE_AN_ISSUE'] })`;
const execute = `composio.tools.execute('GITHUB_CREATE_AN_ISSUE', { userId: 'u', arguments: {} })`;

describe('access read off two texts', () => {
  it('is not wider where the limits are the same', () => {
    expect(check(get, `'u', { toolkits: ['github'] } | tools()`, meta)).toEqual({ wider: [], notes: [], compared: 1 });
    const list = `'u', { sessionPreset: 'direct_tools', toolkits: ['github'], tools: { github: ['GITHUB_CREATE_AN_ISSUE'] } } | tools()`;
    expect(check(tools, list, { effect: 'same' })).toEqual({ wider: [], notes: [], compared: 1 });
    const limited = `'u', { toolkits: ['github'] } | execute('GITHUB_CREATE_AN_ISSUE', {})`;
    expect(check(execute, limited)).toEqual({ wider: [], notes: [], compared: 1 });
  });

  it('reads through constants, and compares what is only known when it runs by its words', () => {
    const kits = `const KITS = ['GITHUB'] as const;\n`;
    const named = `composio.tools.get('u', { toolkits: [...KITS] })`;
    expect(check(named, `'u', { toolkits: ['github'] } | tools()`, meta, kits).wider).toEqual([]);
    const open = `composio.tools.get('u', { toolkits: read() })`;
    const lower = `.map((toolkit) => toolkit.toLowerCase())`;
    expect(check(open, `'u', { toolkits: read()${lower} } | tools()`, meta).wider).toEqual([]);
    expect(check(open, `'u', { toolkits: other()${lower} } | tools()`, meta).wider).toHaveLength(1);
  });

  it.each([
    ['another toolkit', get, `'u', { toolkits: ['slack'] } | tools()`],
    ['a second toolkit', get, `'u', { toolkits: ['github', 'slack'] } | tools()`],
    [
      'no search',
      `composio.tools.get('u', { toolkits: ['GITHUB'], search: 'issue' })`,
      `'u', { toolkits: ['github'] } | tools()`,
    ],
    ['no limit', get, `'u' | tools()`],
    ['a toolkit where tools were asked for', tools, `'u', { toolkits: ['github'] } | tools()`],
    [
      'a second tool',
      tools,
      `'u', { toolkits: ['github'], tools: { github: ['GITHUB_CREATE_AN_ISSUE', 'GITHUB_DELETE_A_REPOSITORY'] } } | tools()`,
    ],
    [
      'a toolkit beside the tools',
      tools,
      `'u', { toolkits: ['github', 'slack'], tools: { github: ['GITHUB_CREATE_AN_ISSUE'] } } | tools()`,
    ],
    [
      'another preloaded tool',
      tools,
      `'u', { sessionPreset: 'direct_tools', preload: { tools: ['GMAIL_SEND_EMAIL'] } } | tools()`,
    ],
    ['another slug', execute, `'u', { toolkits: ['github'] } | execute('GITHUB_DELETE_A_REPOSITORY', {})`],
    [
      'another auth config',
      `composio.connectedAccounts.link('u', 'ac_1')`,
      `'u', { toolkits: ['github'], authConfigs: { github: 'ac_2' } } | authorize('github')`,
    ],
    [
      'no auth config',
      `composio.connectedAccounts.link('u', 'ac_1')`,
      `'u', { toolkits: ['github'] } | authorize('github')`,
    ],
  ])('is wider with %s', (_, direct, session) => {
    expect(check(direct, session).wider).not.toEqual([]);
  });

  it('needs a note for each difference, and a difference for each note', () => {
    const session = `'u', { toolkits: ['github'] } | tools()`;
    expect(check(get, session).notes).toEqual([expect.stringContaining('meta-tools, and no note')]);
    expect(check(get, session, { ...meta, effect: 'same' }).notes).toEqual([expect.stringContaining('says "same"')]);
    expect(check(get, session, notes('meta-tools', 'ranking-dropped')).notes).toHaveLength(1);
    expect(check(get, session, notes('meta-tools', 'narrowed-account')).notes).toHaveLength(1);
    const lifted = `'u', { toolkits: ['github'], authConfigs: { github: 'ac_1' } } | tools()`;
    expect(check(get, lifted, meta).notes).toEqual([expect.stringContaining('narrowed-account, and no note')]);
    const pinned = `composio.tools.execute('GITHUB_CREATE_AN_ISSUE', { userId: 'u', version: '1', connectedAccountId: 'ca' })`;
    const run = `'u', { toolkits: ['github'] } | execute('GITHUB_CREATE_AN_ISSUE', {})`;
    expect(check(pinned, run).notes).toHaveLength(2);
    expect(check(pinned, run, notes('version-unpinned', 'account-owner')).notes).toEqual([]);
  });
});
