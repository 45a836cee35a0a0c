import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { ensureBuilt, folderWith, git, repositoryWith, run } from '../cli/command.js';
import {
  EVIL_SOURCE,
  linkWith,
  longFile,
  MANIFEST,
  OLD_MANIFEST,
  ONE_CLIENT,
  SHARED_IMPORT,
  TWO_AUTH_CONFIGS,
  TWO_CALLS,
  TWO_ISSUES,
  toolsOf,
  WITH_MANUAL,
} from './projects.js';
import { Dialogue, KEY, type TerminalOptions } from './terminal.js';

beforeAll(ensureBuilt);

const open: Dialogue[] = [];
function talk(options: TerminalOptions): Dialogue {
  const dialogue = new Dialogue(options);
  open.push(dialogue);
  return dialogue;
}
afterEach(() => open.splice(0).forEach((dialogue) => dialogue.kill()));

const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');
const changed = (folder: string): string[] => git(folder, 'diff', '--name-only').split('\n').filter(Boolean);

/** The report that a run wrote with `--format json -o report.json`, in a folder that git ignores. */
const JSON_REPORT = ['--format', 'json', '-o', 'out/report.json'];
const reportIn = (folder: string): Report => JSON.parse(read(folder, 'out/report.json')) as Report;
const project = (files: Record<string, string>): Promise<string> =>
  repositoryWith({ 'package.json': MANIFEST, '.gitignore': 'out\n', 'out/.keep': '', ...files });

/** Law 1: every site once, and the sums of the outcomes are the sum of the sites. */
function expectAddsUp({ summary, files }: Report): void {
  const sites = files.flatMap((file) => file.sites);
  const by = (outcome: string): number => sites.filter((site) => site.outcome === outcome).length;
  expect(summary.sites).toEqual({
    total: sites.length,
    migrated: by('migrated'),
    manual: by('manual'),
    kept: by('kept'),
  });
  expect(summary.files.changed).toBe(files.filter((file) => file.status === 'changed').length);
}

const QUESTION = 'Apply these changes?';
const EACH = 'Apply this change?';

