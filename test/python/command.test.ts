import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import { ensureBuilt, folderWith, repositoryWith, run } from '../cli/command.js';

const AGENT = `from composio import Composio

composio = Composio()


def load(user_id: str):
    return composio.tools.get(user_id=user_id, toolkits=["GITHUB"])
`;

/** Runs the command with a JSON report. */
async function report(cwd: string, ...args: string[]): Promise<{ code: number; report: Report }> {
  const { code, stdout } = await run(['--format', 'json', ...args], { cwd });
  return { code: code!, report: JSON.parse(stdout) as Report };
}

/** `path:line:column api code` of each site. */
const sites = ({ files }: Report): string[] =>
  files.flatMap((file) => file.sites.map((one) => `${file.path}:${one.line}:${one.column} ${one.api} ${one.code}`));

/** `path code` of each file that failed. */
const failures = ({ files }: Report): string[] =>
  files.flatMap((file) => (file.error ? [`${file.path} ${file.error.code}: ${file.error.message}`] : []));

beforeAll(ensureBuilt);

describe('the command in a Python project', { timeout: 180_000 }, () => {
  it('reports each direct call as a site and leaves every file as it is', async () => {
    const folder = await repositoryWith({ 'app/agent.py': AGENT });
    const ran = await report(folder);
    expect(ran.code).toBe(0);
    expect(sites(ran.report)).toEqual(['app/agent.py:7:27 tools.get python-not-yet']);
    expect(ran.report.summary).toMatchObject({
      files: { scanned: 1, candidates: 1, changed: 0, failed: 0 },
      sites: { total: 1, migrated: 0, manual: 1, kept: 0 },
    });
    expect(ran.report.files[0]!.sites[0]).toMatchObject({
      transform: 'tools-get',
      evidence: 'composio is a Composio client: its value was followed, made in app/agent.py',
    });
    expect(readFileSync(path.join(folder, 'app/agent.py'), 'utf8')).toBe(AGENT);
    expect((await report(folder, '--check')).code).toBe(1);
  });

  it.each(FORMATS)('names the site and its code as %s', async (format) => {
    const folder = await folderWith({ 'agent.py': AGENT });
    const { stdout } = await run(['--dry-run', '--format', format], { cwd: folder });
    expect(stdout).toContain('agent.py');
    expect(stdout).toContain('python-not-yet');
    expect(stdout).toContain('tools.get');
  });

  it('stands beside TypeScript in one repository', async () => {
    const folder = await folderWith({
      'package.json': '{ "dependencies": { "@composio/core": "^0.19.0" } }\n',
      'web/agent.ts':
        "import { Composio } from '@composio/core';\nconst composio = new Composio();\nexport const load = async (user: string) => {\n  const tools = await composio.tools.get(user, { tools: ['GITHUB_GET_REPO'] });\n  return tools;\n};\n",
      'api/agent.py': AGENT,
    });
    const ran = await report(folder, '--dry-run', '--auth-config', 'managed=*');
    expect(ran.report.files.map((file) => [file.path, file.status, file.sites[0]!.outcome])).toEqual([
      ['api/agent.py', 'unchanged', 'manual'],
      ['web/agent.ts', 'changed', 'migrated'],
    ]);
  });

  it('can be told to leave Python out, or to take a single file', async () => {
    const folder = await folderWith({ 'agent.py': AGENT, 'other.py': AGENT, 'a.ts': '// composio\n' });
    expect((await report(folder, '--dry-run', '--ext', 'ts')).report.files).toEqual([]);
    expect(sites((await report(folder, '--dry-run', '--ext', 'py')).report)).toHaveLength(2);
    const one = await report(folder, '--dry-run', 'other.py');
    expect(one.report.files.map((file) => file.path)).toEqual(['other.py']);
  });

  it('follows clients into files that the paths leave out, without reporting them', async () => {
    const folder = await repositoryWith({
      'lib/hub.py': 'from composio import Composio\nsdk = Composio()\nsdk.tools.get(user_id="u", toolkits=["X"])\n',
      'app/agent.py': 'from lib.hub import sdk  # composio\nsdk.tools.get(user_id="u", toolkits=["X"])\n',
    });
    const ran = await report(folder, '--dry-run', 'app/agent.py');
    expect(sites(ran.report)).toEqual(['app/agent.py:2:11 tools.get python-not-yet']);
    expect(ran.report.files[0]!.sites[0]!.evidence).toContain('made in lib/hub.py');
  });

  it('passes a check with ignore comments, and with a baseline', async () => {
    const ignored = AGENT.replace('    return', '    # composio-to-sessions-ignore-next-line: stays\n    return');
    const folder = await folderWith({ 'agent.py': ignored });
    const ran = await report(folder, '--check');
    expect([ran.code, ran.report.summary.sites]).toEqual([0, { total: 1, migrated: 0, manual: 0, kept: 1 }]);
    const other = await folderWith({ 'agent.py': AGENT });
    const { stdout } = await run(['--dry-run', '--format', 'json'], { cwd: other });
    writeFileSync(path.join(other, 'baseline.json'), stdout);
    expect((await report(other, '--check', '--baseline', 'baseline.json')).code).toBe(0);
  });

  it('leaves virtual environments and installed packages out', async () => {
    const files = {
      'agent.py': AGENT,
      '.venv/lib/python3.12/site-packages/x/a.py': AGENT,
      'env/pyvenv.cfg': 'home = /usr\n',
      'env/lib/a.py': AGENT,
      'vendored/site-packages/a.py': AGENT,
      '__pycache__/a.py': AGENT,
      '.tox/py312/a.py': AGENT,
      'environment/a.py': AGENT,
    };
    for (const folder of [await folderWith(files), await repositoryWith(files)]) {
      const ran = await report(folder, '--dry-run');
      expect(ran.report.files.map((file) => file.path)).toEqual(['agent.py', 'environment/a.py']);
    }
  });

  it('says what has to be raised before a call can move to a session', async () => {
    const execute = 'composio.tools.execute("GITHUB_GET_REPO", {}, user_id="u")\n';
    const folder = await folderWith({
      'requirements.txt': 'composio==0.10.7\n',
      'old/pyproject.toml': '[project]\ndependencies = ["composio>=0.8.11"]\n',
      'old/app/agent.py': AGENT,
      'any/requirements/base.txt': 'composio\n',
      'any/agent.py': AGENT + execute,
      'agent.py': AGENT + execute,
    });
    const ran = await report(folder, '--dry-run');
    const hints = ran.report.files.flatMap((file) =>
      file.sites.map((one) => [file.path, one.api, /^raise (.*), and migrate/.exec(one.hint ?? '')?.[1]]),
    );
    expect(hints).toEqual([
      ['agent.py', 'tools.get', undefined],
      ['agent.py', 'tools.execute', 'composio to 0.11.4 or newer (requirements.txt has ==0.10.7)'],
      ['any/agent.py', 'tools.get', undefined],
      ['any/agent.py', 'tools.execute', undefined],
      ['old/app/agent.py', 'tools.get', 'composio to 0.10.0 or newer (old/pyproject.toml has >=0.8.11)'],
    ]);
  });

  it('keeps version pins that Python still reads', async () => {
    const folder = await folderWith({
      'package.json': '{ "dependencies": { "@composio/core": "^0.19.0" } }\n',
      'a.ts': "import { Composio } from '@composio/core';\nexport const composio = new Composio();\n",
      'agent.py': AGENT,
      '.env.example': 'COMPOSIO_TOOLKIT_VERSION_GITHUB=1\n',
    });
    const ran = await report(folder, '--dry-run');
    expect(ran.report.notes.map((note) => note.message)).toEqual([
      expect.stringContaining('It stays here: still read by tools.get in agent.py:7.'),
    ]);
  });
});

