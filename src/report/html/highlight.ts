import { escapeHtml } from './escape.js';

/** Files in which the colours of JavaScript make sense. */
const CODE_FILE = /\.(?:[cm]?[jt]sx?|json)$/i;

const TOKEN = new RegExp(
  [
    String.raw`(?<comment>//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?)`,
    String.raw`(?<string>"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|\x60(?:[^\x60\\]|\\[^])*\x60?)`,
    String.raw`(?<number>\b\d[\w.]*)`,
    String.raw`(?<word>[A-Za-z_$][\w$]*)`,
  ].join('|'),
  'g',
);

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'abstract as async await break case catch class const continue declare default delete do else enum export extends ' +
    'false finally for from function if implements import in instanceof interface let namespace new null of private ' +
    'protected public readonly return satisfies static super switch this throw true try type typeof undefined var ' +
    'void while yield'
  ).split(' '),
);

/**
 * Lines of a source text as HTML with simple colours. It reads tokens, not syntax: an odd regular expression can only
 * change a colour. Time grows with the length of the text.
 *
 * @param wanted which lines are needed; from 0
 * @returns the needed lines by index, without line ends
 */
export function highlightLines(path: string, text: string, wanted: (line: number) => boolean): Map<number, string> {
  const lines = new Map<number, string>();
  let line = 0;
  const add = (piece: string, kind: string | undefined) => {
    const parts = piece.split('\n');
    parts.forEach((part, index) => {
      if (index > 0) line++;
      if (!wanted(line)) return;
      const html = escapeHtml(part.replace(/\r$/, ''));
      const shown = kind === undefined || html === '' ? html : `<span class="${kind}">${html}</span>`;
      lines.set(line, (lines.get(line) ?? '') + shown);
    });
  };
  if (!CODE_FILE.test(path)) {
    add(text, undefined);
    return lines;
  }
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) add(text.slice(end, match.index), undefined);
    add(match[0], kindOf(match));
    end = match.index + match[0].length;
  }
  add(text.slice(end), undefined);
  return lines;
}

function kindOf(match: RegExpMatchArray): string | undefined {
  const groups = match.groups ?? {};
  if (groups.comment !== undefined) return 'c';
  if (groups.string !== undefined) return 's';
  if (groups.number !== undefined) return 'n';
  return KEYWORDS.has(match[0]) ? 'k' : undefined;
}
