/** `npm run mutation` takes minutes; that its list fits the source is checked here. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MUTATIONS } from './mutations.mjs';

const PROJECT = path.join(import.meta.dirname, '../..');

describe('the list of mutations', () => {
  it('breaks at least ten laws or rules', () => {
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(10);
    expect(new Set(MUTATIONS.map((one) => one.name)).size).toBe(MUTATIONS.length);
  });

  it.each(MUTATIONS)(
    '$name finds its place in the source exactly once, and its tests',
    ({ file, find, replace, tests }) => {
      const text = readFileSync(path.join(PROJECT, file), 'utf8');
      expect(text.split(find).length - 1).toBe(1);
      expect(text.replace(find, () => replace)).not.toBe(text);
      expect(tests.map(([test]) => existsSync(path.join(PROJECT, test)))).not.toContain(false);
    },
  );
});
