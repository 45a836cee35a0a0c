/** What has to go with a piece of code that is removed: its comma, its line, a blank line too many. */
import type { Range } from '../analyze/facts.js';
import { lineEnd, lineStart } from './tree.js';

/**
 * Ranges to delete so that some items of a comma-separated list go. At least one item stays.
 *
 * @param items all items in order, as ranges in `text`
 * @param gone indices of those that go
 */
export function removeItems(text: string, items: readonly Range[], gone: ReadonlySet<number>): Range[] {
  const ranges: Range[] = [];
  for (let first = 0; first < items.length; first++) {
    if (!gone.has(first)) continue;
    let last = first;
    while (gone.has(last + 1)) last++;
    ranges.push(...removeRun(text, items, first, last));
    first = last;
  }
  return ranges;
}

function removeRun(text: string, items: readonly Range[], first: number, last: number): Range[] {
  const { start } = items[first] as Range;
  const { end } = items[last] as Range;
  const previous = items[first - 1];
  const next = items[last + 1];
  const comma = commaAfter(text, end);
  const afterComma = comma === undefined ? end : comma + 1;
  const lines = wholeLines(text, start, afterComma);
  if (lines && (!next || next.start >= lines.end)) {
    const needsComma = next !== undefined || comma !== undefined || !previous;
    const before = needsComma ? undefined : commaAfter(text, previous.end);
    return before === undefined ? [lines] : [{ start: before, end: before + 1 }, lines];
  }
  if (next) return [{ start, end: next.start }];
  return [{ start: previous?.end ?? start, end }];
}

/** Offset of the comma that follows an offset, with only white space and comments between; undefined when none does. */
export function commaAfter(text: string, offset: number): number | undefined {
  const skipped = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*/.exec(text.slice(offset))?.[0].length ?? 0;
  return text[offset + skipped] === ',' ? offset + skipped : undefined;
}

/**
 * The lines of a range, its last line break included, when nothing but white space stands before it and nothing but
 * white space or a comment after it; undefined when it shares its lines with other code.
 */
export function wholeLines(text: string, start: number, end: number): Range | undefined {
  const from = lineStart(text, start);
  if (text.slice(from, start).trim() !== '') return undefined;
  const rest = text.slice(end, lineEnd(text, end));
  if (!/^\s*(\/\*((?!\*\/).)*\*\/\s*)?(\/\/.*)?$/.test(rest)) return undefined;
  const lineBreak = text.indexOf('\n', end);
  return { start: from, end: lineBreak < 0 ? text.length : lineBreak + 1 };
}

/** Range to delete for a statement: its lines, or just the statement where it shares them. */
export function removeStatement(text: string, statement: Range): Range {
  const lines = wholeLines(text, statement.start, statement.end);
  if (lines) return lines;
  const spaces = /^[^\S\r\n]*/.exec(text.slice(statement.end))?.[0].length ?? 0;
  return { start: statement.start, end: statement.end + spaces };
}

/**
 * Takes a blank line with removed lines where it would come to stand beside another one, or at the start of a block.
 *
 * @param ranges what is removed, in order; those that touch count as one
 */
export function closeGaps(text: string, ranges: readonly Range[]): Range[] {
  let start = -1;
  return ranges.map((range, index) => {
    if (start < 0) start = range.start;
    if (ranges[index + 1]?.start === range.end) return range;
    const from = start;
    start = -1;
    const above = text.slice(0, from);
    const isWhole =
      from === lineStart(text, from) && range.end === lineStart(text, range.end) && range.end < text.length;
    const opensHere = above === '' || /(^|\n)[^\S\n]*\r?\n$/.test(above) || /[{([]\s*\r?\n$/.test(above);
    // Documentation that stays stands in front of what follows.
    const isDocumented = /^\s*\/\//.test(text.slice(from)) && /\*\/[^\S\n]*\r?\n$/.test(above);
    const blankBelow = /^[^\S\n]*\r?\n/.exec(text.slice(range.end))?.[0].length ?? 0;
    return { start: range.start, end: range.end + (isWhole && (opensHere || isDocumented) ? blankBelow : 0) };
  });
}
