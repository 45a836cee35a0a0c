import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { TRANSFORM_NAMES } from '../../src/sdk/transforms.js';
import { ensureBuilt, folderWith, run, runProcess } from './command.js';

beforeAll(ensureBuilt);

const matchesSchema = new Ajv2020().compile(
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../src/report/data/report.schema.json'), 'utf8'),
  ) as object,
);

const PLAIN = 'export const a = 1;\n';

describe('bad use: exit code 2, one clear line on stderr, nothing on stdout', () => {
  it.each<[string[], RegExp]>([
    [['--dryrun'], /--dry-run/],
    [['--frmat', 'json'], /--format/],
    [['nope'], /nope/],
    [['src/*.jsx'], /matches no file/],
    [['-t', 'tool-get'], /tools-get/],
    [['-t'], /--transform/],
    [['--auth-config', 'x'], /--auth-config/],
    [['--auth-config', 'ac_1=githb'], /github/],
    [['--tools', 'all'], /--tools/],
    [['--format', 'xml'], /--format/],
    [['--ext', 'go'], /--ext/],
    [['--jobs', 'x'], /--jobs/],
    [['-i'], /terminal/],
    [['-i', '--check'], /--check/],
    [['--baseline', 'x.json'], /--check/],
    [['-o', 'no/such/file'], /--output/],
    [['undo'], /no run/],
    [['undo', '--force'], /--force/],
    [['explain'], /code/],
    [['explain', 'no-usr'], /no code/],
    [['list', 'extra'], /arguments/],
    [['completion', 'powershell'], /powershell/],
  ])('%j', async (args, message) => {
    const cwd = await folderWith({ 'src/a.ts': PLAIN });
    const ran = await run(args, { cwd, env: { XDG_CACHE_HOME: cwd } });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    const [first = ''] = ran.stderr.split('\n');
    expect(first).toMatch(/^error: /);
    expect(first).toMatch(message);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('with --format json stdout is one JSON document, always', () => {
  it.each<[string[], string]>([
    [['--format', 'json', '--dryrun'], 'bad-option'],
    [['--jobs', 'x', '--format=json'], 'bad-option'],
    [['--format', 'json', 'nope'], 'path-not-found'],
    [['src', '--format', 'json', '--ignore', 'src'], 'nothing-matched'],
    [['--format', 'json', '-t', 'x'], 'unknown-transform'],
    [['--format', 'json', '-i'], 'no-terminal'],
    [['--format', 'json', '--auth-config', 'x'], 'bad-auth-config'],
    [['--format', 'json', '--check', '--baseline', 'x'], 'bad-baseline'],
    [['undo', '--format', 'json'], 'nothing-to-undo'],
    [['--format', 'json', 'undo'], 'nothing-to-undo'],
    [['explain', 'no-usr', '--format', 'json'], 'unknown-code'],
    [['list', 'x', '--format', 'json'], 'bad-option'],
  ])('%j is refused with %s', async (args, code) => {
    const cwd = await folderWith({ 'src/a.ts': PLAIN });
    const ran = await run(args, { cwd, env: { XDG_CACHE_HOME: cwd } });
    const report = JSON.parse(ran.stdout) as Report;
    expect(ran.code).toBe(2);
    expect(report).toMatchObject({ schemaVersion: 1, files: [], error: { code } });
    expect(report.error?.message).not.toContain('\n');
    expect(matchesSchema(report)).toBe(true);
  });

  it('also when there is nothing to do', async () => {
    const ran = await run(['--format', 'json'], { cwd: await folderWith({ 'a.ts': PLAIN }) });
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ mode: 'write', summary: { files: { scanned: 1 } }, files: [] });
  });
});

describe('what is light', () => {
  it('--version prints the version of the package', async () => {
    const ran = await runProcess(['--version'], { cwd: await folderWith({}) });
    const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect(ran).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('--help names every option of the contract and fits in 80 columns', async () => {
    const ran = await runProcess(['--help'], { cwd: await folderWith({}) });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    for (const option of CONTRACT) expect(ran.stdout).toMatch(new RegExp(`(?:^|[\\s,])${option}\\b`, 'm'));
    expect(ran.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('list prints the transforms in order, one line each', async () => {
    const ran = await run(['list'], { cwd: await folderWith({}) });
    const names = ran.stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect([ran.code, names]).toEqual([0, [...TRANSFORM_NAMES]]);
    const json = await run(['list', '--format', 'json'], { cwd: await folderWith({}) });
    expect(JSON.parse(json.stdout)).toMatchObject({ transforms: TRANSFORM_NAMES.map((name) => ({ name })) });
  });

  it('explain prints what a code means, as text and as JSON', async () => {
    const cwd = await folderWith({});
    const text = await run(['explain', 'toolkit-unknown'], { cwd });
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toContain('toolkit-unknown');
    const json = await run(['explain', 'toolkit-unknown', '--format', 'json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({ code: 'toolkit-unknown', kind: 'manual' });
  });

  it('completion scripts hold every option and command', async () => {
    const cwd = await folderWith({});
    for (const shell of ['bash', 'zsh', 'fish']) {
      const ran = await run(['completion', shell], { cwd });
      expect([shell, ran.code]).toEqual([shell, 0]);
      for (const word of ['dry-run', 'auth-config', 'explain', 'toolkit-versions', 'no-terminal'])
        expect(ran.stdout).toContain(word);
    }
    const bash = await run(['completion', 'bash'], { cwd });
    const { execFileSync } = await import('node:child_process');
    const script = `${bash.stdout}\nCOMP_WORDS=(composio-to-sessions --fo) COMP_CWORD=1; _composio_to_sessions; echo "\${COMPREPLY[@]}"`;
    expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split(' ')).toEqual(
      ['--format', '--force'].sort(),
    );
  });
});

describe('paths (bad input, row 11)', () => {
  it('reach the tool as they are: spaces, quotes, ampersands, unicode, a leading dash', async () => {
    const cwd = await folderWith({ "a b/c&d'e/ü$(touch x)/f;g.ts": PLAIN, '-dash/a.ts': PLAIN });
    for (const given of [["a b/c&d'e"], ["a b/c&d'e/ü$(touch x)/f;g.ts"], ['--', '-dash']]) {
      const ran = await runProcess(['--format', 'json', ...given], { cwd });
      expect(ran.code).toBe(0);
      expect(JSON.parse(ran.stdout)).toMatchObject({ summary: { files: { scanned: 1 } } });
    }
  });
});

describe('a closed pipe', () => {
  it('is no failure', async () => {
    const cwd = await folderWith({ 'a.ts': PLAIN });
    const ran = await runProcess(['--help'], { cwd, onStart: (child) => child.stdout?.destroy() });
    expect(ran.stderr).toBe('');
  });
});

const CONTRACT = [
  ...['-d, --dry-run', '--check', '--diff', '-i, --interactive', '-t, --transform', '--auth-config', '--tools'],
  ...['--allow-wider', '--no-sandbox', '--no-manage-connections', '--strict', '--baseline', '--resolve-auth-configs'],
  ...[
    '--todo',
    '--no-todo',
    '--no-verify',
    '--no-upgrade',
    '--offline',
    '--format',
    '-o, --output',
    '--ignore',
    '--no-gitignore',
  ],
  ...['--ext', '--force', '--jobs', '--quiet', '--verbose', '--no-color', 'list', 'explain', 'undo'],
];
