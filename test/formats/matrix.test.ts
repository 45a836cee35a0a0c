import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvDraft4 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMATS, type Format } from '../../src/report/index.js';
import { MARKDOWN_LIMIT } from '../../src/report/markdown.js';
import type { Report } from '../../src/report/report.js';
import { ensureBuilt, folderWith, git, repositoryWith, run, runProcess, type Ran } from '../cli/command.js';
import { AGENT, HOSTILE_PATH, MANIFEST, OLD_SECRET, PROJECT, SECRET } from './project.js';

/** Every format of the real command: where it goes, what it says, how the command ends (cli.md). */

const schema = new Ajv2020({ strict: false }).compile(
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../src/report/data/report.schema.json'), 'utf8'),
  ) as object,
);
const sarifAjv = new ajvDraft4.default({ strict: false, allErrors: true, unicodeRegExp: false });
ajvFormats.default(sarifAjv as never);
const sarifSchema = sarifAjv.compile(
  createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object,
);

/** How long a run took is the one thing that may differ between two runs. */
const withoutTime = (text: string) => text.replace(/"durationMs": [\d.]+/, '"durationMs": 0');

/** What no two machines share; none of it may show. */
const ELSEWHERE = {
  COLUMNS: '23',
  LINES: '5',
  LC_ALL: 'tr_TR.UTF-8',
  LANG: 'de_DE.UTF-8',
  TZ: 'Pacific/Kiritimati',
  TERM: 'dumb',
  NO_COLOR: '1',
};

/** The same files, made in the opposite order. */
const REVERSED = Object.fromEntries(Object.entries(PROJECT).reverse());

const CLEAN = { 'package.json': MANIFEST, 'a.ts': 'export const a = 1;\n' };
const CHANGING = {
  'package.json': MANIFEST,
  'a.ts': AGENT.slice(0, AGENT.indexOf('export const find')),
};
const MANUAL = {
  'package.json': MANIFEST,
  'a.ts': AGENT.replace(/export async function load[\s\S]*?\n}\n/, ''),
};

