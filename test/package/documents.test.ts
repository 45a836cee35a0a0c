/** What the README and its examples promise, held against the command. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createProgram, type Handlers } from '../../src/commands/program.js';
import { FORMATS } from '../../src/report/index.js';
import { TOOL_NAME, toolVersion } from '../../src/tool.js';
import { COMMAND, addFiles, ensureBuilt, folderWith, git, repositoryWith, run } from '../cli/command.js';
import { migrateFiles } from '../support/fixtureCases.js';
import { PROJECT } from './install.js';

const read = (file: string): string => readFileSync(path.join(PROJECT, file), 'utf8');
const README = read('README.md');
const BLOCKS = [...README.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
  language,
  text,
}));

let folder: string | undefined;
beforeAll(ensureBuilt);
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
  folder = undefined;
});

describe('the README', () => {
  it('shows exactly what the tool makes of its example', async () => {
    const [before, after] = BLOCKS.filter(({ language }) => language === 'ts').map(({ text }) => text);
    const { report, changes } = await migrateFiles(
      new Map([
        ['agent.ts', before as string],
        [
          'model.ts',
          'export declare function runAgent(input: { question: string; tools: unknown }): Promise<string>;\n',
        ],
      ]),
      {},
    );
    expect(changes.map((change) => change.after)).toEqual([after]);
    expect(report.summary.sites).toMatchObject({ total: 4, migrated: 4 });
  });

  it('names every option of the command, and no other', () => {
    const options = createProgram({} as Handlers).options.map(({ flags }) => flags);
    const long = options.flatMap((flags) => flags.match(/--[a-z-]+/g) ?? []).concat('--help');
    const table = README.slice(README.indexOf('## Options'), README.indexOf('## What you can rely on'));
    const cells = table.split('\n').flatMap((line) => /^\| (`-.*?) +\| /.exec(line)?.[1] ?? []);
    const named = cells.flatMap((cell) => cell.match(/--[a-z-]+/g) ?? []);
    expect(named.sort()).toEqual(long.sort());
    for (const format of FORMATS) expect(table).toContain(`\`${format}\``);
  });

  it('has only commands that the command line takes', async () => {
    const taken: string[] = [];
    const take = (name: string) => async (): Promise<void> => void taken.push(name);
    const program = createProgram({
      migrate: take('migrate'),
      list: take('list'),
      explain: take('explain'),
      undo: take('undo'),
      completion: take('completion'),
    });
    for (const command of [program, ...program.commands]) command.exitOverride();
    const documents = [README, read('docs/faq.md'), ...readdirSync(path.join(PROJECT, 'docs/ci')).map(example)];
    const lines = documents.flatMap((text) =>
      [...text.matchAll(/npx (?:--yes )?composio-to-sessions(?:@0\.1)?([^`\n#]*)/g)].map(([, words = '']) =>
        words.trim(),
      ),
    );
    expect(lines.length).toBeGreaterThan(10);
    for (const words of lines) {
      const given = words
        .replaceAll(/["']|[.,;:]$/g, '')
        .split(/\s+/)
        .filter(Boolean);
      await program.parseAsync(given, { from: 'user' });
    }
    expect(taken).toHaveLength(lines.length);
  });

  it('has only links to files that are there', () => {
    for (const file of ['README.md', 'CONTRIBUTING.md', 'docs/faq.md', 'docs/migration-guide.md']) {
      for (const [, target = ''] of read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        expect(existsSync(path.join(PROJECT, path.dirname(file), target)), `${file}: ${target}`).toBe(true);
      }
    }
  });

  it('means the version that package.json has', () => {
    expect(README).toContain(`${TOOL_NAME}-${toolVersion()}.tgz`);
    expect(README).toContain(`"version": "${toolVersion()}"`);
    expect(README).toContain(`${TOOL_NAME}@${toolVersion().replace(/\.\d+$/, '')} `);
    expect(read('CHANGELOG.md')).toContain(`## ${toolVersion()}`);
  });

  it('shows the workflow and the hook that docs/ci has', () => {
    const [workflow, hook] = BLOCKS.filter(({ language }) => language === 'yaml').map(
      ({ text }) => parse(text) as { jobs: { check: { steps: { run?: string }[] } } },
    );
    const full = parse(example('github-actions.yml')) as typeof workflow;
    expect(hook).toEqual(parse(example('pre-commit-config.yaml')));
    const steps = full?.jobs.check.steps.slice(0, 3) ?? [];
    expect({ ...workflow, jobs: null }).toEqual({ ...full, jobs: null });
    expect(`${workflow?.jobs.check.steps.at(-1)?.run} --baseline composio-baseline.json`).toBe(steps.at(-1)?.run);
  });
});

const MIGRATED = `import { Composio } from '@composio/core';

const composio = new Composio();

export async function connect(userId: string, authConfigId: string) {
  return composio.connectedAccounts.link(userId, authConfigId);
}
`;
const NEW_CALL = `
export async function toolsFor(userId: string) {
  return composio.tools.get(userId, { toolkits: ['github'] });
}
`;

describe('the CI examples', () => {
  it('pass with the baseline, and fail on a new direct call with an annotation on its line', async () => {
    folder = await repositoryWith({ 'src/connect.ts': MIGRATED });
    await run(['--check', '--format', 'json', '-o', 'composio-baseline.json'], { cwd: folder });
    const [check, summary] = runsOf('github-actions.yml');
    const clean = await shell(check, folder);
    expect(clean.code, clean.stdout).toBe(0);

    addFiles(folder, { 'src/connect.ts': MIGRATED + NEW_CALL });
    git(folder, 'add', '-A');
    const failing = await shell(check, folder);
    expect(failing.code).toBe(1);
    expect(failing.stdout).toMatch(/^::warning file=src\/connect\.ts,line=10,/m);

    const report = await shell(summary, folder);
    expect(report.code).toBe(0);
    expect(readFileSync(path.join(folder, 'summary.md'), 'utf8')).toContain('src/connect.ts');
  });

  it('hand code scanning a SARIF file', async () => {
    folder = await folderWith({ 'src/connect.ts': MIGRATED });
    const [scan] = runsOf('code-scanning.yml');
    expect((await shell(scan, folder)).code).toBe(0);
    const sarif = JSON.parse(readFileSync(path.join(folder, 'composio-sessions.sarif'), 'utf8')) as {
      version: string;
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('toolkit-unknown');
    expect(example('code-scanning.yml')).toContain('sarif_file: composio-sessions.sarif');
  });

  it('let a commit hook fail while anything is left, and pass when nothing is', async () => {
    const { repos } = parse(example('pre-commit-config.yaml')) as { repos: { hooks: { entry: string }[] }[] };
    const entry = repos[0]?.hooks[0]?.entry;
    folder = await repositoryWith({ 'src/connect.ts': MIGRATED });
    expect((await shell(entry, folder)).code).toBe(1);
    addFiles(folder, {
      'src/connect.ts': MIGRATED.replace(
        /^ {2}return/m,
        '  // composio-to-sessions-ignore-next-line: asked per customer\n$&',
      ),
    });
    expect((await shell(entry, folder)).code).toBe(0);
  });
});

function example(name: string): string {
  return read(`docs/ci/${name}`);
}

/** The commands of a workflow's steps, in order. */
function runsOf(name: string): (string | undefined)[] {
  const { jobs } = parse(example(name)) as { jobs: Record<string, { steps: { run?: string }[] }> };
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
}

/** Runs a line of an example as GitHub Actions does, with the built command in the place of the published one. */
function shell(line: string | undefined, cwd: string): Promise<{ code: number; stdout: string }> {
  const published = `npx --yes ${TOOL_NAME}@0.1 `;
  expect(line).toContain(published);
  const env = { ...process.env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path.join(cwd, 'summary.md') };
  const script = line?.replace(published, `'${process.execPath}' '${COMMAND}' `) ?? '';
  return new Promise((resolve) => {
    execFile('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd, env }, (error, stdout) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout }),
    );
  });
}
