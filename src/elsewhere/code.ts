import type { ElsewhereKind } from './kinds.js';

/** Finding the code in a file and blanking the rest, so that every line keeps its number. */

/**
 * @returns the text with everything that is not code replaced by spaces: prose around Markdown fences, comments,
 * strings of Python (docstrings), what a notebook has around its code. Offsets and lines are those of the file.
 */
export function codeOf(kind: ElsewhereKind, path: string, text: string): string {
  if (kind === 'document') return codeOfDocument(text, path.endsWith('.mdx'));
  if (kind === 'notebook') return withoutPythonComments(codeOfNotebook(text));
  return kind === 'component' ? withoutComments(withoutHtmlComments(text)) : text;
}

const FENCE = /^[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})[ \t]*([\w+#-]*)/;

/** Fenced blocks stay, prose goes; in MDX also what stands outside fences and inline code, as it can be code. */
function codeOfDocument(text: string, isMdx: boolean): string {
  const kept: string[] = [];
  let fence: { mark: string; isPython: boolean; lines: string[] } | null = null;
  const close = (): void => {
    if (!fence) return;
    const block = fence.lines.join('\n');
    kept.push(
      ...(fence.isPython ? withoutPythonComments(block) : withoutComments(block))
        .split('\n')
        .slice(0, fence.lines.length),
    );
    fence = null;
  };
  const open = (mark: string, language: string): void => {
    fence = { mark, isPython: /^py(thon)?\d*$/i.test(language), lines: [] };
  };
  for (const line of text.split('\n')) {
    const [, mark, language] = FENCE.exec(line) ?? [];
    const current = fence as { mark: string; lines: string[] } | null;
    if (current === null) {
      if (mark !== undefined) open(mark, language ?? '');
      kept.push(mark === undefined && isMdx ? line.replace(/`[^`]*`/g, blank) : blank(line));
    } else if (mark !== undefined && language === '' && mark.startsWith(current.mark)) {
      close();
      kept.push(blank(line));
    } else {
      current.lines.push(line);
    }
  }
  close();
  return kept.join('\n');
}

/** A line of a cell: `    "tools = composio.tools.get(…)\n",`. What surrounds the code goes, escapes of quotes too. */
const CELL_LINE = /^(\s*")((?:[^"\\]|\\.)*?)((?:\\n)?",?\s*)$/;

/** The code of a notebook, each line at its place; a cell that is kept as one string is one line. */
function codeOfNotebook(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, before, code, after] = CELL_LINE.exec(line) ?? [];
      return code === undefined ? blank(line) : blank(before!) + code.replaceAll('\\"', ' "') + blank(after!);
    })
    .join('\n');
}

function withoutHtmlComments(text: string): string {
  return text.replace(/<!--[\s\S]*?(?:-->|$)/g, blank);
}

/** Blanks JavaScript comments. A `//` after a colon is a URL. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|[^:\\])\/\/[^\n]*/gm, (found, before: string | undefined) =>
    before === undefined ? blank(found) : before + blank(found.slice(before.length)),
  );
}

/** Blanks comments and the insides of strings of Python; docstrings are prose. */
function withoutPythonComments(text: string): string {
  return text.replace(/#[^\n]*|("""|''')[\s\S]*?\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (found) =>
    found.startsWith('#') || found.startsWith('"""') || found.startsWith("'''")
      ? blank(found)
      : found[0]! + blank(found.slice(1, -1)) + found[0]!,
  );
}

function blank(text: string): string {
  return text.replace(/[^\n\r]/g, ' ');
}