describe('a dialogue about files, in a real terminal', { timeout: 120_000 }, () => {
  it('y writes the file at once, n leaves it; the report counts both, and undo takes the run back', async () => {
    const folder = await project({ 'a.ts': toolsOf('github'), 'b.ts': toolsOf('slack') });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    const shown = await dialogue.until(QUESTION);
    expect(shown).toContain("- 6 │   const tools = await composio.tools.get(userId, { toolkits: ['github'] });");
    expect(shown).toContain('+ 7 │   const tools = await session.tools();');
    expect(shown).toContain('file 1 of 2');
    dialogue.press('y');
    await dialogue.until('written a.ts');
    expect(changed(folder)).toEqual(['a.ts']);
    await dialogue.answer(QUESTION, 'n');
    expect(await dialogue.ended()).toBe(0);
    expect(read(folder, 'b.ts')).toBe(toolsOf('slack'));
    const report = reportIn(folder);
    expect(report.mode).toBe('interactive');
    expect(report.summary.sites).toEqual({ total: 2, migrated: 1, manual: 0, kept: 1 });
    expect(report.files.map((file) => file.status)).toEqual(['changed', 'unchanged']);
    expect(report.files[1]!.sites[0]).toMatchObject({
      outcome: 'kept',
      code: 'not-selected',
      message: 'skipped in interactive mode',
    });
    expectAddsUp(report);
    expect((await run(['undo'], { cwd: folder })).code).toBe(0);
    expect(changed(folder)).toEqual([]);
  });

  it('shows the calls of a file that need a person, with reason, hint and code', async () => {
    const folder = await project({ 'a.ts': WITH_MANUAL });
    const dialogue = talk({ cwd: folder });
    const shown = await dialogue.until(QUESTION);
    expect(shown).toContain('1 direct call to migrate, 1 needs you');
    expect(shown).toMatch(/Stays as it is, and needs you:[\s\S]*11:31 tools\.get\n\s+no-session-filter: [\s\S]*Do: /);
    expect(shown).toMatch(/> 11 │ {3}return await composio\.tools\.get\(userId, \{ search \}\);\n\s+│ +\^/);
    dialogue.press('y');
    expect(await dialogue.ended()).toBe(0);
    expect(dialogue.text()).toContain('Needs you (1 site)');
  });

  it('s asks change by change with reasons; what is written without the refused one is right by itself', async () => {
    const folder = await project({ 'a.ts': TWO_CALLS });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    await dialogue.answer(QUESTION, 's');
    const first = await dialogue.until(EACH);
    expect(first).toContain('change 1 of 2');
    expect(first).toContain('· tools.get becomes session.tools()');
    expect(first).toContain('composio is a Composio client');
    dialogue.press('n');
    expect(await dialogue.until(EACH)).toContain('change 2 of 2');
    dialogue.press('y');
    expect(await dialogue.ended()).toBe(0);
    const text = read(folder, 'a.ts');
    expect(text).toContain("composio.tools.get(userId, { toolkits: ['github'] })");
    expect(text).toContain("composio.create(userId, { toolkits: ['slack'] })");
    const { sites } = reportIn(folder).files[0]!;
    expect(sites.map((site) => site.outcome)).toEqual(['kept', 'migrated']);
    expectAddsUp(reportIn(folder));
  });

  it('gives an accepted change the import that a refused one would have brought', async () => {
    const folder = await project(SHARED_IMPORT);
    const dialogue = talk({ cwd: folder, rows: 80 });
    await dialogue.until('agents.ts  file 1 of 2');
    await dialogue.answer(QUESTION, 's');
    await dialogue.until(EACH);
    dialogue.press('n');
    await dialogue.answer(EACH, 'y');
    await dialogue.until('Without the skipped changes the file becomes:');
    await dialogue.answer(QUESTION, 'q');
    expect(await dialogue.ended()).toBe(0);
    const text = read(folder, 'agents.ts');
    expect(text).toContain("import { AUTH_CONFIGS } from './lib/auth.js';");
    const [first = '', second = ''] = text.split('async function second');
    expect(first).toContain('composio.tools.get(userId');
    expect(second).toContain('AUTH_CONFIGS.github');
  });

  it('keeps toolkitVersions, and the constant they need, when a call that reads them is refused in s', async () => {
    const folder = await project({ 'a.ts': ONE_CLIENT });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    expect(await dialogue.until(QUESTION)).toMatch(/- .*toolkitVersions/);
    dialogue.press('s');
    await dialogue.answer(EACH, 'n');
    await dialogue.answer(EACH, 'y');
    await dialogue.until('toolkitVersions stays: still read by tools.get in a.ts:7');
    expect(await dialogue.ended()).toBe(0);
    const text = read(folder, 'a.ts');
    expect(text).toContain('toolkitVersions: VERSIONS');
    expect(text).toContain('const VERSIONS = ');
    expect(text).toContain("toolkits: ['slack']");
    const report = reportIn(folder);
    expect(report.files[0]!.sites.map((site) => [site.api, site.outcome, site.code])).toEqual([
      ['toolkitVersions', 'manual', 'versions-needed'],
      ['tools.get', 'kept', 'not-selected'],
      ['tools.get', 'migrated', undefined],
    ]);
    expectAddsUp(report);
  });

  it('asks about the file with toolkitVersions last, and not at all when a reader in another file was refused', async () => {
    const files = {
      'lib/composio.ts':
        "import { Composio } from '@composio/core';\n\nexport const composio = new Composio({ toolkitVersions: { github: '20250906_01' } });\n",
      'z.ts':
        "import { composio } from './lib/composio.js';\n\nexport async function load(userId: string) {\n  return await composio.tools.get(userId, { toolkits: ['github'] });\n}\n",
    };
    const folder = await project(files);
    const refused = talk({ cwd: folder, args: JSON_REPORT });
    expect(await refused.until(QUESTION)).toContain('z.ts  file 1 of 2');
    refused.press('n');
    await refused.until('toolkitVersions in lib/composio.ts stays: still read by tools.get in z.ts:4');
    expect(await refused.ended()).toBe(0);
    expect(changed(folder)).toEqual([]);
    expectAddsUp(reportIn(folder));

    const accepted = talk({ cwd: folder });
    await accepted.answer(QUESTION, 'y');
    expect(await accepted.until(QUESTION)).toContain('lib/composio.ts  file 2 of 2');
    accepted.press('y');
    expect(await accepted.ended()).toBe(0);
    expect(read(folder, 'lib/composio.ts')).not.toContain('toolkitVersions');
  });

  it('takes version pins out of templates when no call reads them any more, and shows no value of theirs', async () => {
    const pins = 'OPENAI_API_KEY=sk-secret\nCOMPOSIO_TOOLKIT_VERSION_GITHUB=20250906_01\n';
    const folder = await project({ 'a.ts': toolsOf('github'), '.env.example': pins });
    const refused = talk({ cwd: folder });
    await refused.answer(QUESTION, 'n');
    expect(await refused.ended()).toBe(0);
    expect(changed(folder)).toEqual([]);

    const dialogue = talk({ cwd: folder });
    await dialogue.answer(QUESTION, 'y');
    const shown = await dialogue.until(QUESTION);
    expect(shown).toContain('- 2 │ COMPOSIO_TOOLKIT_VERSION_GITHUB=20250906_01');
    expect(shown).toContain('  1 │ OPENAI_API_KEY=…');
    expect(shown).not.toContain('sk-secret');
    dialogue.press('y');
    expect(await dialogue.ended()).toBe(0);
    expect(changed(folder)).toEqual(['.env.example', 'a.ts']);
  });

  it('asks twice about files that have versions beside calls, so that a later refusal can still keep the versions', async () => {
    const folder = await project({ 'a.ts': ONE_CLIENT, 'b.ts': ONE_CLIENT });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT, rows: 60 });
    expect(await dialogue.until(QUESTION)).not.toMatch(/- .*toolkitVersions/);
    dialogue.press('y');
    await dialogue.until('file 2 of 4');
    await dialogue.answer(QUESTION, 's');
    await dialogue.answer(EACH, 'y');
    await dialogue.answer(EACH, 'n');
    const shown = await dialogue.until('file 3 of 4');
    expect(shown).toMatch(/1 direct call to migrate\n {2}toolkitVersions → removed \(line 4\)\n\n/);
    expect(shown).toContain('-  4 │ const composio = new Composio({ toolkitVersions: VERSIONS });');
    await dialogue.answer(QUESTION, 'y');
    await dialogue.until('toolkitVersions in b.ts stays: still read by tools.get in b.ts:12');
    expect(await dialogue.ended()).toBe(0);
    expect(read(folder, 'a.ts')).not.toContain('VERSIONS');
    expect(read(folder, 'b.ts')).toContain('toolkitVersions: VERSIONS');
    const report = reportIn(folder);
    expect(report.files.map((file) => file.sites.map((site) => site.outcome))).toEqual([
      ['migrated', 'migrated', 'migrated'],
      ['manual', 'migrated', 'kept'],
    ]);
    expectAddsUp(report);
    expect((await run(['undo'], { cwd: folder })).code).toBe(0);
    expect(changed(folder)).toEqual([]);
  });

  it('a applies this and the rest without asking, package.json too', async () => {
    const folder = await project({
      'package.json': OLD_MANIFEST,
      'a.ts': toolsOf('github'),
      'b.ts': toolsOf('slack'),
      'c.ts': toolsOf('gmail'),
    });
    const dialogue = talk({ cwd: folder });
    await dialogue.answer(QUESTION, 'n');
    await dialogue.answer(QUESTION, 'a');
    expect(await dialogue.ended()).toBe(0);
    expect(changed(folder)).toEqual(['b.ts', 'c.ts', 'package.json']);
    expect(dialogue.text()).toMatch(/Next steps[\s\S]*npm install/);
  });

  it('d skips the rest, and asks once for the versions that the accepted changes need', async () => {
    const folder = await project({
      'package.json': OLD_MANIFEST,
      'a.ts': toolsOf('github'),
      'b.ts': toolsOf('slack'),
      'c.ts': toolsOf('gmail'),
    });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    await dialogue.answer(QUESTION, 'y');
    await dialogue.answer(QUESTION, 'd');
    const shown = await dialogue.until('Raise the versions?');
    expect(shown).toMatch(/package\.json needs for the changes you accepted:\n\s+· @composio\/core \^0\.1\.55 → \^0\./);
    dialogue.press('n');
    expect(await dialogue.ended()).toBe(0);
    expect(changed(folder)).toEqual(['a.ts']);
    const report = reportIn(folder);
    expect(report.summary.sites).toEqual({ total: 3, migrated: 1, manual: 0, kept: 2 });
    expect(report.nextSteps[0]).toMatch(/^Raise in package\.json, and install: @composio\/core /);
    expect(report.nextSteps.slice(1).join('\n')).not.toContain('npm install');
    expect(report.notes.map((note) => note.code)).not.toContain('install-needed');
    expectAddsUp(report);
  });

  it('q ends the questions and keeps what was written; ? explains the keys', async () => {
    const folder = await project({ 'a.ts': toolsOf('github'), 'b.ts': toolsOf('slack'), 'c.ts': toolsOf('gmail') });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    await dialogue.answer(QUESTION, '?');
    const help = await dialogue.until('composio-to-sessions undo');
    for (const key of ['y  write this file now', 'd  leave this file and every later', 'q  stop asking']) {
      expect(help).toContain(key);
    }
    await dialogue.answer(QUESTION, 'y');
    await dialogue.answer(QUESTION, 'q');
    expect(await dialogue.ended()).toBe(0);
    expect(changed(folder)).toEqual(['a.ts']);
    const report = reportIn(folder);
    expect(report.files.slice(1).map((file) => file.sites[0]!.message)).toEqual([
      'the run was ended before it was asked about',
      'the run was ended before it was asked about',
    ]);
    expectAddsUp(report);
  });

  it('arrow keys and Enter answer too; Enter alone and an unknown letter do not', async () => {
    const folder = await project({ 'a.ts': toolsOf('github'), 'b.ts': toolsOf('slack') });
    const dialogue = talk({ cwd: folder });
    await dialogue.answer(QUESTION, KEY.enter);
    await dialogue.until('Press a letter, or choose with');
    dialogue.press('x');
    await dialogue.until('There is no answer ‘x’ here.');
    dialogue.press(KEY.down);
    expect(await dialogue.until('❯ y  apply this file')).toContain('  n  skip it');
    dialogue.press(KEY.down);
    await dialogue.until('❯ n  skip it');
    dialogue.press(KEY.up);
    await dialogue.until('❯ y  apply this file');
    dialogue.press(KEY.enter);
    await dialogue.until('written a.ts');
    await dialogue.until(QUESTION);
    dialogue.press(KEY.up);
    await dialogue.until('❯ ?  help');
    dialogue.press(KEY.up);
    await dialogue.until('❯ q  quit');
    dialogue.press(KEY.enter);
    expect(await dialogue.ended()).toBe(0);
    expect(changed(folder)).toEqual(['a.ts']);
  });

  it('the end of the input keeps what was accepted, also in the middle of a file', async () => {
    const folder = await project({ 'a.ts': TWO_CALLS, 'b.ts': toolsOf('gmail') });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    await dialogue.answer(QUESTION, 's');
    await dialogue.answer(EACH, 'y');
    await dialogue.answer(EACH, KEY.ctrlD);
    expect(await dialogue.ended()).toBe(0);
    expect(changed(folder)).toEqual(['a.ts']);
    expect(read(folder, 'a.ts')).toContain("toolkits: ['slack'] });\n  return tools;");
    expect(reportIn(folder).summary.sites).toEqual({ total: 3, migrated: 1, manual: 0, kept: 2 });
    expectAddsUp(reportIn(folder));
  });

  it('Ctrl-C leaves every file old or new and says which: exit code 130', async () => {
    const folder = await project({ 'a.ts': toolsOf('github'), 'b.ts': TWO_CALLS, 'c.ts': toolsOf('gmail') });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    await dialogue.answer(QUESTION, 'y');
    await dialogue.answer(QUESTION, 's');
    await dialogue.answer(EACH, 'y');
    await dialogue.answer(EACH, KEY.ctrlC);
    expect(await dialogue.ended()).toBe(130);
    expect(dialogue.text()).toMatch(/Stopped\. Every file is whole\.\n {2}new: a\.ts\n {2}old: b\.ts, c\.ts/);
    expect(changed(folder)).toEqual(['a.ts']);
    expectAddsUp(reportIn(folder));
    expect(readdirSync(folder).sort()).toEqual(['.git', '.gitignore', 'a.ts', 'b.ts', 'c.ts', 'out', 'package.json']);
    expect((await run(['undo'], { cwd: folder })).code).toBe(0);
    expect(changed(folder)).toEqual([]);
  });

  it('a file that changed meanwhile is left alone, and the run says so: exit code 3', async () => {
    const folder = await project({ 'a.ts': toolsOf('github'), 'b.ts': toolsOf('slack') });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    await dialogue.until(QUESTION);
    const { writeFileSync } = await import('node:fs');
    writeFileSync(path.join(folder, 'a.ts'), '// mine\n');
    dialogue.press('y');
    await dialogue.until('a.ts: The file changed while the tool ran');
    await dialogue.answer(QUESTION, 'y');
    expect(await dialogue.ended()).toBe(3);
    expect(read(folder, 'a.ts')).toBe('// mine\n');
    const report = reportIn(folder);
    expect(report.files.map((file) => file.status)).toEqual(['failed', 'changed']);
    expectAddsUp(report);
  });
});

