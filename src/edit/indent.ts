/** Moves code of several lines to another indentation without touching what its templates and strings say. */
import { parse } from './parse.js';
import { programOf, walkTree } from './tree.js';

/**
 * Re-indents every line but the first: `from` at its start becomes `to`; a line indented less stays as it is.
 * Lines that begin inside a template literal or a string are part of a value and stay.
 *
 * @param text an expression or statements, with any line ends
 */
export function dedent(text: string, from: string, to: string): string {
  if (from === to || !text.includes('\n')) return text;
  const values = valueRanges(text);
  // Whether a line is part of a value cannot be told: better an odd indentation than another value.
  if (!values) return text;
  let result = '';
  let position = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const start = position;
    const inside = values.some((range) => range.start < start && start <= range.end);
    const moves = start > 0 && !inside && line.startsWith(from) && line.trim() !== '';
    result += moves ? to + line.slice(from.length) : line;
    position += line.length;
  }
  return result;
}

/** As `dedent`, from the indentation that the text has: that of its last line. */
export function reindent(text: string, to: string): string {
  const last = text.slice(text.lastIndexOf('\n') + 1);
  return text.includes('\n') ? dedent(text, /^[^\S\n]*/.exec(last)?.[0] ?? '', to) : text;
}

/** Template parts and strings of several lines; undefined when the text has some and cannot be parsed. */
function valueRanges(text: string): { start: number; end: number }[] | undefined {
  if (!/`|\\\r?\n/.test(text)) return [];
  for (const [before, after] of [
    ['(', ')'],
    ['', ''],
    ['async function* _() {', '}'],
  ] as const) {
    try {
      const ranges: { start: number; end: number }[] = [];
      walkTree(programOf(parse(before + text + after)), (node) => {
        if (node.type !== 'TemplateElement' && node.type !== 'StringLiteral') return;
        ranges.push({ start: node.start - before.length, end: node.end - before.length });
      });
      return ranges;
    } catch {
      continue;
    }
  }
  return undefined;
}
