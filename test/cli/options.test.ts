import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANSWERS_FILE, parseAnswers, parseMappings, readAnswers, writeAnswers } from '../../src/answers.js';
import { checkOptions, type MigrateOptions, type RawOptions } from '../../src/commands/options.js';
import { folderWith } from './command.js';

function check(
  raw: RawOptions,
  paths: string[] = [],
  cwd = '/',
  env: NodeJS.ProcessEnv = {},
): MigrateOptions & { warned: string[] } {
  const warned: string[] = [];
  return { ...checkOptions(paths, raw, { cwd, env, warn: (line) => warned.push(line) }), warned };
}

describe('options', () => {
  it('have the defaults of cli.md', () => {
    expect(check({})).toMatchObject({
      mode: 'write',
      showDiff: false,
      tools: 'auto',
      allowWider: false,
      sandbox: true,
      manageConnections: true,
      strict: false,
      todo: false,
      verify: true,
      upgrade: true,
      format: 'text',
      gitignore: true,
      force: false,
      jobs: undefined,
      verbosity: 'normal',
      extensions: ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'py'],
    });
    expect(check({}).transforms.size).toBe(7);
  });

  it('choose the mode: check wins over dry run, whose diff it then shows', () => {
    expect(check({ dryRun: true })).toMatchObject({ mode: 'dry-run', showDiff: true });
    expect(check({ check: true })).toMatchObject({ mode: 'check', showDiff: false });
    expect(check({ check: true, diff: true })).toMatchObject({ mode: 'check', showDiff: true });
    expect(check({ check: true, dryRun: true })).toMatchObject({ mode: 'check', showDiff: true });
    expect(check({ interactive: true })).toMatchObject({ mode: 'interactive' });
  });

  it('write workflow annotations in GitHub Actions unless a format is given', () => {
    expect(check({}, [], '/', { GITHUB_ACTIONS: 'true' }).format).toBe('github');
    expect(check({ format: 'json' }, [], '/', { GITHUB_ACTIONS: 'true' }).format).toBe('json');
  });

  it('take transforms with spaces and commas, and give a path among them back', async () => {
    const cwd = await folderWith({ 'src/a.ts': '' });
    const given = check({ transform: ['tools-get,create-session', 'tool-calls', 'src'] }, [], cwd);
    expect([...given.transforms]).toEqual(['tools-get', 'create-session', 'tool-calls']);
    expect(given.paths).toEqual(['src']);
  });

  it('say that --ignore took the path', async () => {
    const cwd = await folderWith({ 'src/a.ts': '' });
    expect(check({ ignore: ['**/*.test.ts', 'src'] }, [], cwd).warned.join()).toContain('src');
    expect(check({ ignore: ['**/*.test.ts'] }, ['src'], cwd).warned).toEqual([]);
  });

  it('take extensions in any spelling', () => {
    expect(check({ ext: ['.ts, *.TSX', 'js'] }).extensions).toEqual(['ts', 'tsx', 'js']);
  });

  it.each<[RawOptions, string, RegExp]>([
    [{ transform: ['tool-get'] }, 'unknown-transform', /tools-get/],
    [{ transform: ['constructor'] }, 'unknown-transform', /constructor/],
    [{ format: 'jsn' }, 'bad-option', /json/],
    [{ tools: 'metta' }, 'bad-option', /meta/],
    [{ ext: ['go'] }, 'bad-option', /go/],
    [{ ext: ['ts,'] }, 'bad-option', /empty/],
    [{ jobs: '0' }, 'bad-option', /0/],
    [{ jobs: '2.5' }, 'bad-option', /2\.5/],
    [{ jobs: 'many' }, 'bad-option', /many/],
    [{ output: '' }, 'bad-option', /--output/],
    [{ interactive: true, check: true }, 'bad-option', /--check/],
    [{ interactive: true, dryRun: true }, 'bad-option', /--dry-run/],
    [{ quiet: true, verbose: true }, 'bad-option', /--quiet/],
    [{ baseline: 'x.json' }, 'bad-option', /--check/],
    [{ authConfig: ['x'] }, 'bad-auth-config', /x/],
  ])('refuse %j', (raw, code, message) => {
    expect(() => check(raw)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) as string }),
    );
  });
});

