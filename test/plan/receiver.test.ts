import { describe, expect, it } from 'vitest';
import { asReceiver, inLowerCase, listInLowerCase } from '../../src/plan/receiver.js';

describe('a receiver', () => {
  it.each([
    ['user!.toolkits', 'user!.toolkits'],
    ['a ?? b', '(a ?? b)'],
    ['list(a, "b")', 'list(a, "b")'],
  ])('%s', (text, written) => {
    expect(asReceiver(text)).toBe(written);
  });
});

describe('a toolkit in lower case', () => {
  it.each([
    ['toolkit', 'toolkit.toLowerCase()'],
    ['toolkit.toUpperCase()', 'toolkit.toLowerCase()'],
    ['toolkit.toLowerCase()', 'toolkit.toLowerCase()'],
    ['(toolkit.toUpperCase())', 'toolkit.toLowerCase()'],
    ['toolkit.toUpperCase() as string', 'toolkit.toLowerCase()'],
    ['toolkit.toUpperCase()!', 'toolkit.toLowerCase()'],
    ['input\n  .toolkit\n  .toUpperCase()', '(input\n  .toolkit\n  .toUpperCase()).toLowerCase()'],
    ['input.toolkit\n  .toUpperCase()', 'input.toolkit.toLowerCase()'],
    ['toolkit.toUpperCase().trim()', 'toolkit.toUpperCase().trim().toLowerCase()'],
    ['prefix + toolkit.toUpperCase()', '(prefix + toolkit.toUpperCase()).toLowerCase()'],
    ['own ?? other.toUpperCase()', '(own ?? other.toUpperCase()).toLowerCase()'],
    ['toolkit.toLocaleUpperCase()', 'toolkit.toLocaleUpperCase().toLowerCase()'],
    ['(own) ?? (other.toUpperCase())', '((own) ?? (other.toUpperCase())).toLowerCase()'],
    ["'GITHUB'", "'github'"],
    ['"Slack"', '"slack"'],
    ["'A\\x41'", "('A\\x41').toLowerCase()"],
    ['`GITHUB`', '(`GITHUB`).toLowerCase()'],
  ])('%s', (text, written) => {
    expect(inLowerCase(text)).toBe(written);
  });
});

describe('a list of toolkits in lower case', () => {
  it.each([
    ['toolkits', 'toolkits.map((toolkit) => toolkit.toLowerCase())'],
    ['xs.map((x) => x.toUpperCase())', 'xs.map((x) => x.toLowerCase())'],
    ['xs.map((x: string) => x.toUpperCase())', 'xs.map((x: string) => x.toLowerCase())'],
    ['xs.map(x => x.toLowerCase())', 'xs.map(x => x.toLowerCase())'],
    ['(xs.map((x) => x.toUpperCase()) as string[])', 'xs.map((x) => x.toLowerCase())'],
    ['xs.map((x) => y.toUpperCase())', 'xs.map((x) => y.toUpperCase()).map((toolkit) => toolkit.toLowerCase())'],
    [
      'a ?? b.map((x) => x.toUpperCase())',
      '(a ?? b.map((x) => x.toUpperCase())).map((toolkit) => toolkit.toLowerCase())',
    ],
    ['[a, b]', '[a, b].map((toolkit) => toolkit.toLowerCase())'],
  ])('%s', (text, written) => {
    expect(listInLowerCase(text)).toBe(written);
  });
});