describe('questions about auth configs', { timeout: 120_000 }, () => {
  it('asks once for the toolkit, by search, applies it to all files, and keeps it for the next run', async () => {
    const folder = await project({ 'a.ts': linkWith('TEAM_AUTH'), 'b.ts': linkWith('TEAM_AUTH') });
    const dialogue = talk({ cwd: folder });
    const shown = await dialogue.until('Toolkit:');
    expect(shown).toContain('Question 1 of 1: which toolkit does the auth config TEAM_AUTH belong to?');
    expect(shown).toContain('2 calls waiting for the answer:');
    expect(shown).toMatch(/> 6 │ .*process\.env\.TEAM_AUTH!/);
    await dialogue.until('❯ leave it');
    for (const letter of 'google cal') dialogue.press(letter);
    await dialogue.until('❯ googlecalendar');
    dialogue.press(KEY.enter);
    await dialogue.until('TEAM_AUTH belongs to googlecalendar.');
    await dialogue.answer(QUESTION, 'y');
    await dialogue.answer(QUESTION, 'n');
    expect(await dialogue.ended()).toBe(0);
    expect(read(folder, 'a.ts')).toContain("session.authorize('googlecalendar')");
    expect(JSON.parse(read(folder, 'composio-to-sessions.json'))).toEqual({
      authConfigs: { TEAM_AUTH: 'googlecalendar' },
    });

    // The next run, and CI, need no question.
    const check = await run(['--check', '--format', 'json'], { cwd: folder });
    const report = JSON.parse(check.stdout) as Report;
    expect(report.summary.sites).toEqual({ total: 1, migrated: 1, manual: 0, kept: 0 });
    expect(report.files.at(-1)!.sites[0]!.evidence).toContain('from the answers file');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'first');
    const again = talk({ cwd: folder });
    await again.answer(QUESTION, 'y');
    expect(await again.ended()).toBe(0);
    expect(again.text()).not.toContain('Question 1');
    expect(read(folder, 'b.ts')).toContain("session.authorize('googlecalendar')");
  });

  it('offers first what the code around speaks of', async () => {
    const folder = await project({ 'gmail/a.ts': linkWith('TEAM_AUTH') });
    const dialogue = talk({ cwd: folder });
    await dialogue.until('❯ gmail (likely)');
    dialogue.press(KEY.enter);
    await dialogue.until('TEAM_AUTH belongs to gmail.');
    await dialogue.answer(QUESTION, 'y');
    expect(await dialogue.ended()).toBe(0);
    expect(read(folder, 'gmail/a.ts')).toContain("session.authorize('gmail')");
  });

  it('leaves it open on request: the calls stay, nothing is remembered', async () => {
    const folder = await project({ 'a.ts': linkWith('TEAM_AUTH') });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    await dialogue.until('❯ leave it');
    dialogue.press(KEY.enter);
    await dialogue.until('TEAM_AUTH is left open.');
    expect(await dialogue.ended()).toBe(0);
    expect(existsSync(path.join(folder, 'composio-to-sessions.json'))).toBe(false);
    expect(reportIn(folder).files[0]!.sites[0]!.code).toBe('toolkit-unknown');
  });

  it('Esc leaves the search open, ? says what can be answered', async () => {
    const folder = await project({ 'a.ts': linkWith('TEAM_AUTH') });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    await dialogue.until('❯ leave it');
    dialogue.press('?');
    const help = await dialogue.until('Esc leaves it too');
    expect(help).toContain('quit');
    dialogue.press(KEY.escape);
    await dialogue.until('TEAM_AUTH is left open.');
    expect(await dialogue.ended()).toBe(0);
    expect(reportIn(folder).files[0]!.sites[0]!.code).toBe('toolkit-unknown');
  });

  it('q quits from the search: nothing more is asked, nothing is written', async () => {
    const folder = await project({ 'a.ts': linkWith('TEAM_AUTH'), 'b.ts': toolsOf('github') });
    const dialogue = talk({ cwd: folder, args: JSON_REPORT });
    await dialogue.until('❯ leave it');
    dialogue.press('q');
    await dialogue.until('❯ quit');
    dialogue.press(KEY.enter);
    expect(await dialogue.ended()).toBe(0);
    expect(changed(folder)).toEqual([]);
    expect(dialogue.text()).not.toContain(QUESTION);
  });

  it('asks which of two auth configs sessions take, and remembers it', async () => {
    const folder = await project({ 'a.ts': TWO_AUTH_CONFIGS });
    const dialogue = talk({ cwd: folder, rows: 80 });
    const shown = await dialogue.until('Which one?');
    expect(shown).toContain('which auth config do sessions of github take?');
    expect(shown).toMatch(/1 {2}.*GITHUB_AUTH_CONFIG_ID[\s\S]*2 {2}.*GITHUB_BOT_AUTH_CONFIG_ID[\s\S]*n {2}none/);
    dialogue.press('2');
    await dialogue.until('Sessions of github take process.env.GITHUB_BOT_AUTH_CONFIG_ID');
    await dialogue.answer(QUESTION, 'y');
    expect(await dialogue.ended()).toBe(0);
    const [, agent = ''] = read(folder, 'a.ts').split('agent(');
    expect(agent).toContain('GITHUB_BOT_AUTH_CONFIG_ID');
    expect(JSON.parse(read(folder, 'composio-to-sessions.json'))).toEqual({
      authConfigs: {},
      preferred: { github: 'GITHUB_BOT_AUTH_CONFIG_ID' },
    });
    git(folder, 'checkout', '-q', 'a.ts');
    const dry = await run(['--dry-run'], { cwd: folder });
    expect(dry.stdout).not.toContain('auth-config-ambiguous');
  });
});

