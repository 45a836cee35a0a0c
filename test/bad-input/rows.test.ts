/** Every row of the list of bad input has a test here that goes through the real command. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROWS = 22;

it('every row from 1 to 22 has its test', () => {
  const found = new Set<number>();
  const files = readdirSync(import.meta.dirname).filter((name) => /^rows-\w+\.test\.ts$/.test(name));
  // Where the package is installed anyway.
  for (const name of [...files, '../package/packed.test.ts']) {
    const text = readFileSync(path.join(import.meta.dirname, name), 'utf8');
    for (const match of text.matchAll(/^ {2}it\('row (\d+): /gm)) found.add(Number(match[1]));
  }
  expect([...found].sort((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, index) => index + 1));
});
