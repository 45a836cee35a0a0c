/**
 * A migration cannot hurt: random but valid programs through the pipeline, in one process.
 *
 * A failure prints the seed, the path to the smallest program that shows it, that program, and what became of it. Run
 * it again with `PROPERTY_SEED=<seed>`; once it is mended, keep the program as a fixture. `PROPERTY_RUNS` makes the
 * search longer.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawOptions } from '../../src/commands/options.js';
import { checkBatch, orderMatters, shown } from './check.js';
import { applied, migrate, textsOf, typeErrors } from './pipeline.js';
import { makeProgram, programModel, type Program, type ProgramModel } from './programs.js';

/** Seeds that stay, so that every run shows the same; one more is drawn anew each time. */
const SEEDS = [11, 23, 37];
const FRESH = Number(process.env.PROPERTY_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Batches per seed. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 2);
/** Programs that are files of one project. */
const BATCH = 10;
/** Milliseconds; a busy machine does less instead of taking longer. */
const TIME_PER_SEED = process.env.PROPERTY_RUNS === undefined ? 9_000 : 3_600_000;

const batch = fc.array(programModel, { minLength: 1, maxLength: BATCH, size: 'max' });
const options: fc.Arbitrary<RawOptions> = fc.constantFrom(
  {},
  {},
  { tools: 'meta' },
  { tools: 'meta' },
  { tools: 'direct' },
  { strict: true },
  { sandbox: false, manageConnections: false },
);

const programsOf = (models: readonly ProgramModel[]): Program[] =>
  models.map((model, index) => makeProgram(model, index));
const sampled = (seed: number, count: number): Program[] =>
  programsOf(fc.sample(programModel, { seed, numRuns: count }));

async function hold(seed: number): Promise<void> {
  const property = fc.asyncProperty(batch, options, async (models, raw) => {
    const { problems } = await checkBatch(programsOf(models), raw);
    expect(problems.map(shown).join('\n\n')).toBe('');
  });
  await fc.assert(property, { seed, numRuns: RUNS, interruptAfterTimeLimit: TIME_PER_SEED });
}

describe('random programs', { timeout: 3_600_000 }, () => {
  it('are valid before, and make use of every outcome', async () => {
    const programs = sampled(1, 40);
    expect(typeErrors(textsOf(programs))).toEqual([]);
    // Each is a project of its own: together they name many auth configs for one toolkit.
    const sites = { total: 0, migrated: 0, manual: 0 };
    for (const program of programs) {
      const { summary } = (await migrate(textsOf([program]), { tools: 'meta' })).report;
      expect(summary.files.failed).toBe(0);
      sites.total += summary.sites.total;
      sites.migrated += summary.sites.migrated;
      sites.manual += summary.sites.manual;
    }
    // Programs that all stay as they are would prove nothing. Some name two auth configs for one toolkit by themselves.
    expect(sites.migrated).toBeGreaterThan(sites.total * 0.4);
    expect(sites.manual).toBeGreaterThan(sites.total / 20);
  });

  const law =
    'account for every site once, parse, change nothing outside of their edits, keep style and comments, bring no type error, reach no more, do the same, and change once (seed %i)';
  it.each(SEEDS)(law, (seed) => hold(seed));
  it(`${law.replace('%i', String(FRESH))}, drawn anew`, () => hold(FRESH));

  it('come out alike in whatever order the files are given', async () => {
    expect(await orderMatters(sampled(3, BATCH))).toEqual([]);
  });

  it('get from the diff of a dry run, by git apply, exactly what writing gives', async () => {
    const texts = textsOf(sampled(FRESH, BATCH));
    const result = await migrate(texts);
    const diff = result.report.files.map((file) => file.diff ?? '').join('');
    expect(diff).not.toBe('');
    const folder = mkdtempSync(path.join(os.tmpdir(), 'properties-'));
    try {
      const bytes = ({ text, bom }: { text: string; bom: boolean }): string => (bom ? `\uFEFF${text}` : text);
      for (const one of texts) {
        mkdirSync(path.join(folder, path.dirname(one.path)), { recursive: true });
        writeFileSync(path.join(folder, one.path), bytes(one));
      }
      execFileSync('git', ['init', '-q'], { cwd: folder });
      execFileSync('git', ['apply', '-'], { cwd: folder, input: diff });
      for (const one of applied(texts, result)) {
        expect([FRESH, readFileSync(path.join(folder, one.path), 'utf8')]).toEqual([FRESH, bytes(one)]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
