import { hunksOf, lineChanges, splitLines } from './lineChanges.js';
import type { Hunk } from './lineChanges.js';

const CONTEXT_LINES = 3;
const NO_NEWLINE = '\\ No newline at end of file\n';

/**
 * The change of one file as git writes it, with `a/` and `b/` prefixes; empty when the texts are equal. `git apply`
 * turns exactly `before` into exactly `after`: carriage returns, a byte order mark (if it is part of the texts) and a
 * missing final newline are kept.
 *
 * @param path relative to the root of the run, forward slashes
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const beforeLines = splitLines(before);
  const afterLines = splitLines(after);
  const hunks = hunksOf(lineChanges(beforeLines, afterLines), beforeLines.length, CONTEXT_LINES);
  return header(path) + hunks.map((hunk) => hunkText(hunk, beforeLines, afterLines)).join('');
}

function header(path: string): string {
  const from = quotedPath(`a/${path}`);
  const to = quotedPath(`b/${path}`);
  return `diff --git ${from} ${to}\n--- ${ended(from)}\n+++ ${ended(to)}\n`;
}

/** Git ends a name with blanks in it with a tab, so that readers know where it stops. */
function ended(name: string): string {
  return name.includes(' ') ? `${name}\t` : name;
}

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
]);

/** A name as git prints it (`core.quotePath` on): in quotes with octal bytes if it has any but plain characters. */
export function quotedPath(name: string): string {
  let quoted = '';
  for (const byte of Buffer.from(name, 'utf8')) {
    const escape = ESCAPES.get(byte);
    if (escape !== undefined) quoted += escape;
    else if (byte < 0x20 || byte >= 0x7f) quoted += `\\${byte.toString(8).padStart(3, '0')}`;
    else quoted += String.fromCharCode(byte);
  }
  return quoted === name ? name : `"${quoted}"`;
}

function hunkText(hunk: Hunk, before: readonly string[], after: readonly string[]): string {
  let text = `@@ -${range(hunk.beforeStart, hunk.beforeEnd)} +${range(hunk.afterStart, hunk.afterEnd)} @@\n`;
  let position = hunk.beforeStart;
  for (const region of hunk.regions) {
    text += prefixed(' ', before, position, region.beforeStart);
    text += prefixed('-', before, region.beforeStart, region.beforeEnd);
    text += prefixed('+', after, region.afterStart, region.afterEnd);
    position = region.beforeEnd;
  }
  return text + prefixed(' ', before, position, hunk.beforeEnd);
}

function range(start: number, end: number): string {
  const length = end - start;
  const first = length === 0 ? start : start + 1;
  return length === 1 ? `${first}` : `${first},${length}`;
}

function prefixed(prefix: string, lines: readonly string[], start: number, end: number): string {
  let text = '';
  for (let index = start; index < end; index++) {
    const line = lines[index] ?? '';
    text += prefix + line + (line.endsWith('\n') ? '' : `\n${NO_NEWLINE}`);
  }
  return text;
}
