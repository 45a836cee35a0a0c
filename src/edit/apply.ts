/** Puts edits into a text, and into nothing but their ranges. */
import MagicString from 'magic-string';
import type { Edit } from './edit.js';
import { eolOf } from './style.js';

/** Two edits that claim the same text. */
export class OverlapError extends Error {
  constructor(
    readonly first: Edit,
    readonly second: Edit,
  ) {
    super(`edits overlap: ${describe(first)} and ${describe(second)}`);
    this.name = 'OverlapError';
  }
}

function describe(edit: Edit): string {
  return `${edit.transform} (${edit.group}) at ${edit.start}–${edit.end}`;
}

/**
 * Applies edits. A line break in the text of an edit becomes the one of the file, in a mixed file that of the line
 * where the edit begins. Insertions at one position keep the order in which they are given; one at the start of a
 * replaced range stands before the new text, one at its end after it.
 *
 * @throws OverlapError when two edits claim the same text; RangeError for an edit that lies outside of the text
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = inOrder(text, edits);
  if (sorted.length === 0) return text;
  const result = new MagicString(text);
  // Replacements first: they would take the insertions at their ends with them.
  for (const edit of sorted) {
    if (edit.start === edit.end) continue;
    const replacement = withEol(text, edit);
    if (replacement === '') result.remove(edit.start, edit.end);
    else result.update(edit.start, edit.end, replacement);
  }
  for (const edit of sorted) if (edit.start === edit.end) result.appendLeft(edit.start, withEol(text, edit));
  return result.toString();
}

/** The edits in the order in which their texts stand in the result. */
function inOrder(text: string, edits: readonly Edit[]): Edit[] {
  for (const edit of edits) {
    if (edit.start < 0 || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edit outside of the text: ${describe(edit)} of ${text.length}`);
    }
  }
  const sorted = edits
    .filter((edit) => edit.start !== edit.end || edit.text !== '')
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index)
    .map(({ edit }) => edit);
  let last: Edit | undefined;
  for (const edit of sorted) {
    if (last && edit.start < last.end) throw new OverlapError(last, edit);
    if (!last || edit.end > last.end) last = edit;
  }
  return sorted;
}

/** The text of an edit with the line breaks that it gets. @param text the text before */
export function withEol(text: string, edit: Edit): string {
  if (!edit.text.includes('\n')) return edit.text;
  return edit.text.replace(/\r?\n/g, nearestEol(text, edit.start));
}

/** The line break that ends the line of an offset; on a last line, the one before it; else the commonest. */
function nearestEol(text: string, offset: number): '\n' | '\r\n' {
  let at = text.indexOf('\n', offset);
  if (at < 0) at = text.lastIndexOf('\n', offset);
  if (at < 0) return eolOf(text);
  return text[at - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * Checks that a changed text differs from the old one inside the given edits only.
 *
 * @returns the first difference outside of them in words; null when there is none
 */
export function changedOutside(before: string, after: string, edits: readonly Edit[]): string | null {
  let from = 0;
  let to = 0;
  for (const edit of [...inOrder(before, edits), undefined]) {
    const kept = before.slice(from, edit?.start ?? before.length);
    const found = after.slice(to, edit ? to + kept.length : undefined);
    if (kept !== found) return `the text after offset ${from} changed: ${JSON.stringify(firstDifference(kept, found))}`;
    if (!edit) return null;
    to += kept.length;
    const text = withEol(before, edit);
    if (after.slice(to, to + text.length) !== text) return `the text of ${describe(edit)} is not there`;
    from = edit.end;
    to += text.length;
  }
  return null;
}

function firstDifference(kept: string, found: string): { was: string; is: string } {
  let at = 0;
  while (at < kept.length && kept[at] === found[at]) at++;
  return { was: kept.slice(at, at + 40), is: found.slice(at, at + 40) };
}

/** Offset in the changed text of an offset that no edit replaces. */
export function mapOffset(text: string, offset: number, edits: readonly Edit[]): number {
  let shift = 0;
  for (const edit of inOrder(text, edits)) {
    if (edit.end > offset) break;
    shift += withEol(text, edit).length - (edit.end - edit.start);
  }
  return offset + shift;
}
