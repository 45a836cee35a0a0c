import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/edit/apply.js';
import { lostComments } from '../../src/edit/lostComments.js';

/** Replaces the part between the two marks `‹…›`, one per edit, by the texts. */
function lost(marked: string, ...texts: string[]): string[] {
  const edits: { start: number; end: number; text: string }[] = [];
  let before = '';
  for (const [index, part] of marked.split(/[‹›]/).entries()) {
    if (index % 2 === 1)
      edits.push({ start: before.length, end: before.length + part.length, text: texts.shift() ?? '' });
    before += part;
  }
  const full = edits.map((edit) => ({ ...edit, group: 'g', transform: 'tools-get', reason: '' }));
  return lostComments('a.ts', before, applyEdits(before, full), full).map(({ line, text }) => `${line} ${text}`);
}

describe('lostComments', () => {
  it('names each comment that went, with its line', () => {
    expect(lost('f({\n  a,\n‹  // pinned\n  // for now\n  b, /* b */ // c\n›});\n')).toEqual([
      '3 // pinned for now',
      '5 /* b */',
      '5 // c',
    ]);
  });

  it('counts what was moved, or is a block comment now, as still there', () => {
    expect(lost('‹›f(‹a, // one\n› b);\n', '// one\n', '')).toEqual([]);
    expect(lost('const a = () => f(‹a, // one\n b›);\n', '/* one */ b')).toEqual([]);
    expect(lost('f(‹{\n    /* one\n       two */ a }›);\n', '/* one\n  two */ a')).toEqual([]);
  });

  it('tells two comments with the same words apart', () => {
    expect(lost('// same\nf(‹a, // same\n› b);\n')).toEqual(['2 // same']);
  });

  it('takes no text for a comment', () => {
    expect(lost("f(‹'https://a.b', ›c);\n")).toEqual([]);
  });
});
