/** The rule for link, initiate and authorize: options, kept calls, the auth config that toolkits.authorize needs (rules §6). */
import { describe, expect, it } from 'vitest';
import type { RuleContext, RuleOptions } from '../../src/plan/context.js';
import type { SiteIntent } from '../../src/plan/intent.js';
import { buildRegistry } from '../../src/plan/registry.js';
import { authorizeRule } from '../../src/plan/rules/authorize.js';
import { factsOf } from '../analyze/authConfigHelpers.js';

interface Given {
  mappings?: Record<string, string>;
  version?: string;
  files?: Record<string, string>;
}

function decideAll(main: string, given: Given = {}): SiteIntent[] {
  const files = factsOf({ 'main.ts': main, ...given.files });
  const mappings: RuleOptions['mappings'] = new Map(
    Object.entries(given.mappings ?? {}).map(([name, toolkit]) => [name, { toolkit, source: 'option' as const }]),
  );
  // The rule reads no more of the context than this.
  const context = {
    options: { mappings },
    files,
    features: () => ({ version: given.version ?? '0.19.0' }),
  } as unknown as RuleContext;
  const registry = buildRegistry(files, mappings);
  return files.get('main.ts')!.sites.map((site) => authorizeRule(site, context, registry));
}

function decide(call: string, given: Given = {}): SiteIntent {
  const [intent] = decideAll(
    `export async function f(user: string, id: string, app: string, options: any, several: boolean) {\n${call}\n}`,
    given,
  );
  if (!intent) throw new Error('there is no site');
  return intent;
}

const code = (call: string, given: Given = {}): string => {
  const intent = decide(call, given);
  return intent.outcome === 'migrate' ? 'migrate' : `${intent.outcome} ${intent.code}`;
};
const notes = (call: string): string[] => {
  const intent = decide(call);
  return intent.outcome === 'migrate' ? intent.notes.map((note) => note.code) : ['not migrated'];
};
const link = (options = ''): string =>
  `await composio.connectedAccounts.link(user, process.env.GMAIL_AUTH_CONFIG_ID!${options});`;
const initiate = (options = ''): string => link(options).replace('.link', '.initiate');

describe('session need', () => {
  it('limits the session to the toolkit and gives it the auth config', () => {
    const intent = decide(link());
    expect(intent).toMatchObject({
      outcome: 'migrate',
      need: {
        purpose: 'authorize',
        toolkits: { kind: 'constant', values: ['gmail'] },
        authConfigs: [
          {
            toolkit: { kind: 'constant', slug: 'gmail' },
            value: { kind: 'expression', value: { text: 'process.env.GMAIL_AUTH_CONFIG_ID!' } },
          },
        ],
      },
      action: { kind: 'authorize', toolkit: { kind: 'constant', slug: 'gmail' }, options: null, dropOptions: [] },
    });
  });

  it('takes an expression whose values are known slugs, and no other', () => {
    const lookup = (map: string): string =>
      `const M: Record<string, string> = ${map}; await composio.connectedAccounts.link(user, M[app]!);`;
    expect(code(lookup("{ github: 'ac_1', slack: 'ac_2' }"))).toBe('migrate');
    expect(code(lookup("{ GITHUB: 'ac_1', SLACK: 'ac_2' }"))).toBe('migrate');
    expect(code(lookup("{ drive: 'ac_1' }"))).toBe('manual toolkit-unproven');
    const called =
      'const c = await composio.authConfigs.list({ toolkit: app.trim() }); await composio.connectedAccounts.link(user, c.items[0]?.id!);';
    expect(code(called)).toBe('migrate');
    expect(code(called.replace('app.trim()', 'JSON.parse(app)'))).toBe('manual toolkit-unproven');
  });

  it('does not evaluate a toolkit twice that may change', () => {
    const moving = `const M: Record<string, string> = { github: 'ac_1', slack: 'ac_2' };
      let key: 'github' | 'slack' = 'github';
      const flip = () => { key = 'slack'; };
      flip();
      await composio.connectedAccounts.link(user, M[key]!);`;
    expect(code(moving)).toBe('manual toolkit-unproven');
  });
});

