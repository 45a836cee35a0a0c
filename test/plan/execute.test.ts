import { describe, expect, it } from 'vitest';
import type { ConstructionFact, ExecuteFact, SiteFact } from '../../src/analyze/facts.js';
import type { RuleContext, SdkFeatures } from '../../src/plan/context.js';
import type { MigrateIntent, SiteIntent } from '../../src/plan/intent.js';
import { executeRule } from '../../src/plan/rules/execute.js';
import { executedName } from '../../src/plan/rules/executedName.js';
import { limitOfSlug } from '../../src/plan/rules/slugLimit.js';
import { factOf, prepared } from '../analyze/executeHelpers.js';

const FEATURES: SdkFeatures = {
  version: '0.19.0',
  sessionExecute: true,
  accountOption: true,
  directTools: true,
  preload: true,
  accountLists: true,
  allowMultiple: true,
  sandboxKey: 'sandbox',
  callsTakeSession: new Set(),
  filesByDefault: false,
  retries: false,
  errorMeansFailure: true,
  mcpOptIn: true,
  refusal: null,
  limits: [],
};

interface Situation {
  features?: Partial<SdkFeatures>;
  construction?: Partial<ConstructionFact>;
  path?: string;
  names?: string[];
}

/** A site with this fact, as far as the rule looks at it. */
function siteOf(execute: ExecuteFact, path = 'main.ts', id = 'main.ts:1'): SiteFact {
  const placement = { functionId: 'f1', blocks: ['m', 'f1'], statement: null };
  const client = { constructions: ['lib.ts:10'] };
  return { id, path, start: 100, end: 200, line: 5, execute, client, placement } as unknown as SiteFact;
}

function contextOf(sites: SiteFact[], { features, construction, names = [] }: Situation): RuleContext {
  const files = new Map([[sites[0]!.path, { sites, scopes: [{ id: 'f1', names }] }]]);
  const made = { id: 'lib.ts:10', hasCustomTools: false, automaticFiles: false, versions: false, ...construction };
  return {
    files,
    options: {},
    features: () => ({ ...FEATURES, ...features }),
    constructions: new Map([['lib.ts:10', made]]),
  } as unknown as RuleContext;
}

function decide(code: string, situation: Situation = {}): SiteIntent {
  const site = siteOf(factOf(code), situation.path);
  return executeRule(site, contextOf([site], situation));
}

function migrated(code: string, situation: Situation = {}): MigrateIntent {
  const intent = decide(code, situation);
  if (intent.outcome !== 'migrate') throw new Error(`${intent.code}: ${intent.message}`);
  return intent;
}

const notesOf = (code: string, situation: Situation = {}): string[] =>
  migrated(code, situation).notes.map((note) => note.code);

const STAR = `await composio.tools.execute('GITHUB_STAR', { userId, arguments: {} });`;