describe('credentials of a toolkit', { timeout: 120_000 }, () => {
  const begin = async (files: Record<string, string>) => {
    const folder = await project(files);
    const dialogue = talk({ cwd: folder, rows: 80, args: ['--auth-config', 'managed=github'] });
    return { folder, dialogue, shown: await dialogue.until('Which one?') };
  };
  const answersIn = (folder: string): unknown => JSON.parse(read(folder, 'composio-to-sessions.json'));

  it('are asked for once, first of all, and a variable is remembered', async () => {
    const { folder, dialogue, shown } = await begin({ 'a.ts': TWO_ISSUES, 'b.ts': linkWith('TEAM_AUTH') });
    expect(shown).toContain('Question 1 of 2: under which auth config are accounts of linear?');
    expect(shown).toContain('2 calls waiting for the answer');
    dialogue.press('a');
    await dialogue.until('Id or variable:');
    dialogue.press(`LINEAR_AUTH_CONFIG_ID${KEY.enter}`);
    await dialogue.until('Sessions of linear take LINEAR_AUTH_CONFIG_ID.');
    await dialogue.until('which toolkit does the auth config TEAM_AUTH belong to?');
    dialogue.press(KEY.enter);
    await dialogue.answer(QUESTION, 'y');
    expect(await dialogue.ended()).toBe(0);
    expect(read(folder, 'a.ts')).toContain('authConfigs: { linear: process.env.LINEAR_AUTH_CONFIG_ID }');
    expect(answersIn(folder)).toEqual({ authConfigs: { LINEAR_AUTH_CONFIG_ID: 'linear' } });
  });

  it('may be made by sessions, after the keys are explained', async () => {
    const { folder, dialogue } = await begin({ 'a.ts': TWO_ISSUES });
    dialogue.press('?');
    await dialogue.until('Esc leaves the question open.');
    await dialogue.answer('Which one?', 'm');
    await dialogue.answer(QUESTION, 'y');
    expect(await dialogue.ended()).toBe(0);
    expect(read(folder, 'a.ts')).toContain("create(userId, { toolkits: ['linear'] })");
    expect(answersIn(folder)).toEqual({ authConfigs: {}, managed: ['linear'] });
  });

  it('may be looked up in the code', async () => {
    const { folder, dialogue } = await begin({ 'a.ts': TWO_ISSUES });
    dialogue.press('l');
    await dialogue.answer(QUESTION, 'y');
    expect(await dialogue.ended()).toBe(0);
    expect(read(folder, 'a.ts')).toContain('await composio.connectedAccounts.list({');
    expect(answersIn(folder)).toEqual({ authConfigs: {}, lookup: ['linear'] });
  });

  it.each([
    ['Esc', KEY.escape],
    ['n', 'n'],
    ['q', 'q'],
  ])('stay open with %s, and the calls stay', async (_name, key) => {
    const { folder, dialogue } = await begin({ 'a.ts': TWO_ISSUES });
    dialogue.press(key);
    expect(await dialogue.ended()).toBe(0);
    expect(read(folder, 'a.ts')).toBe(TWO_ISSUES);
    expect(existsSync(path.join(folder, 'composio-to-sessions.json'))).toBe(false);
  });
});

