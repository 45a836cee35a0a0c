import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problems } from './check.js';
import { loadProgram, programNames } from './program.js';
import { startResults, type Results } from './results.js';

/**
 * Each program runs on the real SDK before and after its migration by the built command: same output, the expected
 * sessions, no direct request left, every site accounted for.
 */
describe('programs on the wire, before and after', () => {
  let results: Results;
  beforeAll(async () => {
    results = await startResults(2);
  });
  afterAll(() => results.close());

  it('are at least sixty, with agents of several turns among them', () => {
    const names = programNames();
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(names.filter((name) => name.startsWith('agent-')).length).toBeGreaterThanOrEqual(5);
  });

  for (const name of programNames()) {
    it(`${name}: ${loadProgram(name).expectation.shows}`, { timeout: 180_000 }, async () => {
      const found = problems(loadProgram(name), await results.of(name));
      expect(found.join('\n'), `test/wire/programs/${name}`).toBe('');
    });
  }
});