describe('what session.execute cannot take over is left with its reason', () => {
  it.each(
    prepared([
      ['no user', `await composio.tools.execute(slug, { arguments: args });`, 'no-user'],
      ['a literally missing user', `await composio.tools.execute(slug, { userId: undefined });`, 'no-user'],
      ['a user that may be undefined', `await composio.tools.execute(slug, { userId: accountId });`, 'no-user'],
      ['one object', `await composio.tools.execute({ userId } as any, {});`, 'unknown-shape'],
      ['arguments at the top level', `await composio.tools.execute(slug, { userId, q: 1 } as any);`, 'unknown-shape'],
      ['a body made elsewhere', `await composio.tools.execute(slug, make());`, 'unsupported-body'],
      ['text', `await composio.tools.execute(slug, { userId, text: 'star it' });`, 'unsupported-body'],
      [
        'an unknown key',
        `await composio.tools.execute(slug, { userId, arguments: {}, x: 1 } as any);`,
        'unsupported-body',
      ],
      [
        'conditional arguments',
        `await composio.tools.execute(slug, { userId, ...(slug && { arguments: args }) });`,
        'unsupported-body',
      ],
      [
        'an account under a condition of its own',
        `await composio.tools.execute(slug, { userId, ...(slug ? { connectedAccountId: accountId } : {}) });`,
        'unsupported-body',
      ],
      ['a meta tool', `await composio.tools.execute('COMPOSIO_SEARCH_TOOLS', { userId });`, 'meta-tool-slug'],
      ['modifiers', `await composio.tools.execute(slug, { userId }, { afterExecute: (c) => c.result });`, 'modifiers'],
      ['a signal in TypeScript', `await composio.tools.execute(slug, { userId }, { signal: make() });`, 'modifiers'],
      [
        'a catch that reads the code',
        `try { await composio.tools.execute(slug, { userId }); } catch (e: any) { e.code; }`,
        'error-shape',
      ],
      ['session info', `return (await composio.tools.execute(slug, { userId })).sessionInfo;`, 'result-info'],
      [
        'a constant user with a changing account',
        `await composio.tools.execute('GMAIL_A', { userId: 'default', connectedAccountId: accountId });`,
        'account-owner-unknown',
      ],
      [
        'an account that may be missing and would be evaluated twice',
        `await composio.tools.execute('GMAIL_A', { userId, connectedAccountId: find() });`,
        'evaluation-order',
      ],
    ]),
  )('%s', (_, code, reason) => {
    expect(decide(code)).toMatchObject({ outcome: 'manual', code: reason });
  });

  it('by the version of the SDK', () => {
    expect(decide(STAR, { features: { sessionExecute: false } })).toMatchObject({ code: 'sdk-too-old' });
    const dynamic = `await composio.tools.execute(slug, { userId, connectedAccountId: accountId });`;
    expect(decide(dynamic, { features: { accountOption: false } })).toMatchObject({ code: 'sdk-too-old' });
  });

  it('where an error no longer means failure, only what needs success', () => {
    const features = { errorMeansFailure: false };
    expect(decide(STAR, { features }).outcome).toBe('migrate');
    const read = `const r = await composio.tools.execute(slug, { userId });\nreturn r.successful;`;
    expect(decide(read, { features })).toMatchObject({ code: 'result-type' });
    const escaping = `return composio.tools.execute(slug, { userId });`;
    expect(decide(escaping, { features })).toMatchObject({ code: 'result-type' });
  });

  it('by what the client does besides', () => {
    expect(decide(STAR, { construction: { hasCustomTools: true } })).toMatchObject({ code: 'custom-tools' });
    expect(decide(STAR, { construction: { automaticFiles: true } })).toMatchObject({ code: 'custom-tools' });
    const upload = `await composio.tools.execute('GOOGLEDRIVE_UPLOAD_FILE', { userId, arguments: {} });`;
    const old = { features: { filesByDefault: true } };
    expect(decide(upload, { ...old, construction: { automaticFiles: null } })).toMatchObject({ code: 'file-tool' });
    expect(decide(upload, { construction: { automaticFiles: true } })).toMatchObject({ code: 'file-tool' });
    expect(decide(upload, { ...old, construction: { automaticFiles: false } })).toMatchObject({ outcome: 'migrate' });
    expect(decide(upload, { construction: { automaticFiles: null } })).toMatchObject({ outcome: 'migrate' });
    expect(decide(STAR, { ...old, construction: { automaticFiles: null } })).toMatchObject({ outcome: 'migrate' });
  });

  it('a signal in JavaScript goes along, from 0.14.1 on', () => {
    const code = `await composio.tools.execute(slug, { userId }, { signal: slug });`;
    expect(migrated(code, { path: 'main.js' }).action).toMatchObject({ signal: { text: '{ signal: slug }' } });
    const old = { path: 'main.js', features: { version: '0.13.0' } };
    expect(decide(code, old)).toMatchObject({ code: 'modifiers' });
  });
});

describe('the session reaches what the slug reaches', () => {
  const limits = (slug: string): unknown => {
    const { toolkits, tools } = limitOfSlug(factOf(`await composio.tools.execute(${slug}, { userId });`).slug);
    return { toolkits, tools };
  };

  it('the toolkit of a known slug', () => {
    expect(limits(`'GOOGLE_MAPS_GET_DIRECTION'`)).toEqual({ toolkits: ['google_maps'], tools: null });
  });

  it('every toolkit of an ambiguous prefix, and only this tool of them', () => {
    expect(limits(`'TWITTER_MEDIA_UPLOAD'`)).toEqual({
      toolkits: ['twitter', 'twitter_media'],
      tools: [
        { toolkit: 'twitter', slugs: ['TWITTER_MEDIA_UPLOAD'] },
        { toolkit: 'twitter_media', slugs: ['TWITTER_MEDIA_UPLOAD'] },
      ],
    });
  });

  it('the toolkits of all possible slugs', () => {
    expect(limits(`slug ? 'GMAIL_A' : 'SLACK_B'`)).toEqual({ toolkits: ['gmail', 'slack'], tools: null });
  });

  it('no limit where the slug, or one of the possible ones, is not known', () => {
    expect(limits('slug')).toEqual({ toolkits: null, tools: null });
    expect(limits(`'ACMECORP_DO_IT'`)).toEqual({ toolkits: null, tools: null });
    expect(limits(`slug ? 'GMAIL_A' : 'ACMECORP_B'`)).toEqual({ toolkits: null, tools: null });
  });
});