/** A word that a format with this content has. */
const SIGNS: Record<Format, RegExp> = {
  text: /^Would migrate 1 of 5 sites in 1 file; 3 need you, 1 kept on purpose\.\n1 file failed/,
  json: /^\{\n {2}"schemaVersion": 1,/,
  sarif: /^\{\n {2}"\$schema": .*sarif/,
  github: /^::error file=src\/broken\.ts,title=parse-error::/,
  markdown: /^## composio-to-sessions\n/,
  html: /^<!doctype html>\n/,
  prompt: /^# Finish the move from Composio direct calls to sessions\n/,
};

let first: Map<Format, Ran>;
let elsewhere: Map<Format, Ran & { file: string }>;

beforeAll(async () => {
  await ensureBuilt();
  const [one, other] = await Promise.all([folderWith(PROJECT), folderWith(REVERSED)]);
  first = new Map();
  elsewhere = new Map();
  for (const format of FORMATS) {
    const args = ['--dry-run', '--format', format];
    const [here, ran] = await Promise.all([
      run([...args, '--jobs', '1'], { cwd: one }),
      runProcess([...args, '--jobs', '2', '-o', 'report.out'], { cwd: other, env: ELSEWHERE }),
    ]);
    first.set(format, here);
    elsewhere.set(format, { ...ran, file: readFileSync(path.join(other, 'report.out'), 'utf8') });
  }
}, 600_000);

describe.each(FORMATS)('--format %s of a run with each outcome', (format) => {
  const stdout = () => first.get(format)!.stdout;

  it('ends with 3, for a file failed, and says what it found on stdout alone', () => {
    expect(first.get(format)).toMatchObject({ code: 3, stderr: '' });
    expect(stdout()).toMatch(SIGNS[format]);
    expect(stdout()).toMatch(/[^\n]\n$/);
  });

  it('with -o goes to the file; the text still goes to stdout', () => {
    const ran = elsewhere.get(format)!;
    expect([ran.code, ran.stderr]).toEqual([3, '']);
    expect(ran.file).toMatch(SIGNS[format]);
    expect(ran.stdout).toBe(first.get('text')!.stdout);
  });

  it('is the same byte for byte in another locale, width, zone, order of files and number of workers', () => {
    expect(withoutTime(elsewhere.get(format)!.file)).toBe(withoutTime(stdout()));
  });

  it('holds no value of an env file, whether it is set or behind a comment sign', () => {
    for (const secret of [SECRET, OLD_SECRET]) expect(stdout().includes(secret)).toBe(false);
  });

  it('names every manual site, and the file that failed', () => {
    for (const code of ['no-session-filter', 'toolkit-unknown', 'evaluation-order', 'parse-error'])
      expect(stdout()).toContain(code);
  });

  it('has no character that acts on a terminal or reorders text', () => {
    // eslint-disable-next-line no-control-regex -- naming them is the point
    expect(stdout()).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });
});

describe('what each format has of its own', () => {
  it('text fits in 80 columns, apart from the diffs, which are byte for byte', () => {
    const text = first.get('text')!.stdout;
    const diff = /^diff --git [\s\S]*?(?=\n\n\S)/m.exec(text)![0];
    const long = text
      .replace(diff, '')
      .split('\n')
      .filter((line) => line.length > 80);
    expect(long).toEqual([]);
  });

  it('json is valid against the schema that is shipped', () => {
    const report = JSON.parse(first.get('json')!.stdout) as Report;
    expect(schema(report), JSON.stringify(schema.errors)).toBe(true);
    expect(report.summary.sites).toEqual({ total: 5, migrated: 1, manual: 3, kept: 1 });
    expect(report.summary.files).toMatchObject({ changed: 1, failed: 1 });
    expect(report.files.map((file) => file.path)).toContain(HOSTILE_PATH);
    expect([...report.files].map((file) => file.path).sort()).toEqual(report.files.map((file) => file.path));
  });

  it('sarif is valid against the standard, with rules, help, and a fix that makes the change', () => {
    const log = JSON.parse(first.get('sarif')!.stdout) as Log;
    expect(sarifSchema(log), JSON.stringify(sarifSchema.errors)).toBe(true);
    const [sarifRun] = log.runs;
    expect(
      sarifRun!.results!.map((result) => [result.ruleId, result.level, result.suppressions !== undefined]),
    ).toEqual(
      expect.arrayContaining([
        ['no-session-filter', 'warning', false],
        ['toolkit-unknown', 'warning', false],
        ['evaluation-order', 'warning', false],
        ['ignored', 'note', true],
        ['tools-get', 'note', false],
      ]),
    );
    for (const result of sarifRun!.results!)
      expect(sarifRun!.tool.driver.rules![result.ruleIndex!]!.help!.text).not.toBe('');
    const fixed = sarifRun!.results!.find((result) => result.ruleId === 'tools-get')!;
    expect(JSON.stringify(fixed.fixes)).toContain("toolkits: ['github']");
  });

  it('markdown stays below the limit of a comment, also for a run with very much in it', async () => {
    expect(first.get('markdown')!.stdout.length).toBeLessThan(MARKDOWN_LIMIT);
    const many = Array.from({ length: 150 }, (_, index): [string, string] => [
      `src/a-folder-with-a-long-name/file-${index}.ts`,
      AGENT.replace('find', `find${index}`),
    ]);
    const folder = await folderWith({ 'package.json': MANIFEST, ...Object.fromEntries(many) });
    const ran = await run(['--dry-run', '--no-verify', '--format', 'markdown'], { cwd: folder });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('Would migrate 150 of 300 sites in 150 files; 150 need you.');
    expect(ran.stdout.length).toBeLessThan(MARKDOWN_LIMIT);
    expect(ran.stdout).toMatch(/left out here for their length/);
  }, 180_000);

  it('github is chosen in GitHub Actions, and only where no format is given', async () => {
    const folder = await folderWith(CLEAN);
    const env = { GITHUB_ACTIONS: 'true' };
    const project = await folderWith(MANUAL);
    const chosen = await run(['--check', '--no-verify'], { cwd: project, env });
    expect(chosen).toMatchObject({ code: 1 });
    expect(chosen.stdout).toMatch(
      /^::warning file=a\.ts,line=6,col=\d+,title=tools\.get needs you \(no-session-filter\)::/,
    );
    const given = await run(['--check', '--format', 'text'], { cwd: folder, env });
    expect(given).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Nothing to do: no Composio code/) as string,
    });
    const refused = await run(['nope'], { cwd: folder, env });
    expect(refused.code).toBe(2);
    expect(refused.stdout).toMatch(/^::error title=composio-to-sessions%3A path-not-found::/);
  });

  it('an order of the paths given is no order of the report', async () => {
    const folder = await folderWith(PROJECT);
    const paths = ['src/keep.ts', 'src/agent.ts', 'src/connect.ts'];
    const ran = await Promise.all(
      [paths, [...paths].reverse()].map((given) => run(['-d', '--format', 'json', ...given], { cwd: folder })),
    );
    expect(ran[0]!.code).toBe(0);
    expect(withoutTime(ran[1]!.stdout)).toBe(withoutTime(ran[0]!.stdout));
  });
});

