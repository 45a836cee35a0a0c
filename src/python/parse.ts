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

function copy(cursor: TreeCursor, { kinds, named, fields }: Vocabulary, path: string, text: string): Parsed {
  const file = { path, text, lines: lineStarts(text) } as SyntaxFile;
  let parent: SyntaxNode | null = null;
  let depth = 0;
  let problem: string | undefined;
  const found = (offset: number, what: string): void => {
    problem ??= `${what} in line ${positionOf(file, offset).line}`;
  };
  for (;;) {
    const { nodeTypeId: id, startIndex: start, endIndex: end } = cursor;
    const kind = kinds[id] ?? 'ERROR';
    const isNamed = named[id] ?? true;
    const node: SyntaxNode = new SyntaxNode(
      kind,
      isNamed,
      fields[cursor.currentFieldId] ?? null,
      start,
      end,
      parent,
      file,
    );
    if (parent) parent.children.push(node);
    else file.root = node;
    if (kind === 'ERROR') found(start, `a syntax error at ‘${shown(text, start)}’`);
    else if (start === end && cursor.nodeIsMissing) found(start, `a syntax error: ${kind} is missing`);
    else if (PYTHON_2.has(kind)) found(start, `${PYTHON_2.get(kind)!} of Python 2`);
    else if (kind === 'string_start' && text[end - 1] === '`') found(start, 'backquotes are an operator of Python 2');
    if (problem !== undefined) return { problem };
    if (isNamed && kind !== 'identifier' && cursor.gotoFirstChild()) {
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

function shown(text: string, offset: number): string {
  return text
    .slice(offset, offset + 40)
    .split(/[\r\n]/)[0]!
    .trim();
}
