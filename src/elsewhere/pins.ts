import type { Edit } from '../edit/edit.js';
import { isEnvTemplate } from './kinds.js';
import type { ElsewhereFile } from './calls.js';

/** A line of a file with its offsets; `end` is after its line break. */
interface Line {
  text: string;
  start: number;
  end: number;
}

/** An assignment of a pin, also one that is commented out. A value whose quotes do not close goes on below: not ours. */
const PIN_LINE =
  /^\s*#?\s*(?:export\s+)?COMPOSIO_TOOLKIT_VERSION_[A-Z0-9_]+\s*=(?:[^"'\n]*|\s*"[^"\n]*"[^"'\n]*|\s*'[^'\n]*'[^"'\n]*)$/;
const COMMENT_LINE = /^\s*#/;
const OTHER_VARIABLE = /\b(?!COMPOSIO_TOOLKIT_VERSION)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/;

/**
 * Edits that remove the `COMPOSIO_TOOLKIT_VERSION_…` lines of an env template (`.env.example` and the like), with the
 * one comment line directly above that speaks only of them.
 *
 * @param allowed no client of the package has a reader of toolkit versions left, and git tracks the file.
 * @returns no edits for any other file, or where it is not allowed: those pins are only reported.
 */
export function removeVersionPins(file: ElsewhereFile, allowed: boolean): Edit[] {
  if (!allowed || !isEnvTemplate(file.path)) return [];
  const lines = linesOf(file.text);
  const edits: Edit[] = [];
  for (let first = 0; first < lines.length; first++) {
    if (!isPin(lines[first])) continue;
    let last = first;
    while (isPin(lines[last + 1])) last++;
    const { start, end } = widened(file.text, lines, first, last);
    edits.push({
      // Two runs with one blank line between them would both take it.
      start: Math.max(start, edits.at(-1)?.end ?? 0),
      end,
      text: '',
      group: `pins:${file.path}`,
      transform: 'toolkit-versions',
      reason: 'Sessions do not read toolkit versions, and nothing else does any more',
    });
    first = last;
  }
  return edits;
}

function isPin(line: Line | undefined): boolean {
  return line !== undefined && PIN_LINE.test(line.text);
}

/** The whole lines to remove, with their comment, and without leaving two blank lines where there was one on each side. */
function widened(text: string, lines: readonly Line[], first: number, last: number): { start: number; end: number } {
  const from = isOwnComment(lines, first, last) ? first - 1 : first;
  let start = lines[from]!.start;
  let end = lines[last]!.end;
  const above = lines[from - 1];
  const below = lines[last + 1];
  const isBlankAbove = above === undefined || above.text.trim() === '';
  if (below !== undefined && below.end > below.start && below.text.trim() === '' && isBlankAbove) {
    end = below.end;
  } else if (end === text.length && above !== undefined) {
    // At the end of the file: the blank line above goes too, and the file keeps having, or not having, its last break.
    if (above.text.trim() === '') start = above.start;
    if (!text.endsWith('\n') && start > 0) start -= text[start - 2] === '\r' ? 2 : 1;
  }
  return { start, end };
}

/** One comment line of its own that heads nothing but these pins and speaks of toolkit versions only. */
function isOwnComment(lines: readonly Line[], first: number, last: number): boolean {
  const comment = lines[first - 1];
  if (comment === undefined || !COMMENT_LINE.test(comment.text) || isPin(comment)) return false;
  const above = lines[first - 2]?.text ?? '';
  const below = lines[last + 1]?.text ?? '';
  if (above.trim() !== '' && COMMENT_LINE.test(above)) return false;
  if (below.trim() !== '' && !COMMENT_LINE.test(below)) return false;
  const words = comment.text;
  return /\b(toolkits?|tools?)\b/i.test(words) && /\b(version|pin)/i.test(words) && !OTHER_VARIABLE.test(words);
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    lines.push({ text: text.slice(start, end).replace(/\r?\n$/, ''), start, end });
    start = end;
  }
  return lines;
}
