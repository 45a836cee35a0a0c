import { describe, expect, it } from 'vitest';
import { changed, HEAD, routerSite } from './routerHelpers.js';

const PREFIX = `${HEAD}export async function f(u: string, maybe: string | undefined, list: string[], loose: any, flag: boolean, load: () => Promise<string>) {
  await composio.experimental.toolRouter.createSession(u`;

/** The arguments behind the user, after the rewrites. */
function rewritten(config: string): string {
  const text = `${PREFIX}${config});\n}`;
  const { router } = routerSite(text);
  if (router.problem) return `${router.problem.code}: ${router.problem.message}`;
  return changed(text, router.rewrites).slice(PREFIX.length, -4);
}

describe('the config of createSession', () => {
  it.each([
    ['none', '', ''],
    ['strings', ', { toolkits: [\'gmail\', "SLACK"] }', ', { toolkits: [\'gmail\', "slack"] }'],
    ['a list', ', { toolkits: list }', ', { toolkits: list }'],
    ['an optional list', ", { toolkits: maybe?.split(',') }", ", { toolkits: maybe?.split(',') }"],
    ['true', ', { manuallyManageConnections: true }', ', { manageConnections: false }'],
    ['false', ', { manuallyManageConnections: false }', ', { manageConnections: true }'],
    ['a name', ', { manuallyManageConnections: flag }', ', { manageConnections: !flag }'],
    ['not a name', ', { manuallyManageConnections: !flag }', ', { manageConnections: flag }'],
    ['not a value', ', { manuallyManageConnections: !maybe }', ', { manageConnections: !(!maybe) }'],
    ['a condition', ', { manuallyManageConnections: flag || !maybe }', ', { manageConnections: !(flag || !maybe) }'],
    [
      'an auth config',
      ", { toolkits: ['gmail', { toolkit: 'github', authConfigId: 'ac_1' }] }",
      ", { toolkits: ['gmail', 'github'], authConfigs: { github: 'ac_1' } }",
    ],
    [
      'an auth config that may be undefined, which the session refuses',
      ", { toolkits: [{ toolkit: 'github', authConfigId: maybe }] }",
      ", { toolkits: ['github'], authConfigs: { ...(maybe !== undefined ? { github: maybe } : {}) } }",
    ],
    [
      'an auth config of the environment, which its mark does not prove',
      ", { toolkits: [{ toolkit: 'github', authConfigId: process.env.ID! }] }",
      ", { toolkits: ['github'], authConfigs: { ...(process.env.ID !== undefined ? { github: process.env.ID } : {}) } }",
    ],
    [
      'a slug that is no name',
      ", { toolkits: [{ toolkit: '1password', authConfigId: 'ac_1' }] }",
      ", { toolkits: ['1password'], authConfigs: { '1password': 'ac_1' } }",
    ],
    [
      'one value that is computed',
      ", { toolkits: ['gmail', { toolkit: 'github', authConfigId: await load() }] }",
      ", { toolkits: ['gmail', 'github'], authConfigs: { github: await load() } }",
    ],
    [
      'comments of an object that becomes a string',
      ", {\n    toolkits: [\n      { toolkit: 'github' /* ours */ },\n      'gmail',\n    ],\n  }",
      ", {\n    toolkits: [\n      /* ours */\n      'github',\n      'gmail',\n    ],\n  }",
    ],
  ])('%s', (_, config, expected) => {
    expect(rewritten(config)).toBe(expected);
  });

  it.each([
    [', { toolkits: [] }', 'an empty list of toolkits does not mean the same'],
    [', { toolkits: loose }', 'loose may hold auth configs'],
    [', { toolkits: [loose] }', 'loose may hold an auth config'],
    [', { toolkits: [...loose] }', '...loose may hold an auth config'],
    [', loose', 'the config loose is made elsewhere'],
    [', { ...loose }', 'only known at run time'],
    [', {}, {}', 'the arguments of the call are not known'],
    [', { manageConnections: false }', 'createSession ignores manageConnections'],
    [", { authConfigs: { github: 'ac_1' } }", 'createSession ignores authConfigs'],
    [", { toolkits: [{ toolkit: 'github', authConfingId: 'ac_1' }] }", 'createSession ignores authConfingId'],
    [
      ", { toolkits: [{ toolkit: 'github', authConfigId: 'ac_1' }, { toolkit: 'GITHUB', authConfigId: 'ac_2' }] }",
      'two auth configs',
    ],
    [
      ", { toolkits: [{ toolkit: 'github', authConfigId: await load() }, await load()] }",
      'evaluation-order: the auth configs would be evaluated in another order',
    ],
    [
      ', { toolkits: [{ toolkit: await load(), authConfigId: maybe }] }',
      'evaluation-order: the toolkit await load() would be evaluated twice',
    ],
    [
      ", { toolkits: [{ toolkit: 'github', authConfigId: (await load()) as string | undefined }] }",
      'may be undefined and would be evaluated twice',
    ],
  ])('%s stays', (config, message) => {
    expect(rewritten(config)).toContain(message);
  });

  it('stays where no user is named', () => {
    const { router } = routerSite(`${HEAD}await composio.experimental.toolRouter.createSession();`);
    expect(router.problem?.message).toBe('the call names no user');
  });

  it('says whether a toolkit may be used under any auth config', () => {
    const open = (config: string): boolean => routerSite(`${PREFIX}${config});\n}`).router.openToolkits;
    expect(open('')).toBe(true);
    expect(open(", { toolkits: ['gmail'] }")).toBe(true);
    expect(open(", { toolkits: [{ toolkit: 'gmail', authConfigId: 'ac_1' }] }")).toBe(false);
  });
});
