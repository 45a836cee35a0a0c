/** Object literals as text. */
import { parse } from './parse.js';
import type { FileStyle } from './style.js';
import { programOf, type TreeNode } from './tree.js';

/**
 * An object literal that stands on one line, with a line for each of its properties.
 *
 * @param indent of the line on which it begins
 * @returns null for any other text, and for a literal without properties or with comments
 */
export function inLinesOf(text: string, indent: string, style: FileStyle): string | null {
  if (!/^\{.*\}$/.test(text)) return null;
  let literal: TreeNode | undefined;
  try {
    const file = parse(`(${text})`);
    const [statement] = programOf(file).body as TreeNode[];
    if ((file.comments ?? []).length === 0) literal = statement?.expression as TreeNode | undefined;
  } catch {
    return null;
  }
  if (literal?.type !== 'ObjectExpression' || literal.end !== text.length + 1) return null;
  const properties = literal.properties as TreeNode[];
  if (properties.length === 0) return null;
  const lines = properties.map(({ start, end }) => `\n${indent}${style.indentUnit}${text.slice(start - 1, end - 1)}`);
  return `{${lines.join(',')}${style.trailingComma === 'multiline' ? ',' : ''}\n${indent}}`;
}
