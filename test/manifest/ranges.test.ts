import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { gte, minVersion } from 'semver';
import { kindOfRange, raiseRange, smallestOf } from '../../src/manifest/ranges.js';

describe('ranges of package.json', () => {
  it.each([
    ['^0.6.3', 'caret', '0.6.3'],
    ['^0.1.8-alpha.0', 'caret', '0.1.8-alpha.0'],
    ['~0.6', 'tilde', '0.6.0'],
    ['0.10.0', 'exact', '0.10.0'],
    ['=0.10.0', 'exact', '0.10.0'],
    ['v0.10.0', 'exact', '0.10.0'],
    ['>=0.6.0', 'at-least', '0.6.0'],
    ['>0.6.0', 'at-least', '0.6.1'],
    ['0.6.x', 'x-range', '0.6.0'],
    ['0.6', 'x-range', '0.6.0'],
    ['0', 'x-range', '0.0.0'],
    ['*', 'any', null],
    ['', 'any', null],
    ['latest', 'latest', null],
    ['next', 'tag', null],
    ['>=0.6.0 <0.9.0', 'compound', '0.6.0'],
    ['^0.6.0 || ^0.8.0', 'compound', '0.6.0'],
    ['0.6.0 - 0.8.0', 'compound', '0.6.0'],
    ['workspace:*', 'workspace', null],
    ['workspace:^0.6.0', 'workspace', null],
    ['catalog:', 'catalog', null],
    ['catalog:ai', 'catalog', null],
    ['git+https://github.com/x/y.git', 'source', null],
    ['github:x/y', 'source', null],
    ['x/y', 'source', null],
    ['file:../core', 'source', null],
    ['npm:@other/core@0.6.0', 'source', null],
  ])('%s is %s', (range, kind, smallest) => {
    expect(kindOfRange(range)).toBe(kind);
    expect(smallestOf(range)).toBe(smallest);
  });

  it.each([
    ['^0.6.3', '0.11.0', '^0.11.0'],
    ['^0.6', '0.11.0', '^0.11'],
    ['^0.6', '0.9.2', '^0.9.2'],
    ['^0', '0.11.0', '^0.11.0'],
    ['~0.6.3', '0.11.0', '~0.11.0'],
    ['0.6.3', '0.11.0', '0.11.0'],
    ['=0.6.3', '0.11.0', '=0.11.0'],
    ['v0.6.3', '0.11.0', 'v0.11.0'],
    ['>=0.6.3', '0.11.0', '>=0.11.0'],
    ['>= 0.6.3', '0.11.0', '>= 0.11.0'],
    ['>0.6.3', '0.11.0', '>=0.11.0'],
    ['0.6.x', '0.11.0', '0.11.x'],
    ['0.6.*', '0.11.0', '0.11.*'],
    ['0.6', '0.11.0', '0.11'],
    ['0.x', '0.11.0', '0.11.x'],
    ['^0.2.7-alpha.4', '0.11.0', '^0.11.0'],
  ])('%s is raised to %s as %s: the style stays', (range, target, raised) => {
    expect(raiseRange(range, target)).toBe(raised);
  });

  it.each([
    '^0.13.1',
    '0.11.0',
    '>=0.11.0',
    '^1.0.0',
    '*',
    'latest',
    'next',
    'workspace:*',
    'catalog:',
    '>=0.6 <0.9',
    'x/y',
  ])('%s is never lowered nor touched', (range) => {
    expect(raiseRange(range, '0.11.0')).toBeNull();
  });

  it('never lowers any range, and a raised one allows the target and nothing below it but for x-ranges', () => {
    const number = fc.integer({ min: 0, max: 30 });
    const version = fc.tuple(fc.integer({ min: 0, max: 1 }), number, number).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(fc.constantFrom('^', '~', '', '=', '>=', '>'), version, version, (operator, from, target) => {
        const raised = raiseRange(operator + from, target);
        const before = minVersion(operator + from)!;
        if (raised === null) return gte(before, target);
        return minVersion(raised)!.version === target && gte(target, before);
      }),
    );
  });
});