describe("the user's mapping", () => {
  const plain = 'await composio.connectedAccounts.link(user, id);';
  it('names an auth config by its id, its variable, its environment variable, its source text', () => {
    expect(code("await composio.connectedAccounts.link(user, 'ac_1');", { mappings: { ac_1: 'github' } })).toBe(
      'migrate',
    );
    expect(code(plain, { mappings: { id: 'github' } })).toBe('migrate');
    expect(code('await composio.connectedAccounts.link(user, process.env.X!);', { mappings: { X: 'github' } })).toBe(
      'migrate',
    );
    expect(code('await composio.connectedAccounts.link(user, a.b);', { mappings: { 'a.b': 'github' } })).toBe(
      'migrate',
    );
    expect(code(plain, { mappings: { other: 'github' } })).toBe('manual toolkit-unknown');
  });

  it('is stronger than names, and than an id that looks wrong', () => {
    const intent = decide(link(), { mappings: { GMAIL_AUTH_CONFIG_ID: 'outlook' } });
    expect(intent).toMatchObject({ outcome: 'migrate', action: { toolkit: { slug: 'outlook' } } });
    expect(
      code("await composio.connectedAccounts.link(user, '3F2504E0-4F89-41D3-9A0C-0305E82C3301');", {
        mappings: { '3F2504E0-4F89-41D3-9A0C-0305E82C3301': 'jira' },
      }),
    ).toBe('migrate');
  });

  it('does not speak for the other half of an alternative', () => {
    expect(
      code('await composio.connectedAccounts.link(user, id || process.env.X!);', { mappings: { X: 'github' } }),
    ).toBe('manual toolkit-unknown');
  });

  it('is asked for by name in the hint', () => {
    expect(decide("await composio.connectedAccounts.link(user, 'ac_77');")).toMatchObject({
      hint: expect.stringContaining('--auth-config ac_77=<toolkit>'),
    });
    expect(decide('await composio.connectedAccounts.link(user, process.env.X!);')).toMatchObject({
      hint: expect.stringContaining('--auth-config X=<toolkit>'),
    });
    const around = 'const connectGmail = async () => { await composio.connectedAccounts.link(user, process.env.X!); };';
    expect(decide(around)).toMatchObject({
      outcome: 'manual',
      hint: 'say which it is (likely gmail: the function around it is connectGmail): --auth-config X=gmail',
    });
  });

  it('is not asked for where the id is none of an auth config', () => {
    const intent = decide("await composio.connectedAccounts.link(user, 'ca_77');");
    expect(intent).toMatchObject({ code: 'toolkit-unknown', message: expect.stringContaining('connected account') });
  });
});

describe('options', () => {
  it('keeps callbackUrl and alias, drops allowMultiple', () => {
    expect(decide(link(", { callbackUrl: app, alias: 'work', allowMultiple: true }"))).toMatchObject({
      action: { dropOptions: ['allowMultiple'] },
      notes: [],
    });
    expect(decide(link(', { allowMultiple: true }'))).toMatchObject({ action: { options: null }, notes: [] });
    expect(decide(link(', {}'))).toMatchObject({ action: { options: null } });
    expect(decide(link(', undefined'))).toMatchObject({ action: { options: null } });
  });

  it('notes that a second account is no error any more', () => {
    expect(notes(link())).toEqual(['duplicate-accounts']);
    expect(notes(link(', { callbackUrl: app }'))).toEqual(['duplicate-accounts']);
    expect(notes(link(', { allowMultiple: true }'))).toEqual([]);
  });

  it.each([
    [', { allowMultiple: false }', 'manual single-account'],
    [', { allowMultiple: several }', 'manual single-account'],
    [', { ...(several ? { allowMultiple: true } : {}) }', 'manual single-account'],
    [', options', 'manual unknown-shape'],
    [', { ...options }', 'manual unknown-shape'],
    [", { [app]: 'x' }", 'manual unknown-shape'],
    [", { redirectUrl: 'x' }", 'manual unknown-shape'],
    [', { ...(app ? { callbackUrl: app } : {}), allowMultiple: true }', 'migrate'],
    [', { callbackUrl: app } as any', 'migrate'],
    [', {}, { timeout: 3 }', 'manual unknown-shape'],
  ])('%s: %s', (options, expected) => {
    expect(code(link(options))).toBe(expected);
  });

  it('takes options made before when every property is known', () => {
    const made = (type: string, writes = ''): string =>
      `const o: ${type} = { allowMultiple: true };${writes}${link(', o')}`;
    const type = '{ callbackUrl?: string; allowMultiple?: boolean }';
    expect(code(made(type, ' if (several) o.callbackUrl = app;'))).toBe('migrate');
    expect(code(made(type, ' o.allowMultiple = several;'))).toBe('manual single-account');
    expect(code(made('Record<string, unknown>', ' Object.assign(o, options);'))).toBe('manual unknown-shape');
  });

  it('needs an SDK that has them', () => {
    expect(code(link(", { alias: 'x' }"), { version: '0.6.5' })).toBe('manual sdk-too-old');
    expect(code(link(", { alias: 'x' }"), { version: '0.6.11' })).toBe('migrate');
  });

  it('says what is evaluated behind the session, in order', () => {
    const intent = decide(link(', { callbackUrl: urlOf(app), alias: user, allowMultiple: true }'));
    expect(intent.outcome === 'migrate' && intent.movesBehind.map((one) => [one.text, one.stable])).toEqual([
      ['urlOf(app)', false],
      ['user', true],
    ]);
  });
});

