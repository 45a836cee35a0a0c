import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, changedOutside, mapOffset, OverlapError } from '../../src/edit/apply.js';
import type { Edit } from '../../src/edit/edit.js';

const edit = (start: number, end: number, text: string, group = 'g'): Edit => ({
  start,
  end,
  text,
  group,
  transform: 'tools-get',
  reason: 'test',
});

describe('applyEdits', () => {
  it('replaces, removes and inserts', () => {
    expect(applyEdits('abcdef', [edit(4, 5, ''), edit(0, 1, 'XY'), edit(3, 3, '-')])).toBe('XYbc-df');
    expect(applyEdits('', [edit(0, 0, 'x')])).toBe('x');
    expect(applyEdits('abc', [])).toBe('abc');
  });

  it('keeps the order of insertions at one position, and puts them around a replacement', () => {
    const edits = [edit(1, 2, 'B'), edit(1, 1, '1'), edit(1, 1, '2'), edit(2, 2, '3'), edit(2, 2, '4')];
    expect(applyEdits('abc', edits)).toBe('a12B34c');
    expect(applyEdits('abc', [edit(1, 2, ''), edit(1, 1, '1'), edit(2, 2, '3')])).toBe('a13c');
  });

  it('names both edits that claim the same text', () => {
    const overlapping = [edit(0, 3, 'x', 'first'), edit(2, 4, 'y', 'second')];
    expect(() => applyEdits('abcdef', overlapping)).toThrow(OverlapError);
    expect(() => applyEdits('abcdef', overlapping)).toThrow(
      /tools-get \(first\) at 0–3 and tools-get \(second\) at 2–4/,
    );
    expect(() => applyEdits('abcdef', [edit(0, 3, 'x'), edit(1, 1, 'y')])).toThrow(OverlapError);
    expect(() => applyEdits('abcdef', [edit(1, 2, 'x'), edit(1, 2, 'x')])).toThrow(OverlapError);
  });

  it('refuses an edit outside of the text', () => {
    expect(() => applyEdits('abc', [edit(2, 4, 'x')])).toThrow(RangeError);
  });

  it('writes line breaks as the file does, as the nearest line in a mixed one', () => {
    expect(applyEdits('a\r\nb\r\n', [edit(3, 3, 'x\ny\n')])).toBe('a\r\nx\r\ny\r\nb\r\n');
    expect(applyEdits('a\r\nb\nc', [edit(0, 0, 'x\n'), edit(3, 3, 'y\n'), edit(6, 6, '\nz')])).toBe(
      'x\r\na\r\ny\nb\nc\nz',
    );
    expect(applyEdits('a\r\nb', [edit(4, 4, '\r\nc')])).toBe('a\r\nb\r\nc');
  });
});

describe('changedOutside', () => {
  it('finds a change that no edit claims', () => {
    const edits = [edit(1, 2, 'XX'), edit(4, 4, '-')];
    expect(changedOutside('abcdef', 'aXXcd-ef', edits)).toBeNull();
    expect(changedOutside('abcdef', 'aXXcd-eF', edits)).toMatch(/after offset 4/);
    expect(changedOutside('abcdef', 'aYYcd-ef', edits)).toMatch(/is not there/);
    expect(changedOutside('abcdef', 'aXXcdef', edits)).not.toBeNull();
    expect(changedOutside('abcdef', 'aXXcd-efg', edits)).not.toBeNull();
  });

  it('agrees with applyEdits, and offsets map, for any edits', () => {
    const source = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', '\t') });
    const spans = fc.array(fc.tuple(fc.nat(6), fc.nat(4), fc.constantFrom('', 'x', '\n', 'y\nz')));
    fc.assert(
      fc.property(source, spans, (text, parts) => {
        const edits: Edit[] = [];
        let at = 0;
        for (const [gap, length, replacement] of parts) {
          const start = at + gap + 1;
          if (start + length > text.length) break;
          edits.push(edit(start, start + length, replacement));
          at = start + length;
        }
        const after = applyEdits(text, edits);
        expect(changedOutside(text, after, edits)).toBeNull();
        const kept = edits.at(-1)?.end ?? 0;
        expect(after.slice(mapOffset(text, kept, edits))).toBe(text.slice(kept));
      }),
    );
  });
});