describe('the connected account reaches the session', () => {
  it('in its config where the toolkit is known, guarded where there may be none', () => {
    const fixed = migrated(`await composio.tools.execute('GMAIL_A', { userId, connectedAccountId: slug });`);
    expect(fixed.need.connectedAccounts).toMatchObject([{ toolkit: 'gmail', guarded: false }]);
    const maybe = migrated(`await composio.tools.execute('GMAIL_A', { userId, connectedAccountId: accountId });`);
    expect(maybe.need.connectedAccounts).toMatchObject([{ toolkit: 'gmail', guarded: true }]);
    expect(maybe.action).toMatchObject({ account: null });
  });

  it('with the call where it is not', () => {
    const intent = migrated(
      `await composio.tools.execute(slug, { connectedAccountId: accountId, userId, arguments: args });`,
    );
    expect(intent.need).toEqual({ purpose: 'execute' });
    expect(intent.action).toMatchObject({ account: { text: '{ account: accountId }' } });
    expect(intent.movesBehind.map((one) => one.text)).toEqual(['slug', 'accountId', 'args']);
  });

  it('with a note that it must belong to the user', () => {
    expect(notesOf(`await composio.tools.execute(slug, { userId, connectedAccountId: accountId });`)).toContain(
      'account-owner',
    );
    expect(notesOf(`await composio.tools.execute(slug, { userId, connectedAccountId: undefined });`)).not.toContain(
      'account-owner',
    );
  });
});

describe('notes say what behaves differently', () => {
  it('retries, by version', () => {
    expect(notesOf(STAR)).toEqual(['error-shape']);
    expect(notesOf(STAR, { features: { retries: true } })).toEqual(['retries', 'error-shape']);
  });

  it('the shape of errors, unless nothing looks at them', () => {
    expect(notesOf(`try {\n  ${STAR}\n} catch {}`)).toEqual([]);
  });

  it('versions that were pinned, at the call or on the client', () => {
    const pinned = (version: string): string[] =>
      notesOf(`await composio.tools.execute(slug, { userId, version: ${version} });`);
    expect(pinned(`'20250909_00'`)).toContain('version-unpinned');
    expect(pinned('slug')).toContain('version-unpinned');
    expect(pinned(`'latest'`)).not.toContain('version-unpinned');
    expect(notesOf(STAR, { construction: { versions: true } })).toContain('version-unpinned');
  });
});

describe('the result', () => {
  const resultOf = (code: string): unknown => {
    const { action } = migrated(code);
    return action.kind === 'execute' ? [action.result, action.executed] : null;
  };

  it('stays, is read by its error, or is put together', () => {
    expect(resultOf(STAR)).toEqual(['same', null]);
    expect(resultOf(`const r = await composio.tools.execute(slug, { userId });\nreturn r.data;`)).toEqual([
      'same',
      null,
    ]);
    expect(resultOf(`const r = await composio.tools.execute(slug, { userId });\nreturn r.successful;`)).toEqual([
      'rewrite-reads',
      null,
    ]);
    expect(resultOf(`const r = await composio.tools.execute(slug, { userId });\nreturn r;`)).toEqual([
      'wrap',
      'executed',
    ]);
    expect(resultOf(`return composio.tools.execute(slug, { userId });`)).toEqual(['wrap', 'executed']);
    expect(resultOf(`return [composio.tools.execute(slug, { userId })];`)).toEqual(['wrap', null]);
  });

  it('has a name of its own that is free', () => {
    const escaping = factOf(`const report = await composio.tools.execute(slug, { userId });\nreturn report;`);
    const site = siteOf(escaping);
    const second = siteOf(escaping, 'main.ts', 'main.ts:2');
    expect(executedName(site, 'report', contextOf([site], {}))).toBe('executed');
    expect(executedName(site, 'report', contextOf([site], { names: ['executed'] }))).toBe('executedReport');
    expect(executedName(site, 'report', contextOf([site, second], {}))).toBe('executedReport');
    const taken = { names: ['executed', 'executedReport'] };
    expect(executedName(site, 'report', contextOf([site], taken))).toBe('executedReport2');
  });
});
