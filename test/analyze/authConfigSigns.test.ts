/** Rungs 3 to 5: lookups, branches and names (rules §6), and what the fact says beside them. */
import { describe, expect, it } from 'vitest';
import { authConfigOf, evidenceOf } from './authConfigHelpers.js';

const link = (id: string): string => `await composio.connectedAccounts.link(user, ${id});`;
const inFunction = (body: string, parameters = ''): string =>
  `export async function f(user: string${parameters && `, ${parameters}`}) {\n${body}\n}`;

describe('lookups', () => {
  const map = "const AUTH_CONFIGS = { github: 'ac_g', slack: 'ac_s' };\n";
  const open = "const IDS: Record<string, string> = { github: 'ac_g', slack: 'ac_s' };\n";

  it.each<[string, string, string, string]>([
    ['a member', map, link('AUTH_CONFIGS.github'), '3 =github'],
    ['a literal key', map, link("AUTH_CONFIGS['slack']"), '3 =slack'],
    ['a key with a type', map, link('AUTH_CONFIGS[app]'), '3 app [github|slack]'],
    ['a key without one: the keys of the map', open, link('IDS[anything]!'), '3 anything [github|slack]'],
    [
      'a nested map',
      "const APPS = { github: { authConfigId: 'ac_g' }, slack: { authConfigId: 'ac_s' } };\n",
      link('APPS[app].authConfigId'),
      '3 app [github|slack]',
    ],
    [
      'labels as keys',
      "const IDS: Record<string, string> = { 'Google Drive': 'ac_d', drive: 'ac_e' };\n",
      link('IDS[anything]!'),
      '3 anything [Google Drive|drive]',
    ],
    ['a constant key in another case', "const IDS = { GITHUB: 'ac_g' };\n", link('IDS.GITHUB'), '3 =github'],
    [
      'entries that are added later',
      "const IDS: Record<string, string> = {};\nIDS['github'] = 'ac_g';\nIDS.slack = 'ac_s';\n",
      link('IDS[anything]!'),
      '3 anything [github|slack]',
    ],
    [
      'a Map',
      "const IDS = new Map([['github', 'ac_g'], ['slack', 'ac_s']]);\n",
      link('IDS.get(anything)!'),
      '3 anything [github|slack]',
    ],
    [
      'a Map with a literal key',
      "const IDS = new Map([['github', 'ac_g'], ['slack', 'ac_s']]);\n",
      link("IDS.get('slack')!"),
      '3 =slack',
    ],
    [
      'a map that cannot be seen',
      "import { AUTH_CONFIGS } from '@/missing';\n",
      link('AUTH_CONFIGS[app]'),
      '3 app [github|slack]',
    ],
    ['a list that is no map of auth configs', "import { rows } from '@/missing';\n", link('rows[app]'), 'none'],
    [
      'a key and a value that disagree',
      'const IDS = { github: process.env.SLACK_AUTH_CONFIG_ID! };\n',
      link('IDS[app]'),
      'conflict',
    ],
    [
      'an environment name made from the toolkit',
      '',
      link('process.env[`${app.toUpperCase()}_AUTH_CONFIG_ID`]!'),
      '3 app [github|slack]',
    ],
  ])('%s', (_, head, body, expected) => {
    expect(evidenceOf(head + inFunction(body, "app: 'github' | 'slack', anything: string"))).toBe(expected);
  });

  it('takes the other half of an entry', () => {
    const loop = (head: string): string =>
      inFunction(`for (const [kind, id] of Object.entries(${head})) {\n${link('id')}\n}`);
    expect(evidenceOf(map + loop('AUTH_CONFIGS'))).toBe('3 kind [github|slack]');
    const nested = inFunction(
      `for (const [kind, { id }] of Object.entries({ github: { id: 'ac_g' } })) {\n${link('id')}\n}`,
    );
    expect(evidenceOf(nested)).toBe('3 kind [github]');
    expect(
      evidenceOf(inFunction(`for (const id of Object.values({ github: 'ac_g', slack: 'ac_s' })) {\n${link('id')}\n}`)),
    ).toBe('none');
  });
});

