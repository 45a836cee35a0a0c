/** Text → syntax tree, or why there is none. */
import type { Language, Parser, TreeCursor } from 'web-tree-sitter';
import { lineStarts, positionOf, SyntaxNode, type SyntaxFile } from './syntax.js';

export type Parsed = { file: SyntaxFile; problem?: undefined } | { file?: undefined; problem: string };

/** Deeper trees would be too much for what walks them by calling itself. CPython gives up at 200 brackets. */
const DEEPEST = 1500;

/** What the grammar takes and only Python 2 has. */
const PYTHON_2: ReadonlyMap<string, string> = new Map([
  ['print_statement', 'print is a statement'],
  ['exec_statement', 'exec is a statement'],
  ['<>', '<> is an operator'],
]);

/**
 * Parses one file.
 *
 * @param parser from `pythonParser`
 * @param path relative to the root
 * @param text without its BOM
 * @returns the tree, or the problem in words, with its line
 */
export function parsePython(parser: Parser, path: string, text: string): Parsed {
  const tree = parser.parse(text);
  if (!tree) return { problem: 'its syntax could not be read' };
  try {
    const cursor = tree.walk();
    try {
      return copy(cursor, vocabularyOf(tree.language), path, text);
    } finally {
      cursor.delete();
    }
  } finally {
    tree.delete();
  }
}

/** Names by number: asking the tree for each name would take as long as everything else. */
interface Vocabulary {
  kinds: string[];
  named: boolean[];
  fields: (string | null)[];
}

let vocabulary: Vocabulary | undefined;

function vocabularyOf(language: Language): Vocabulary {
  return (vocabulary ??= {
    kinds: language.types,
    named: language.types.map((_, id) => language.nodeTypeIsNamed(id)),
    fields: language.fields,
  });
}

/** Asking the tree costs more than all the rest, so that nothing is asked that is not needed. */
function copy(cursor: TreeCursor, { kinds, named, fields }: Vocabulary, path: string, text: string): Parsed {
  const file = { path, text, lines: lineStarts(text) } as SyntaxFile;
  const hasError = cursor.currentNode.hasError;
  let parent: SyntaxNode | null = null;
  let depth = 0;
  for (;;) {
    const id = cursor.nodeTypeId;
    const kind = kinds[id] ?? 'ERROR';
    const problem = problemAt(cursor, kind, hasError, text);
    if (problem !== undefined) return { problem: `${problem} in line ${positionOf(file, cursor.startIndex).line}` };
    let node: SyntaxNode | undefined;
    if (named[id] ?? true) {
      const field = fields[cursor.currentFieldId] ?? null;
      node = new SyntaxNode(kind, field, cursor.startIndex, cursor.endIndex, parent, file);
      if (parent) parent.children.push(node);
      else file.root = node;
    } else if (parent && TOKENS.has(kind)) {
      (parent.tokens ??= []).push(kind);
    }
    if (node && !LEAVES.has(kind) && cursor.gotoFirstChild()) {
      if (++depth > DEEPEST) return { problem: 'its code is nested too deeply' };
      parent = node;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return { file };
      depth--;
      parent = parent!.parent;
    }
  }
}

/** Keywords that say something that the nodes do not. */
const TOKENS: ReadonlySet<string> = new Set(['async', 'or']);

/** Nodes with nothing of interest in them. */
const LEAVES: ReadonlySet<string> = new Set([
  'identifier',
  'comment',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'string_start',
  'string_content',
  'string_end',
]);

function problemAt(cursor: TreeCursor, kind: string, hasError: boolean, text: string): string | undefined {
  if (hasError && kind === 'ERROR') return `a syntax error at ‘${shown(text, cursor.startIndex)}’`;
  if (hasError && cursor.nodeIsMissing) return `a syntax error: ${kind} is missing`;
  if (kind === 'string_start' && text[cursor.endIndex - 1] === '`') return 'backquotes are an operator of Python 2';
  const old = PYTHON_2.get(kind);
  return old === undefined ? undefined : `${old} of Python 2`;
}

function shown(text: string, offset: number): string {
  return text
    .slice(offset, offset + 40)
    .split(/[\r\n]/)[0]!
    .trim();
}