describe('the terminal', { timeout: 120_000 }, () => {
  it('pages a long file: space for more, a line with the arrow, an answer at any time', async () => {
    const folder = await project({ 'a.ts': longFile(40), 'b.ts': longFile(40) });
    const dialogue = talk({ cwd: folder, rows: 20 });
    await dialogue.until('18 of ');
    expect(dialogue.screen().filter((line) => line !== '').length).toBeLessThanOrEqual(20);
    dialogue.press(KEY.down);
    await dialogue.until('19 of ');
    dialogue.press(' ');
    await dialogue.until('37 of ');
    dialogue.press('g');
    await dialogue.until(QUESTION);
    dialogue.press('n');
    await dialogue.until('18 of ');
    dialogue.press(KEY.escape);
    await dialogue.until(QUESTION);
    dialogue.press('q');
    expect(await dialogue.ended()).toBe(0);

    const early = talk({ cwd: folder, rows: 20 });
    await early.answer('18 of ', 'y');
    await early.answer('18 of ', 'q');
    expect(await early.ended()).toBe(0);
    expect(changed(folder)).toEqual(['a.ts']);
  });

  it('takes a new size at any moment: no line of the question is torn, the next page fits', async () => {
    const folder = await project({ 'a.ts': toolsOf('github'), 'b.ts': longFile(40) });
    const dialogue = talk({ cwd: folder, columns: 120, rows: 40 });
    await dialogue.until(QUESTION);
    dialogue.resize(44, 16);
    await dialogue.until('apply this and all the rest');
    dialogue.press(KEY.down);
    await dialogue.until('❯ y  apply this file');
    expect(dialogue.screen().filter((line) => line.includes('[y,n,a,d,q,?]'))).toHaveLength(1);
    dialogue.press(KEY.enter);
    await dialogue.until('14 of ');
    for (const line of dialogue.screen()) expect(line.length).toBeLessThan(44);
    dialogue.resize(100, 30);
    await dialogue.until('14 of ');
    dialogue.press(' ');
    await dialogue.until('42 of ');
    dialogue.press('q');
    expect(await dialogue.ended()).toBe(0);
    expect(changed(folder)).toEqual(['a.ts']);
  });

  it('works in 40 columns without colours', async () => {
    const folder = await project({ 'src/some/deep/folder/of/an/application/a.ts': WITH_MANUAL, 'b.ts': TWO_CALLS });
    const dialogue = talk({ cwd: folder, columns: 40, rows: 60, env: { NO_COLOR: '1' } });
    await dialogue.answer(QUESTION, 's');
    await dialogue.answer(EACH, 'y');
    await dialogue.answer(EACH, 'a');
    const shown = await dialogue.until(QUESTION);
    expect(shown).toContain('application/a.ts');
    expect(dialogue.tornLines()).toEqual([]);
    // eslint-disable-next-line no-control-regex -- colours are escape sequences
    expect(dialogue.raw.match(/\x1b\[[0-9;]*m/g) ?? []).toEqual([]);
    dialogue.press('y');
    expect(await dialogue.ended()).toBe(0);
    expect(changed(folder)).toHaveLength(2);
  });

  it('shows what would act on the terminal, in source and in names, as text', async () => {
    const folder = await project({ 'a\u001b[31mb.ts': EVIL_SOURCE });
    const dialogue = talk({ cwd: folder });
    const shown = await dialogue.until(QUESTION);
    expect(shown).toContain('a\\u{1b}[31mb.ts');
    expect(shown).toContain('\\u{1b}]0;owned\\u{7}');
    expect(shown).toContain('\\u{202e}');
    dialogue.press('y');
    expect(await dialogue.ended()).toBe(0);
    expect(dialogue.raw).not.toContain('\u001b]0;');
    expect(dialogue.raw).not.toContain('\u202e');
  });

  it('refuses a dirty tree before the first question; --force goes on', async () => {
    const folder = await project({ 'a.ts': toolsOf('github') });
    const { appendFileSync } = await import('node:fs');
    appendFileSync(path.join(folder, 'a.ts'), '// mine\n');
    const refused = talk({ cwd: folder });
    expect(await refused.ended()).toBe(2);
    expect(refused.text()).toContain('uncommitted changes');
    expect(refused.text()).not.toContain(QUESTION);
    const forced = talk({ cwd: folder, args: ['--force'] });
    await forced.answer(QUESTION, 'y');
    expect(await forced.ended()).toBe(0);
  });

  it('needs a terminal: without one it is refused at once, never a hang', async () => {
    const folder = await project({ 'a.ts': toolsOf('github') });
    const ran = await run(['-i', '--format', 'json'], { cwd: folder });
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({ mode: 'interactive', error: { code: 'no-terminal' }, files: [] });
  });

  it('has nothing to ask where nothing is to do', async () => {
    const folder = await folderWith({ 'a.ts': 'export const a = 1;\n' });
    const dialogue = talk({ cwd: folder });
    expect(await dialogue.ended()).toBe(0);
    expect(dialogue.text()).toBe('Nothing to do: no Composio code in 1 file.\n1 file looked at, 0 with Composio code.');
  });
});
