/** Insertions into an object literal of the user's code, in its own layout. */
import type { ts } from 'ts-morph';
import { lineEnd, lineIndent, lineStart } from '../../edit/tree.js';
import type { TextChange } from '../facts.js';

/**
 * Adds entries behind a property: on lines of their own where the property has one, else on its line. Comments behind
 * the property stay with it.
 *
 * @param entries texts such as `mcp: true`, without commas
 */
export function insertAfter(
  literal: ts.ObjectLiteralExpression,
  property: ts.ObjectLiteralElementLike,
  entries: readonly string[],
): TextChange[] {
  if (entries.length === 0) return [];
  const { text } = literal.getSourceFile();
  const end = property.getEnd();
  const comma = commaAfter(text, end);
  const from = comma === null ? end : comma + 1;
  const ownLine = text.slice(lineStart(text, property.getStart()), property.getStart()).trim() === '';
  const rest = text.slice(from, lineEnd(text, from));
  if (!ownLine || !/^[^\S\n]*(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/[^\S\n]*)?$/.test(rest)) {
    return [{ start: end, end, text: entries.map((entry) => `, ${entry}`).join('') }];
  }
  const indent = lineIndent(text, property.getStart());
  const lines = entries.map((entry) => `\n${indent}${entry}`).join(',') + (comma === null ? '' : ',');
  const at = lineEnd(text, from);
  return [...(comma === null ? [{ start: end, end, text: ',' }] : []), { start: at, end: at, text: lines }];
}

/** Adds entries at the end of an object literal that may be empty. */
export function appendEntries(literal: ts.ObjectLiteralExpression, entries: readonly string[]): TextChange[] {
  const last = literal.properties.at(-1);
  if (last) return insertAfter(literal, last, entries);
  const { text } = literal.getSourceFile();
  const inside = { start: literal.getStart() + 1, end: literal.getEnd() - 1 };
  const isBlank = text.slice(inside.start, inside.end).trim() === '';
  return [{ start: inside.start, end: isBlank ? inside.end : inside.start, text: ` ${entries.join(', ')} ` }];
}

/** Adds an argument that is an object literal of these entries, behind the last argument. */
export function appendArgument(call: ts.CallExpression | ts.NewExpression, entries: readonly string[]): TextChange[] {
  const last = call.arguments?.at(-1);
  if (!last || entries.length === 0) return [];
  return [{ start: last.getEnd(), end: last.getEnd(), text: `, { ${entries.join(', ')} }` }];
}

/** Offset of the comma behind an offset, comments between them left out; null when something else follows. */
function commaAfter(text: string, offset: number): number | null {
  const between = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*,/.exec(text.slice(offset));
  return between ? offset + between[0].length - 1 : null;
}
