import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, longest first. Begun last, one of them would leave the other cores with nothing to do;
 * a file that is missing here only costs time. What `types` and `never-wider` look at is made by `wire`.
 */
const SLOW = [
  'wire/wire',
  'interactive/dialogue',
  'package/packed',
  'bad-input/rows-files',
  'fixtures',
  'bad-input/rows-runs',
  'properties/properties',
  'scale/scale',
  'manifest/registry',
  'sdk/description',
  'fixtureTypes',
  'transforms/plain',
  'cli/endToEnd',
  'bad-input/rows-code',
  'wire/types',
  'wire/check',
  'package/documents',
  'wire/never-wider',
  'cli/around',
  'project/partial',
  'browser/report',
];

const TESTS = path.join(import.meta.dirname, '..');

function rank(file: string): number {
  const name = path.relative(TESTS, file).replaceAll(path.sep, '/');
  const at = SLOW.indexOf(name.replace(/\.test\.ts$/, ''));
  return at < 0 ? SLOW.length : at;
}

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted].sort((one, other) => rank(one.moduleId) - rank(other.moduleId));
  }
}