describe('branches', () => {
  it.each<[string, string, string]>([
    ['if', `if (app === 'github') {\n${link('id')}\n}`, '4 =github'],
    ['if, the other way round, and more', `if (user && 'github' === app) ${link('id')}`, '4 =github'],
    ['a way out before', `if (app !== 'github') throw new Error();\n${link('id')}`, '4 =github'],
    ['else of a test for another', `if (app !== 'github') return;\nelse ${link('id')}`, '4 =github'],
    ['&&', `app === 'github' && (${link('id').replace(';', '')})`, '4 =github'],
    ['a case', `switch (app) { case 'github': ${link('id')} break; case 'slack': break; }`, '4 =github'],
    ['two labels', `switch (app) { case 'github': case 'slack': ${link('id')} }`, 'none'],
    ['a case that is run into', `switch (app) { case 'slack': user.trim(); case 'github': ${link('id')} }`, 'none'],
    ['a test that does not hold at the call', `if (app === 'github') { user.trim(); }\n${link('id')}`, 'none'],
    ['a label that is no toolkit', `if (app === 'google') ${link('id')}`, 'none'],
    ['a plain word that is a toolkit too', `if (user === 'close') ${link('id')}`, 'none'],
    ['a plain word beside a name of toolkits', `if (app === 'close') ${link('id')}`, '4 =close'],
    ['a test of something else', `if (user === 'slack') ${link('id')}`, 'none'],
    ['a test that is an alternative', `if (app === 'github' || user === 'x') ${link('id')}`, 'none'],
  ])('%s', (_, body, expected) => {
    expect(evidenceOf(inFunction(body, 'app: string, id: string'))).toBe(expected);
  });

  it('knows the value by the branch that assigns it', () => {
    const chain = `let id = '';
      if (app === 'github') id = process.env.A!;
      else if (app === 'slack') id = process.env.B!;\n${link('id')}`;
    expect(evidenceOf(inFunction(chain, 'app: string'))).toBe('4 app [github|slack]');
    const choice = link("app === 'github' ? process.env.A! : process.env.B!");
    expect(evidenceOf(inFunction(choice, "app: 'github' | 'slack'"))).toBe('4 app [github|slack]');
    expect(evidenceOf(inFunction(choice, 'app: string'))).toBe('none');
    const runsOn = `let id = '';
      switch (app) {
        case 'github': id = process.env.A!;
        case 'slack': id = process.env.B!; break;
      }\n${link('id')}`;
    expect(evidenceOf(inFunction(runsOn, 'app: string'))).toBe('none');
  });

  it('narrows an expression to what the branch holds', () => {
    const body = `if (app === 'github') {\n${link('AUTH_CONFIGS[app]')}\n}`;
    const map = "const AUTH_CONFIGS: Record<string, string> = { github: 'ac_g', slack: 'ac_s' };\n";
    expect(evidenceOf(map + inFunction(body, 'app: string'))).toBe('3 =github');
    const listed = `if (!['github', 'slack'].includes(app)) return;
      const c = await composio.authConfigs.list({ toolkit: app });\n${link('c.items[0]?.id!')}`;
    expect(evidenceOf(inFunction(listed, 'app: string'))).toBe('2 app [github|slack]');
  });
});