describe('bad input in Python', { timeout: 180_000 }, () => {
  it('fails file by file, with a message for each, and the rest is done', async () => {
    const folder = await folderWith({
      'good.py': AGENT,
      'syntax.py': `${AGENT}def broken(:\n`,
      'python2.py': `${AGENT}print "done"\n`,
      'deep.py': `${AGENT}x = ${'['.repeat(5000)}${']'.repeat(5000)}\n`,
      'nul.py': `${AGENT}\0`,
      'latin.py': Buffer.from(`# -*- coding: latin-1 -*-\n${AGENT}name = "\xe9"\n`, 'latin1'),
      'bytes.py': Buffer.from(`${AGENT}name = "\xe9"\n`, 'latin1'),
      'utf16.py': Buffer.from(`\uFEFF${AGENT}`, 'utf16le'),
      'big.py': `${AGENT}${'x = composio.tools.get\n'.repeat(250_000)}`,
      'empty.py': '',
    });
    symlinkSync('loop.py', path.join(folder, 'loop.py'));
    const ran = await report(folder, '--dry-run');
    expect(ran.code).toBe(3);
    expect(sites(ran.report)).toEqual(['good.py:7:27 tools.get python-not-yet']);
    expect(failures(ran.report)).toEqual([
      expect.stringMatching(/^big\.py too-large: The file has 5\.\d MB/),
      'bytes.py not-text: The file is not valid UTF-8.',
      'deep.py parse-error: its code is nested too deeply',
      'latin.py not-text: The file declares the encoding latin-1; save it as UTF-8 to have it migrated.',
      'loop.py read-error: The link leads back to itself.',
      'nul.py not-text: The file holds NUL bytes: it is no source text.',
      'python2.py parse-error: print is a statement of Python 2 in line 8',
      'syntax.py parse-error: a syntax error: ) is missing in line 8',
      'utf16.py not-text: The file is UTF-16; save it as UTF-8 to have it migrated.',
    ]);
  });

  it('is no matter of what a file declares as long as its bytes are ASCII', async () => {
    const folder = await folderWith({ 'a.py': `#!/usr/bin/env python\n# vim: set fileencoding=latin-1 :\n${AGENT}` });
    expect(sites((await report(folder, '--dry-run')).report)).toEqual(['a.py:9:27 tools.get python-not-yet']);
  });

  it('never runs the code', async () => {
    const folder = await folderWith({
      'agent.py': `${AGENT}\nopen("ran", "w")\n`,
      'conftest.py': 'import composio\nopen("ran", "w")\n',
    });
    mkdirSync(path.join(folder, 'bin'));
    const fake = path.join(folder, 'bin/python3');
    writeFileSync(fake, '#!/bin/sh\ntouch ran\n', { mode: 0o755 });
    await run(['--force'], { cwd: folder, env: { PATH: `${path.dirname(fake)}:${process.env.PATH}` } });
    expect(execFileSync('ls', { cwd: folder, encoding: 'utf8' })).not.toContain('ran');
  });
});
