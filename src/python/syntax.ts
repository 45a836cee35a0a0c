/**
 * Python's syntax tree as plain objects. The parser's own trees live in memory that nobody collects: each is copied and
 * freed at once. Offsets are UTF-16 code units from 0; lines and columns count from 1.
 */

export class SyntaxNode {
  /** What it is made of, comments among it, without signs and keywords. */
  readonly children: SyntaxNode[] = [];
  /** Keywords that stand directly in it, as far as they matter: `async`, `or`. */
  tokens: string[] | undefined;

  constructor(
    /** Name in the grammar: `call`, `attribute`, `identifier`. */
    readonly kind: string,
    /** What it is to its parent: `function`, `arguments`, `left`, … */
    readonly field: string | null,
    readonly start: number,
    readonly end: number,
    readonly parent: SyntaxNode | null,
    readonly file: SyntaxFile,
  ) {}

  get text(): string {
    return this.file.text.slice(this.start, this.end);
  }

  /** Its children without comments. */
  get parts(): SyntaxNode[] {
    return this.children.filter((child) => child.kind !== 'comment');
  }

  child(field: string): SyntaxNode | undefined {
    return this.children.find((child) => child.field === field && child.kind !== 'comment');
  }

  childrenOf(field: string): SyntaxNode[] {
    return this.children.filter((child) => child.field === field && child.kind !== 'comment');
  }

  /** A keyword stands directly in it: `async` of a function. */
  has(token: 'async' | 'or'): boolean {
    return this.tokens?.includes(token) ?? false;
  }
}

/** A file that was parsed. */
export interface SyntaxFile {
  /** Relative to the root, forward slashes. */
  path: string;
  /** Without its BOM. */
  text: string;
  root: SyntaxNode;
  /** Offset of the first character of each line. */
  lines: number[];
}

/** What has parameters and a body of its own. */
export const FUNCTIONS: ReadonlySet<string> = new Set(['function_definition', 'lambda']);

/** Every node below one, and itself, in the order of the text. `visit` may return false to leave out what is below. */
export function walk(root: SyntaxNode, visit: (node: SyntaxNode) => boolean | void): void {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (visit(node) === false) continue;
    for (let index = node.children.length - 1; index >= 0; index--) pending.push(node.children[index]!);
  }
}

/** The nearest node around one (itself left out) of one of these kinds. */
export function around(node: SyntaxNode, ...kinds: string[]): SyntaxNode | undefined {
  let current = node.parent;
  while (current && !kinds.includes(current.kind)) current = current.parent;
  return current ?? undefined;
}

/** What an expression is without its parentheses. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  let current = node;
  while (current.kind === 'parenthesized_expression' && current.parts.length === 1) current = current.parts[0]!;
  return current;
}

/** The outermost parentheses around an expression, or itself. */
export function wrapped(node: SyntaxNode): SyntaxNode {
  let current = node;
  while (current.parent?.kind === 'parenthesized_expression') current = current.parent;
  return current;
}

/** The call that a node is the callee of. */
export function callOf(node: SyntaxNode): SyntaxNode | undefined {
  const callee = wrapped(node);
  return callee.parent?.kind === 'call' && callee.field === 'function' ? callee.parent : undefined;
}

/** Line starts by Python's rules: a form feed or a line separator ends no line. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

export function positionOf(file: SyntaxFile, offset: number): { line: number; column: number } {
  let low = 0;
  let high = file.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (file.lines[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - file.lines[low]! + 1 };
}

export function lineOf(node: SyntaxNode): number {
  return positionOf(node.file, node.start).line;
}
