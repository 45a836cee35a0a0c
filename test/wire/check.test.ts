import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, SiteReport } from '../../src/report/report.js';
import { startBackend, type Backend } from './backend.js';
import { problems } from './check.js';
import { loadProgram } from './program.js';
import { runProgram, type Comparison, type RunResult } from './run.js';

/** A report with these sites, in one file. */
function reportOf(file: string, sites: Partial<SiteReport>[]): Report {
  const full = sites.map((site): SiteReport => ({
    line: 1,
    column: 1,
    api: 'tools.execute',
    outcome: 'migrated',
    effect: 'differs',
    transform: 'tools-execute',
    notes: [{ code: 'retries', message: '' }],
    ...site,
  }));
  return {
    schemaVersion: 1,
    tool: { name: 'composio-to-sessions', version: '0.0.0' },
    mode: 'write',
    summary: {
      files: { scanned: 1, candidates: 1, changed: 1, failed: 0 },
      sites: { total: full.length, migrated: full.length, manual: 0, kept: 0 },
      durationMs: 0,
    },
    files: [{ path: file, status: 'changed', sites: full, notes: [] }],
    notes: [],
    nextSteps: [],
  };
}

const note = (...codes: SiteReport['notes'][number]['code'][]) => codes.map((code) => ({ code, message: '' }));

/** Replaces the direct execute of a program (whatever its arguments) by other text. */
const EXECUTE = /composio\.tools\.execute\([\s\S]*?\n\s*\}\)/;

describe('the check of a migration notices', () => {
  let backend: Backend;
  const befores = new Map<string, RunResult>();
  beforeAll(async () => {
    backend = await startBackend();
  });
  afterAll(() => backend.close());

  /** Runs a program and a hand-made migration of it, and gives what the check finds. */
  async function check(name: string, migration: (text: string) => string, sites: Partial<SiteReport>[]) {
    const program = loadProgram(name);
    const copy = mkdtempSync(path.join(os.tmpdir(), 'wire-check-'));
    try {
      cpSync(program.folder, copy, { recursive: true });
      const file = path.join(copy, program.entry);
      const text = migration(readFileSync(file, 'utf8'));
      writeFileSync(file, text);
      const before =
        befores.get(name) ?? (await runProgram(backend, program.folder, program.entry, program.expectation.env));
      befores.set(name, before);
      const after = await runProgram(backend, copy, program.entry, program.expectation.env);
      const comparison: Comparison = {
        program: name,
        before,
        after,
        report: reportOf(program.entry, sites),
        files: { [program.entry]: text },
        changed: [program.entry],
      };
      return problems(program, comparison).join('\n');
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }

  const account = (config: string) => (text: string) =>
    text.replace(
      EXECUTE,
      `(await composio.create('dave', ${config})).execute('GITHUB_GET_A_REPOSITORY', { repo: 'octo/site' })`,
    );
  const right = "{ toolkits: ['github'], connectedAccounts: { github: ['ca_dave_github_work'] } }";
  const accountSites = [{ notes: note('account-owner', 'retries') }];

  it('nothing in a right migration', async () => {
    expect(await check('execute-account', account(right), accountSites)).toBe('');
  });

  it('a connected account that does not reach the session', async () => {
    const found = await check('execute-account', account("{ toolkits: ['github'] }"), accountSites);
    expect(found).toContain('after: output');
    expect(found).toContain('ca_dave_github_home');
    expect(found).toContain('after: sessions');
  });

  it('a session without its limit, though the output is the same', async () => {
    const wide = account("{ connectedAccounts: { github: ['ca_dave_github_work'] } }");
    expect(await check('execute-account', wide, accountSites)).toContain('after: sessions');
  });

  it('a site that is not in the report, and one whose note is missing', async () => {
    expect(await check('execute-account', account(right), [])).toContain('sites');
    expect(await check('execute-account', account(right), [{}])).toContain('sites');
  });

  it('a direct request that is left', async () => {
    expect(await check('execute-account', (text) => text, accountSites)).toContain('after: direct requests left');
  });

  it('a file changed for a site that was to stay', async () => {
    const sites: Partial<SiteReport>[] = [{ outcome: 'manual', code: 'no-user' }];
    const found = await check('execute-no-user', (text) => `${text}\n`, sites);
    expect(found).toContain('files changed');
  });

  it('an auth config that was not lifted', async () => {
    const unlifted = (text: string) =>
      text.replace(
        EXECUTE,
        "(await composio.create('carol', { toolkits: ['github'] })).execute('GITHUB_GET_A_REPOSITORY', {})",
      );
    expect(await check('lift-constant', unlifted, [])).toContain('after: exit code 1');
  });

  it('a result that lost its shape', async () => {
    const bare = (text: string) =>
      text.replace(
        EXECUTE,
        "(await composio.create('alice', { toolkits: ['slack'] })).execute('SLACK_SEND_MESSAGE', { channel: '#dev' })",
      );
    expect(await check('execute-cast', bare, [{}])).toContain('["undefined #dev"]');
  });

  it('an argument that is read too late', async () => {
    const late = (text: string) =>
      text.replace(
        EXECUTE,
        "(await composio.create('alice', { toolkits: ['slack'] })).execute('SLACK_SEND_MESSAGE', { text })",
      );
    expect(await check('order-mutable-variable', late, [{}])).toContain('["second"]');
  });

  it('arguments that are evaluated after a session is made', async () => {
    const late = (text: string) =>
      text.replace(
        EXECUTE,
        "(await composio.create('alice', { toolkits: ['github'] })).execute('GITHUB_GET_A_REPOSITORY', read(text))",
      );
    expect(await check('order-throwing-arguments', late, [{}])).toContain('after: sessions');
  });

  it('meta tools that nobody announces, and "same" where the output is another', async () => {
    const meta = (text: string) =>
      text.replace(/composio\.tools\.get\(.*\)/, "(await composio.create('alice', { toolkits: ['github'] })).tools()");
    const sites: Partial<SiteReport>[] = [{ api: 'tools.get', effect: 'same', notes: [] }];
    const found = await check('get-one-slug', meta, sites);
    expect(found).toContain('a session shows meta tools, and no site says so');
    expect(found).toContain('every migrated site says "same", but the output differs');
  });

  it('a difference that no note says, and a note that no request shows', async () => {
    const noRetries: Partial<SiteReport>[] = [{ notes: note('account-owner') }];
    expect(await check('execute-account', account(right), noRetries)).toContain(
      'the requests show retries, and no note says it',
    );
    const noOwner: Partial<SiteReport>[] = [{ notes: note('retries') }];
    expect(await check('execute-account', account(right), noOwner)).toContain('the requests show account-owner');
    const tooMany: Partial<SiteReport>[] = [{ notes: note('account-owner', 'retries', 'version-unpinned') }];
    expect(await check('execute-account', account(right), tooMany)).toContain(
      'a note says version-unpinned, and no request shows it',
    );
  });

  it('other requests in effect, though the output is the same', async () => {
    const otherArguments = (text: string) =>
      account(right)(text).replace("{ repo: 'octo/site' })", "{ repo: 'octo/site', more: 1 })");
    expect(await check('execute-account', otherArguments, accountSites)).toContain('other requests in effect');
  });
});
