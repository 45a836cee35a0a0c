import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { startBackend } from './backend.js';
import { problems } from './check.js';
import { CLI, COMMAND_ENVIRONMENT } from './command.js';
import { loadProgram, programNames } from './program.js';
import { startResults, type Results } from './results.js';
import { MIGRATE, runProgram, type RunResult } from './run.js';

/**
 * Each program runs on the real SDK before and after its migration by the built command: same output, the expected
 * sessions, no direct request left, every site accounted for.
 */
describe('programs on the wire, before and after', () => {
  let results: Results;
  beforeAll(async () => {
    results = await startResults(3);
  });
  afterAll(() => results.close());

  it('are at least sixty, with agents of several turns among them', () => {
    const names = programNames();
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(names.filter((name) => name.startsWith('agent-')).length).toBeGreaterThanOrEqual(5);
  });

  it('are migrated by the command as users call it', { timeout: 600_000 }, async () => {
    const name = 'lift-constant';
    const { report, files } = await results.of(name);
    const copy = mkdtempSync(path.join(os.tmpdir(), 'wire-cli-'));
    try {
      cpSync(loadProgram(name).folder, copy, { recursive: true });
      rmSync(path.join(copy, 'expect.json'));
      const stdout = execFileSync(process.execPath, [CLI, ...MIGRATE, '.'], {
        cwd: copy,
        env: COMMAND_ENVIRONMENT,
        encoding: 'utf8',
      });
      const own = JSON.parse(stdout) as Report;
      own.summary.durationMs = report.summary.durationMs;
      expect(own).toEqual(report);
      for (const [file, text] of Object.entries(files)) expect(readFileSync(path.join(copy, file), 'utf8')).toBe(text);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('do in threads, with the SDK in one file, what they do alone with the SDK as published', async () => {
    const backend = await startBackend();
    try {
      for (const name of ['agent-two-flows', 'execute-failed', 'execute-error-code', 'agent-openai-provider']) {
        const { before } = await results.of(name);
        const { folder, entry, expectation } = loadProgram(name);
        const alone = await runProgram(backend, folder, entry, expectation.env, { alone: true });
        expect({ ...alone, log: plain(alone.log) }, name).toEqual({ ...before, log: plain(before.log) });
      }
    } finally {
      await backend.close();
    }
  });

  for (const name of programNames()) {
    it(`${name}: ${loadProgram(name).expectation.shows}`, { timeout: 600_000 }, async () => {
      const found = problems(loadProgram(name), await results.of(name));
      expect(found.join('\n'), `test/wire/programs/${name}`).toBe('');
    });
  }
});

/** A log as the results keep it. */
const plain = (log: RunResult['log']): unknown => JSON.parse(JSON.stringify(log));