describe('--auth-config', () => {
  it('maps an id or a name to a toolkit', () => {
    expect([...parseMappings(['ac_1=github', 'GMAIL_ID=Gmail', 'CONFIG["a=b"]=slack', ' ac_2 = notion '])]).toEqual([
      ['ac_1', 'github'],
      ['GMAIL_ID', 'gmail'],
      ['CONFIG["a=b"]', 'slack'],
      ['ac_2', 'notion'],
    ]);
    expect(parseMappings(['ac_1=github', 'ac_1=github']).size).toBe(1);
  });

  it.each(['x', '=github', 'ac_1=', 'ac_1=notatoolkit', 'ca_1=github'])('refuses %s', (value) => {
    expect(() => parseMappings([value])).toThrow(expect.objectContaining({ code: 'bad-auth-config' }));
  });

  it('names the closest toolkit, and refuses two toolkits for one auth config', () => {
    expect(() => parseMappings(['ac_1=githb'])).toThrow(/github/);
    expect(() => parseMappings(['ac_1=github', 'ac_1=gmail'])).toThrow(/two toolkits/);
  });

  it('says for several toolkits that sessions made their accounts, and for all others', () => {
    expect([...parseMappings(['managed=github', 'managed=Slack', 'managed=*'])]).toEqual([
      ['managed:github', 'github'],
      ['managed:slack', 'slack'],
      ['managed:*', '*'],
    ]);
  });

  it.each([
    ['managed=notatoolkit', /there is no toolkit ‘notatoolkit’/],
    ['managed=githb', /Did you mean ‘github’/],
    ['managed=', /cannot be/],
    ['managed:github=github', /named as managed=<toolkit>/],
    ['ac_1=*', /there is no toolkit/],
  ])('refuses %s', (value, words) => {
    expect(() => parseMappings([value])).toThrow(
      expect.objectContaining({ code: 'bad-auth-config', message: expect.stringMatching(words) as string }),
    );
  });
});

describe('--accept', () => {
  it('takes the codes of reasons that one can live with, with spaces and commas, and gives a path among them back', async () => {
    const cwd = await folderWith({ 'src/a.ts': '' });
    const given = check({ accept: ['single-account,error-shape', 'auth-config-implicit', 'src'] }, [], cwd);
    expect([...given.accept]).toEqual(['single-account', 'error-shape', 'auth-config-implicit']);
    expect(given.paths).toEqual(['src']);
  });

  it.each([
    ['single-acount', /Did you mean ‘single-account’/],
    ['wider-access', /cannot be ‘wider-access’/],
    ['no-user', /cannot be ‘no-user’/],
  ])('refuses %s', (value, words) => {
    expect(() => check({ accept: [value] })).toThrow(
      expect.objectContaining({ code: 'bad-option', message: expect.stringMatching(words) as string }),
    );
  });
});

describe('answers file', () => {
  it('is read back as it was written, whatever the names (bad input, row 21)', async () => {
    const folder = await folderWith({});
    const authConfigs = new Map([
      ['constructor', 'gmail'],
      ['__proto__', 'slack'],
      ['ac_1', 'github'],
    ]);
    const preferred = new Map([['github', 'lib/auth.ts#GITHUB_AUTH_CONFIG']]);
    const accept = new Set(['single-account', 'error-shape'] as const);
    await writeAnswers(folder, { authConfigs, preferred, accept });
    expect(await readAnswers(folder)).toEqual({ authConfigs, preferred, accept });
    const nothing = { authConfigs: new Map<string, string>(), preferred: new Map<string, string>() };
    await writeAnswers(folder, { ...nothing, accept: new Set() });
    expect(await readAnswers(folder)).toEqual({ ...nothing, accept: new Set() });
  });

  it('lists the toolkits whose accounts sessions made apart from the ids, sorted', async () => {
    const folder = await folderWith({});
    const authConfigs = new Map([
      ['managed:slack', 'slack'],
      ['ac_1', 'linear'],
      ['managed:*', '*'],
      ['lookup:gmail', 'gmail'],
    ]);
    await writeAnswers(folder, { authConfigs, preferred: new Map(), accept: new Set() });
    const text = await readFile(path.join(folder, ANSWERS_FILE), 'utf8');
    expect(JSON.parse(text)).toEqual({ authConfigs: { ac_1: 'linear' }, managed: ['*', 'slack'], lookup: ['gmail'] });
    expect((await readAnswers(folder)).authConfigs).toEqual(authConfigs);
    expect([...parseAnswers('{ "managed": ["GitHub"] }').authConfigs]).toEqual([['managed:github', 'github']]);
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"authconfigs":{}}',
    '{"authConfigs":[]}',
    '{"authConfigs":{"a":1}}',
    '{"authConfigs":{"a":"nope nope"}}',
    '{"authConfigs":{"":"github"}}',
    '{"preferred":{"github":1}}',
    '{"preferred":{"nope nope":"ac_1"}}',
    '{"managed":"github"}',
    '{"managed":{"github":true}}',
    '{"managed":[1]}',
    '{"managed":["githb"]}',
    '{"lookup":["*"]}',
    '{"lookup":"github"}',
    '{"accept":"single-account"}',
    '{"accept":["no-user"]}',
    '{"authConfigs":{"managed:github":"github"}}',
  ])('is refused when it is %s', (text) => {
    expect(() => parseAnswers(text)).toThrow(
      expect.objectContaining({ code: 'bad-answers-file', message: expect.stringContaining(ANSWERS_FILE) as string }),
    );
  });
});
