/** Small questions about the parser's tree and tokens that several parts of `edit/` ask. */
import type { ParsedFile } from './parse.js';

/** A node of the tree, as far as it is looked at without knowing its type. */
export interface TreeNode {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** A token; comments are among them. `kind` is the parser's label: `;`, `{`, `string`, `name`, `jsxName`, … */
export interface Token {
  kind: string;
  start: number;
  end: number;
}

const SKIPPED_FIELDS: ReadonlySet<string> = new Set([
  'loc',
  'range',
  'extra',
  'tokens',
  'comments',
  'errors',
  'leadingComments',
  'trailingComments',
  'innerComments',
]);

/** The direct children of a node, in the order of its fields. */
export function* childrenOf(node: TreeNode): Generator<TreeNode> {
  for (const field of Object.keys(node)) {
    if (SKIPPED_FIELDS.has(field)) continue;
    const value = node[field];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield item;
    } else if (isNode(value)) yield value;
  }
}

export function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && typeof (value as TreeNode).type === 'string';
}

/** Visits a node and everything below it, parents first. Not recursive, so that deep trees do no harm. */
export function walkTree(root: TreeNode, visit: (node: TreeNode) => void): void {
  const open: TreeNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node);
    open.push(...[...childrenOf(node)].reverse());
  }
}

export function programOf(file: ParsedFile): TreeNode {
  return file.program as unknown as TreeNode;
}

/** The tokens of a file in order. Comments and the end of the file are left out. */
export function tokensOf(file: ParsedFile): Token[] {
  const tokens: Token[] = [];
  for (const token of (file.tokens ?? []) as { type: string | { label: string }; start: number; end: number }[]) {
    if (typeof token.type === 'string' || token.type.label === 'eof') continue;
    tokens.push({ kind: token.type.label, start: token.start, end: token.end });
  }
  return tokens;
}

/** Start of the line that holds an offset. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** End of the line that holds an offset, without its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** Leading white space of the line that holds an offset. */
export function lineIndent(text: string, offset: number): string {
  return /^[^\S\r\n]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}
