/** What a string literal says. */
import type { SyntaxNode } from './syntax.js';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
]);

/** The text of a string literal, also of several in a row; null for bytes, and where something is filled in. */
export function stringValue(node: SyntaxNode): string | null {
  if (node.kind === 'concatenated_string') {
    const parts = node.parts.map(stringValue);
    return parts.every((part) => part !== null) ? parts.join('') : null;
  }
  if (node.kind !== 'string' || node.parts.some((part) => part.kind === 'interpolation')) return null;
  const [whole] = /^[a-zA-Z]*("""|'''|"|')/.exec(node.text) ?? [];
  if (whole === undefined) return null;
  const quote = whole.replace(/^[a-zA-Z]*/, '');
  const prefix = whole.slice(0, -quote.length).toLowerCase();
  if (prefix.includes('b')) return null;
  let text = node.text.slice(whole.length, -quote.length);
  if (prefix.includes('f')) text = text.replaceAll('{{', '{').replaceAll('}}', '}');
  return prefix.includes('r') ? text : unescaped(text);
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(\r\n|\n|\r)|([\s\S]))/g,
    (whole, x?: string, u?: string, long?: string, line?: string, one?: string) => {
      const code = x ?? u ?? long;
      if (code !== undefined)
        return Number.parseInt(code, 16) > 0x10ffff ? whole : String.fromCodePoint(Number.parseInt(code, 16));
      if (line !== undefined) return '';
      return ESCAPES.get(one!) ?? whole;
    },
  );
}