describe('names', () => {
  it.each<[string, string, string]>([
    ['an environment variable', 'process.env.COMPOSIO_GMAIL_AUTH_CONFIG_ID!', '5 =gmail'],
    ['with a default', "process.env.GMAIL_AUTH_CONFIG_ID || ''", '5 =gmail'],
    ['with a default id', "process.env.GMAIL_AUTH_CONFIG_ID ?? 'ac_default'", '5 =gmail'],
    ['without separators', 'process.env.GOOGLE_CALENDAR_AUTH_CONFIG_ID!', '5 =googlecalendar'],
    ['a variable', 'githubAuthConfig', '5 =github'],
    ['a property of a config', 'settings.linearAuthConfigId', '5 =linear'],
    ['a holder', 'settings.linear.authConfigId', '5 =linear'],
    ['a holder that is no config', 'githubUser.authConfigId', 'none'],
    ['the nearest name', 'slackSettings.githubAuthConfigId', '5 =github'],
    ['the vendor', 'process.env.COMPOSIO_AUTH_CONFIG_ID!', 'none'],
    ['two toolkits', 'slackToGithubConfig', 'none'],
    ['a literal', "'ac_12'", 'none'],
  ])('%s', (_, id, expected) => {
    const head =
      "import { githubAuthConfig, settings, githubUser, slackSettings, slackToGithubConfig } from '@/missing';\n";
    expect(evidenceOf(head + inFunction(link(id)))).toBe(expected);
  });

  it('reads the environment behind constants and getters', () => {
    expect(evidenceOf(`const id = process.env.GMAIL_AUTH_CONFIG_ID!;\n${inFunction(link('id'))}`)).toBe('5 =gmail');
    const getter = 'function requireGmailConfig() { return process.env.COMPOSIO_AUTH_CONFIG_GMAIL!; }\n';
    expect(evidenceOf(getter + inFunction(link('requireGmailConfig()')))).toBe('5 =gmail');
    const other = 'function requireGmailConfig() { return process.env.SLACK_AUTH_CONFIG!; }\n';
    expect(evidenceOf(other + inFunction(link('requireGmailConfig()')))).toBe('conflict');
    const silent = 'function requireGmailConfig() { return process.env.SOME_ID!; }\n';
    expect(evidenceOf(silent + inFunction(link('requireGmailConfig()')))).toBe('none');
  });

  it('contradicts a branch and a flow', () => {
    expect(
      evidenceOf(inFunction(`if (app === 'slack') ${link('process.env.GMAIL_AUTH_CONFIG_ID!')}`, 'app: string')),
    ).toBe('conflict');
    const flow = `const githubConfigs = await composio.authConfigs.list({ toolkit: 'slack' });\n${link('githubConfigs.items[0]!.id')}`;
    expect(evidenceOf(inFunction(flow))).toBe('conflict');
  });
});

describe('what else is known', () => {
  const fact = (id: string, head = '') => authConfigOf(head + inFunction(link(id), 'given: string'));

  it('tells ids that are no auth configs', () => {
    expect(fact("'ca_1'").mistaken).toBe('ca_1');
    expect(fact("'3F2504E0-4F89-41D3-9A0C-0305E82C3301'").mistaken).toBe('3F2504E0-4F89-41D3-9A0C-0305E82C3301');
    expect(fact('ID', "const ID = 'ca_2';\n").mistaken).toBe('ca_2');
    expect(fact("'ac_1'").mistaken).toBeNull();
  });

  it('tells auth configs that are not OAuth', () => {
    const made = (scheme: string): string => `const c = await composio.authConfigs.create('apollo', {
      type: 'use_custom_auth', authScheme: ${scheme}, credentials: {} });\n${link('c.id')}`;
    expect(authConfigOf(inFunction(made("'API_KEY'"))).notOAuth).toMatch(/API_KEY/);
    expect(
      authConfigOf(`import { AuthSchemeTypes } from '@composio/core';\n${inFunction(made('AuthSchemeTypes.BASIC'))}`)
        .notOAuth,
    ).toMatch(/BASIC/);
    expect(authConfigOf(inFunction(made("'OAUTH2'"))).notOAuth).toBeNull();
  });

  it('names the value for a mapping', () => {
    expect(fact("'ac_1'").names).toContain('ac_1');
    expect(fact('process.env.SOME_ID!').names[0]).toBe('SOME_ID');
    expect(fact('given').names).toContain('given');
  });

  it('says where the id comes from', () => {
    expect(fact("'ac_1'").kind).toBe('literal');
    expect(fact('process.env.SOME_ID!').kind).toBe('env');
    expect(fact('given').kind).toBe('parameter');
    expect(fact('IDS.github', "const IDS = { github: 'ac_1' };\n").kind).toBe('map');
    expect(fact("(await composio.authConfigs.create('github')).id").kind).toBe('api');
  });
});
