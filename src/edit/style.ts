/** How a file is written, told from its own code, so that new code looks like its neighbours. */
import { parse, type ParsedFile } from './parse.js';
import { programOf, tokensOf, walkTree, type Token, type TreeNode } from './tree.js';

export interface FileStyle {
  quote: "'" | '"';
  semicolons: boolean;
  /** One step of indentation: a tab, two spaces, four … */
  indentUnit: string;
  /** `multiline`: a comma after the last item where each has a line of its own. */
  trailingComma: 'none' | 'multiline';
  /** Of most lines. */
  eol: '\n' | '\r\n';
  /** `{ a }` rather than `{a}`. */
  bracketSpacing: boolean;
  /** Columns that a line of new code may have. */
  width: number;
}

/** Columns that a tab counts for when a line is measured: those of Prettier and Biome where they are not told. */
export const TAB_COLUMNS = 2;

/** Where the code does not show another one. */
const WIDTH = 100;
/** The next one that is usual: of code that has longer lines than those. */
const WIDE = 120;

/**
 * Tells the style of a file. What the code does not show is as prettier would have it, with single quotes.
 *
 * @param text of the file, without BOM
 * @param file its tree, where it is at hand; otherwise the text is parsed, and a text that cannot be parsed shows nothing
 */
export function detectStyle(text: string, file?: ParsedFile): FileStyle {
  const parsed = file ?? tryParse(text);
  const tokens = parsed ? tokensOf(parsed) : [];
  const layout = parsed ? measureTree(text, programOf(parsed)) : undefined;
  return {
    quote: quoteOf(text, tokens),
    semicolons: (layout?.semicolons ?? 0) >= 0,
    indentUnit: indentUnitOf(text, tokens),
    trailingComma: (layout?.trailingCommas ?? 0) >= 0 ? 'multiline' : 'none',
    eol: eolOf(text),
    bracketSpacing: (layout?.spacedBraces ?? 0) >= 0,
    width: widthOf(text, tokens),
  };
}

/**
 * Lines of more than 100 columns show that the file may have 120. A line that no formatter could break, for a comment
 * or a long text, shows nothing.
 */
function widthOf(text: string, tokens: readonly Token[]): number {
  let at = 0;
  for (let start = 0; start < text.length;) {
    const below = text.indexOf('\n', start);
    const end = below < 0 ? text.length : below;
    const line = text.slice(start, end).trimEnd();
    if (line.length > WIDTH && line.length <= WIDE && !/\/\/|\/\*/.test(line)) {
      while (at < tokens.length && (tokens[at]?.end ?? 0) <= start) at++;
      let longest = 0;
      for (let next = at; next < tokens.length && (tokens[next]?.start ?? 0) < end; next++)
        longest = Math.max(longest, (tokens[next]?.end ?? 0) - (tokens[next]?.start ?? 0));
      if (longest <= LONG_TEXT && !/^\s*(import|export)\b.*\bfrom\b/.test(line)) return WIDE;
    }
    start = end + 1;
  }
  return WIDTH;
}

/** Columns of a text that may be why a line is long. */
const LONG_TEXT = 60;

function tryParse(text: string): ParsedFile | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

export function eolOf(text: string): '\n' | '\r\n' {
  const all = text.split('\n').length - 1;
  const windows = text.split('\r\n').length - 1;
  return windows * 2 > all ? '\r\n' : '\n';
}