describe.each(FORMATS)('exit codes with --format %s', (format) => {
  const ended = async (files: Record<string, string>, ...args: string[]) => {
    const cwd = await folderWith(files);
    const ran = await run([...args, '--no-verify', '--format', format, '-o', 'report.out'], { cwd });
    return { ...ran, report: existsSync(path.join(cwd, 'report.out')) };
  };

  it('0 where nothing is left, 1 where files would change or sites are left, the latter only with --check', async () => {
    const ran = await Promise.all([
      ended(CLEAN, '--check'),
      ended(CHANGING, '--check'),
      ended(MANUAL, '--check'),
      ended(MANUAL, '--dry-run'),
    ]);
    expect(ran.map(({ code, report }) => [code, report])).toEqual([
      [0, true],
      [1, true],
      [1, true],
      [0, true],
    ]);
  }, 180_000);

  it('2 for a bad option; the report says so too where a program reads it', async () => {
    const cwd = await folderWith(CLEAN);
    const ran = await run(['--format', format, '--dryrun'], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/^error: Unknown option '--dryrun'.*--dry-run/);
    if (format === 'json') expect(schema(JSON.parse(ran.stdout))).toBe(true);
    if (format === 'sarif') expect(sarifSchema(JSON.parse(ran.stdout))).toBe(true);
    if (format === 'text') expect(ran.stdout).toBe('');
    else expect(ran.stdout).toContain('dryrun');
  });
});

describe('after writing', () => {
  it('each format tells of what was done, and env files are changed without their values being shown', async () => {
    const files = {
      'package.json': MANIFEST,
      '.env': PROJECT['.env']!,
      '.env.example': PROJECT['.env']!,
      'src/agent.ts': CHANGING['a.ts'],
    };
    for (const format of ['text', 'markdown', 'html', 'json'] as const) {
      const folder = await repositoryWith(files);
      const ran = await run(['--diff', '--verbose', '--format', format], { cwd: folder });
      expect([format, ran.code]).toEqual([format, 0]);
      // The pin of the example file goes: a diff of it would show the lines around.
      const changed = git(folder, 'diff', '--name-only').split('\n');
      expect(changed).toEqual(expect.arrayContaining(['.env.example', 'src/agent.ts']));
      expect(ran.stdout).toContain('.env.example');
      if (format === 'markdown' || format === 'html') expect(ran.stdout).toContain('Lines of env files are not shown');
      expect(ran.stdout.includes(SECRET) || ran.stderr.includes(SECRET)).toBe(false);
      expect(ran.stdout.includes(OLD_SECRET) || ran.stderr.includes(OLD_SECRET)).toBe(false);
      if (format !== 'json') expect(ran.stdout).toContain('Migrated 1 of 1 site in ');
    }
  }, 180_000);
});