describe('one account only', () => {
  const tried = (test: string): string => `try { ${link()} } catch (error: any) { ${test} }`;
  it.each([
    ["if (error.message.includes('Multiple connected accounts')) return;", 'manual single-account'],
    ['if (/already connected/i.test(error.message)) return;', 'manual single-account'],
    ["if (error.name === 'ComposioMultipleConnectedAccountsError') return;", 'migrate'],
    ["console.error('already connected?', error);", 'migrate'],
    ['throw error;', 'migrate'],
  ])('%s', (test, expected) => {
    expect(code(tried(test))).toBe(
      expected === 'migrate' && test.includes('error.name') ? 'manual single-account' : expected,
    );
  });

  it('does not matter where several accounts are allowed', () => {
    expect(
      code(
        `try { ${link(', { allowMultiple: true }')} } catch (e: any) { if (e.message.includes('already connected')) return; }`,
      ),
    ).toBe('migrate');
  });

  it('is also seen in a rejection handler', () => {
    expect(
      code(
        `${link().replace(/;$/, '')}.catch((e: any) => { if (e.message.match(/already connected/)) return null; throw e; });`,
      ),
    ).toBe('manual single-account');
  });
});

describe('kept', () => {
  it('credentials in code', () => {
    expect(code(initiate(', { config: { authScheme: "API_KEY", val: {} } as any }'))).toBe('kept credentials-in-code');
    expect(code(initiate(', { config: x, allowMultiple: false }'))).toBe('kept credentials-in-code');
    const made = `const c = await composio.authConfigs.create('apollo', { type: 'use_custom_auth', authScheme: 'BEARER_TOKEN', credentials: {} });`;
    expect(code(`${made} await composio.connectedAccounts.initiate(user, c.id);`)).toBe('kept credentials-in-code');
    expect(code(`${made} await composio.connectedAccounts.link(user, c.id);`)).toBe('migrate');
    expect(code(initiate())).toBe('migrate');
  });

  it('the way out when a session has failed', () => {
    const direct = "composio.toolkits.authorize(user, 'github', 'ac_1')";
    expect(code(`try { await session.authorize('github'); } catch { await ${direct}; }`)).toBe('kept session-fallback');
    expect(code(`await session.authorize('github').catch(() => ${direct});`)).toBe('kept session-fallback');
    expect(code(`try { await other(); } catch { await ${direct}; }`)).toBe('migrate');
  });
});

describe('toolkits.authorize', () => {
  it('asks for the auth config that the direct call takes, unless one is given', () => {
    expect(code("await composio.toolkits.authorize(user, 'github', 'ac_1');")).toBe('migrate');
    expect(code("await composio.toolkits.authorize(user, 'github');")).toBe('migrate');
    expect(code("await composio.toolkits.authorize(user, 'github');", { mappings: { ac_1: 'github' } })).toBe(
      'migrate',
    );
    expect(
      code("await composio.toolkits.authorize(user, 'github');", { mappings: { ac_1: 'github', ac_2: 'github' } }),
    ).toBe('migrate');
    expect(code("await composio.toolkits.authorize(user, 'github', several ? 'ac_1' : undefined);")).toBe(
      'manual auth-config-implicit',
    );
  });

  it('finds the only one of the project', () => {
    const files = {
      'ids.ts': 'export const AUTH_CONFIGS = { github: process.env.GITHUB_AUTH_CONFIG_ID };\n// composio\n',
    };
    expect(code("await composio.toolkits.authorize(user, 'github');", { files })).toBe('migrate');
    expect(code("await composio.toolkits.authorize(user, 'slack');", { files })).toBe('migrate');
  });

  it('needs a toolkit that is a slug for certain', () => {
    expect(code("await composio.toolkits.authorize(user, 'GITHUB', 'ac_1');")).toBe('migrate');
    expect(code("await composio.toolkits.authorize(user, 'my drive', 'ac_1');")).toBe('manual toolkit-unproven');
    expect(code('await composio.toolkits.authorize(user, app, user);')).toBe('migrate');
    expect(code("await composio.toolkits.authorize(user, app, 'ac_1');")).toBe('migrate');
    expect(code("await composio.toolkits.authorize(user, next(), 'ac_1');")).toBe('manual toolkit-unproven');
  });

  it('disagrees with its own auth config', () => {
    expect(code("await composio.toolkits.authorize(user, 'github', process.env.SLACK_AUTH_CONFIG_ID!);")).toBe(
      'manual toolkit-unknown',
    );
  });

  it('starts a new link each time, as a session does', () => {
    expect(notes("await composio.toolkits.authorize(user, 'github', 'ac_1');")).toEqual([]);
  });
});

describe('shapes of older SDKs', () => {
  it.each([
    "await composio.connectedAccounts.initiate({ integrationId: 'x', entityId: user } as any);",
    "await composio.connectedAccounts.initiate(options.request as { userId: string } as any, 'ac_1', {}, {});",
    'await (composio.connectedAccounts.link as any)(user);',
    'await composio.connectedAccounts.link(...(options as [string, string]));',
  ])('%s', (call) => {
    expect(code(call)).toBe('manual unknown-shape');
  });
});
