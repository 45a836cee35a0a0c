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

/** The direct children of a node, in the order of its fields. Called for every node of a file: made to be quick. */
export function childrenOf(node: TreeNode): TreeNode[] {
  const children: TreeNode[] = [];
  for (const field in node) {
    const value = node[field];
    if (typeof value !== 'object' || value === null || SKIPPED_FIELDS.has(field)) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

export function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && typeof (value as TreeNode).type === 'string';
}

/** Visits a node and everything below it, parents first. Not recursive, so that deep trees do no harm. */
export function walkTree(root: TreeNode, visit: (node: TreeNode) => void): void {
  const open: TreeNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) open.push(children[index]!);
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