/** The file's usual quote. JSX attributes have their own custom, and a string that holds a quote had no choice. */
function quoteOf(text: string, tokens: Token[]): "'" | '"' {
  let balance = 0;
  let first: "'" | '"' | undefined;
  tokens.forEach((token, index) => {
    if (token.kind !== 'string') return;
    if (tokens[index - 1]?.kind === '=' && tokens[index - 2]?.kind === 'jsxName') return;
    const written = text.slice(token.start, token.end);
    const quote = written.startsWith('"') ? '"' : "'";
    if (/['"]/.test(written.slice(1, -1))) return;
    first ??= quote;
    balance += quote === "'" ? 1 : -1;
  });
  if (balance === 0) return first ?? "'";
  return balance > 0 ? "'" : '"';
}

interface Layout {
  /** Each counts what speaks for it minus what speaks against it. */
  semicolons: number;
  trailingCommas: number;
  spacedBraces: number;
}

const ENDS_WITH_SEMICOLON: ReadonlySet<string> = new Set([
  'BreakStatement',
  'ContinueStatement',
  'DebuggerStatement',
  'Directive',
  'DoWhileStatement',
  'ExportAllDeclaration',
  'ExpressionStatement',
  'ImportDeclaration',
  'ReturnStatement',
  'ThrowStatement',
  'TSTypeAliasDeclaration',
]);

/** Fields that hold the items of a list in brackets, by the type of its node. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['ObjectExpression', 'properties'],
  ['ObjectPattern', 'properties'],
  ['ArrayExpression', 'elements'],
  ['ArrayPattern', 'elements'],
  ['ImportDeclaration', 'specifiers'],
  ['ExportNamedDeclaration', 'specifiers'],
]);

function measureTree(text: string, program: TreeNode): Layout {
  const layout: Layout = { semicolons: 0, trailingCommas: 0, spacedBraces: 0 };
  const headers = new Set<unknown>();
  walkTree(program, (node) => {
    if (/^For/.test(node.type)) headers.add(node.init).add(node.left);
    if (ENDS_WITH_SEMICOLON.has(node.type) || (node.type === 'VariableDeclaration' && !headers.has(node))) {
      // A semicolon that begins the next line belongs to a file that writes none at the end of a line.
      layout.semicolons += /[^\s]\s*;$/.test(lastLineOf(text, node.end)) ? 1 : -1;
    }
    const field = LISTS.get(node.type);
    if (field) measureList(text, node, node[field] as (TreeNode | null)[], layout);
  });
  return layout;
}

function lastLineOf(text: string, end: number): string {
  return text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
}

function measureList(text: string, node: TreeNode, items: (TreeNode | null)[], layout: Layout): void {
  const last = items.at(-1);
  const first = items[0];
  if (!last || !first) return;
  const close = closingBracket(text, node, last);
  if (close < 0) return;
  const tail = withoutComments(text.slice(last.end, close));
  if (tail.includes('\n')) {
    // Nothing may follow a rest element.
    if (last.type !== 'RestElement') layout.trailingCommas += tail.includes(',') ? 1 : -1;
  } else if (text[close] === '}') {
    const before = text[first.start - 1];
    if (before === '{') layout.spacedBraces -= 1;
    else if (before === ' ' && text[first.start - 2] === '{') layout.spacedBraces += 1;
  }
}

/** Offset of the bracket that ends a list; -1 where the list has none (`import a from 'a'`). */
function closingBracket(text: string, node: TreeNode, last: TreeNode): number {
  if (!/^(Im|Ex)port/.test(node.type)) {
    // A type annotation may follow a pattern.
    const annotation = node.typeAnnotation as TreeNode | undefined;
    const end = annotation ? annotation.start : node.end;
    return Math.max(text.lastIndexOf('}', end - 1), text.lastIndexOf(']', end - 1));
  }
  const source = node.source as TreeNode | null | undefined;
  const close = text.indexOf('}', last.end);
  return close >= 0 && close < (source?.start ?? node.end) ? close : -1;
}

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
}

/** The commonest step between a line that opens a bracket and the line below it. */
function indentUnitOf(text: string, tokens: Token[]): string {
  const steps = new Map<string, number>();
  for (let index = 1; index < tokens.length; index++) {
    const opener = tokens[index - 1];
    const token = tokens[index];
    if (!opener || !token || !/^(\{|\(|\[|\$\{)$/.test(opener.kind) || /^[)}\]]$/.test(token.kind)) continue;
    const below = indentBefore(text, token.start);
    const above = indentBefore(text, firstOfLine(text, opener.start));
    if (below === undefined || above === undefined || !below.startsWith(above)) continue;
    if (!text.slice(opener.end, token.start).includes('\n')) continue;
    const step = below.slice(above.length);
    if (step === '' || step.length > 8 || /[^ ]/.test(step.replace(/^\t$/, ''))) continue;
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  // Where no block shows a step, a line that begins with a tab does.
  const hasTab = steps.size === 0 && tokens.some((token) => indentBefore(text, token.start)?.startsWith('\t'));
  let best = hasTab ? '\t' : '  ';
  let count = 0;
  for (const [step, times] of steps) if (times > count) [best, count] = [step, times];
  return best;
}

/** White space between the start of the line and an offset; undefined when something else stands there. */
function indentBefore(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return before.trim() === '' ? before : undefined;
}

function firstOfLine(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start + (/^\s*/.exec(text.slice(start, offset))?.[0].length ?? 0);
}
