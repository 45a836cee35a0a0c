import { escapeHtml } from './escape.js';

/** How a language is coloured. */
interface Language {
  files: RegExp;
  token: RegExp;
  keywords: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const tokens = (...parts: string[]): RegExp => new RegExp(parts.join('|'), 'g');

const NUMBER = String.raw`(?<number>\b\d[\w.]*)`;

const LANGUAGES: readonly Language[] = [
  {
    files: /\.(?:[cm]?[jt]sx?|json)$/i,
    token: tokens(
      String.raw`(?<comment>//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?)`,
      String.raw`(?<string>"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|\x60(?:[^\x60\\]|\\[^])*\x60?)`,
      NUMBER,
      String.raw`(?<word>[A-Za-z_$][\w$]*)`,
    ),
    keywords: words(
      'abstract as async await break case catch class const continue declare default delete do else enum export ' +
        'extends false finally for from function if implements import in instanceof interface let namespace new null ' +
        'of private protected public readonly return satisfies static super switch this throw true try type typeof ' +
        'undefined var void while yield',
    ),
  },
  {
    files: /\.py$/i,
    token: tokens(
      String.raw`(?<comment>#[^\n]*)`,
      String.raw`(?<string>"""(?:[^"\\]|\\[^]|"(?!""))*(?:""")?|'''(?:[^'\\]|\\[^]|'(?!''))*(?:''')?|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?)`,
      NUMBER,
      String.raw`(?<word>[A-Za-z_]\w*)`,
    ),
    keywords: words(
      'False None True and as assert async await break case class continue def del elif else except finally for from ' +
        'global if import in is lambda match nonlocal not or pass raise return try while with yield',
    ),
  },
];

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
  const language = LANGUAGES.find((one) => one.files.test(path));
  if (!language) {
    add(text, undefined);
    return lines;
  }
  let end = 0;
  for (const match of text.matchAll(language.token)) {
    if (match.index > end) add(text.slice(end, match.index), undefined);
    add(match[0], kindOf(match, language.keywords));
    end = match.index + match[0].length;
  }
  add(text.slice(end), undefined);
  return lines;
}

function kindOf(match: RegExpMatchArray, keywords: ReadonlySet<string>): string | undefined {
  const groups = match.groups ?? {};
  if (groups.comment !== undefined) return 'c';
  if (groups.string !== undefined) return 's';
  if (groups.number !== undefined) return 'n';
  return keywords.has(match[0]) ? 'k' : undefined;
}
