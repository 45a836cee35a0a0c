import { widthOf } from './layout.js';
import { visible } from './safeText.js';

export interface FrameLine {
  /** From 1; undefined for the line with the marker. */
  number?: number;
  /** The line that the frame is about. */
  isTarget: boolean;
  /** Safe to print, within the width asked for. */
  text: string;
}

export interface FramePlace {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units. */
  column: number;
}

/**
 * The lines around a place and a marker under it, cut to `width` columns so that the place stays visible. Empty when
 * the text has no such line (the file may have changed since).
 *
 * @param around lines shown before and after
 */
export function codeFrame(text: string, place: FramePlace, around: number, width: number): FrameLine[] {
  const lines = linesAround(text.startsWith('\ufeff') ? text.slice(1) : text, place.line, around);
  const target = lines.find((each) => each.number === place.line);
  if (!target) return [];
  const offset = Math.min(Math.max(0, place.column - 1), target.text.length);
  const indent = sharedIndent(lines.map((each) => each.text));
  const start = windowStart(target.text, offset, width, indent);
  const frame: FrameLine[] = [];
  for (const { number, text: line } of lines) {
    const isTarget = number === place.line;
    // The lines around keep their beginning, which is what tells where one is; only the target line moves further.
    frame.push({ number, isTarget, text: cut(line, isTarget ? start : Math.min(start, indent), width) });
    if (isTarget) {
      const lead = cutMark(line, start) + printable(line.slice(start, offset));
      frame.push({ isTarget: false, text: `${' '.repeat(Math.min(widthOf(lead), Math.max(0, width - 1)))}^` });
    }
  }
  return frame;
}

/** The lines from `line - around` to `line + around` that there are. */
function linesAround(text: string, line: number, around: number): { number: number; text: string }[] {
  const starts = lineStarts(text);
  const lines: { number: number; text: string }[] = [];
  for (let number = Math.max(1, line - around); number <= Math.min(starts.length, line + around); number++) {
    const start = starts[number - 1] ?? 0;
    // What stands behind the last line feed is no line of its own.
    if (number > 1 && start === text.length) break;
    const next = starts[number];
    lines.push({ number, text: text.slice(start, next === undefined ? text.length : next - 1).replace(/\r$/, '') });
  }
  return lines;
}

/** The text that was asked for last: a file with thousands of sites is divided into lines once. */
let latest: { text: string; starts: number[] } = { text: '', starts: [0] };

function lineStarts(text: string): readonly number[] {
  if (latest.text === text) return latest.starts;
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  latest = { text, starts };
  return starts;
}

/** Code units of white space that all lines begin with, empty ones apart. */
function sharedIndent(lines: readonly string[]): number {
  const spaces = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)?.[0] ?? '');
  const [first = '', ...others] = spaces;
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length--;
  }
  return length;
}

/**
 * Where the visible part of a line starts: at its beginning if the whole line fits, or the place and some text after
 * it; else behind the indent of all lines; else as late as the place demands.
 */
function windowStart(line: string, offset: number, width: number, indent: number): number {
  for (const from of [0, indent]) {
    if (line.length - from <= width * 4 && widthOf(printable(line.slice(from))) <= width) return from;
    if (offset - from < width * 4 && widthOf(printable(line.slice(from, offset))) <= width - 20) return from;
  }
  let start = Math.max(0, offset - Math.floor(width / 2));
  if (/[\udc00-\udfff]/.test(line.charAt(start))) start--;
  return Math.max(0, start);
}

/** Shows that something was cut before the visible part; white space is no loss. */
function cutMark(line: string, start: number): string {
  return line.slice(0, start).trim() === '' ? '' : '…';
}

function cut(line: string, start: number, width: number): string {
  if (start > 0 && start >= line.length) return cutMark(line, start);
  if (start === 0 && line.length <= width && /^[ -~]*$/.test(line)) return line.trimEnd();
  let shown = cutMark(line, start);
  let used = shown.length;
  // Nothing behind this many code units can be visible any more.
  const rest = line.slice(start, start + width * 4);
  const pieces = [...rest].map(printable);
  const all = used + widthOf(pieces.join('')) <= width && rest.length === line.length - start;
  if (all) return (shown + pieces.join('')).trimEnd();
  for (const piece of pieces) {
    const pieceWidth = widthOf(piece);
    if (used + pieceWidth > width - 1) break;
    shown += piece;
    used += pieceWidth;
  }
  return `${shown}…`;
}

function printable(text: string): string {
  return visible(text.replace(/\t/g, '  '));
}
