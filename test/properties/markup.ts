/**
 * Programs are written once, with marks for everything that a file's style decides, and rendered in any style.
 *
 * `'` any quote · `;` at the end of a line, where the style has semicolons · two spaces, one step of indentation ·
 * `¤` a trailing comma · `«…»` types, gone in JavaScript · `¶` a comment in the line · `‖` a comment above the line ·
 * `‗` a comment behind the line · `¿` a semicolon that only files without semicolons need · `⟦3⟧` before the method's
 * name of site 3
 */

export interface Style {
  quote: "'" | '"';
  semicolons: boolean;
  indent: '  ' | '    ' | '\t';
  eol: '\n' | '\r\n';
  trailingCommas: boolean;
  bom: boolean;
  hashbang: boolean;
  header: 'none' | 'licence' | 'directive';
  finalNewline: boolean;
  /** Which of the places for comments have one; taken round and round. */
  comments: readonly boolean[];
}

export interface Rendered {
  /** Without the BOM. */
  text: string;
  /** Site → offset of its method's name. */
  sites: Map<number, number>;
  /** Every comment that was put in, each with a text of its own. */
  comments: string[];
}

export function render(source: string, style: Style, isJavaScript: boolean): Rendered {
  const comments: string[] = [];
  let place = 0;
  const hasComment = (): boolean => style.comments[place++ % style.comments.length] ?? false;
  const comment = (open: string, close: string): string => {
    const text = `${open} note ${comments.length}${close}`;
    comments.push(text);
    return text;
  };

  let text = isJavaScript ? source.replace(/«[^»]*»\n?/g, '') : source.replace(/[«»]/g, '');
  text = text.replace(/;(‗?)$/gm, (_, behind: string) => (style.semicolons ? ';' : '') + behind);
  text = text.replaceAll('¿', style.semicolons ? '' : ';');
  text = text.replaceAll('¤', style.trailingCommas ? ',' : '');
  text = text.replaceAll("'", style.quote);
  text = text.replace(/^(?: {2})+/gm, (spaces) => style.indent.repeat(spaces.length / 2));
  text = text.replace(/^(\s*)‖/gm, (_, indent: string) =>
    hasComment() ? `${indent}${comment('//', '')}\n${indent}` : indent,
  );
  text = text.replace(/[¶‗]/g, (mark) => {
    if (!hasComment()) return '';
    return mark === '¶' ? `${comment('/*', ' */')} ` : ` ${comment('//', '')}`;
  });
  text = head(style) + text;
  if (!style.finalNewline) text = text.trimEnd();
  if (style.eol === '\r\n') text = text.replaceAll('\n', '\r\n');

  const sites = new Map<number, number>();
  let plain = '';
  let last = 0;
  for (const mark of text.matchAll(/⟦(\d+)⟧/g)) {
    plain += text.slice(last, mark.index);
    sites.set(Number(mark[1]), plain.length);
    last = mark.index + mark[0].length;
  }
  return { text: plain + text.slice(last), sites, comments };
}

function head(style: Style): string {
  const lines: string[] = [];
  if (style.hashbang) lines.push('#!/usr/bin/env node\n');
  if (style.header === 'licence') lines.push('/* Licence: of its own kind. */\n\n');
  if (style.header === 'directive')
    lines.push(`${style.quote}use server${style.quote}${style.semicolons ? ';' : ''}\n`);
  return lines.join('');
}

/** Lines of code, moved in by so many steps. */
export function indented(lines: readonly string[], steps = 1): string[] {
  return lines.flatMap((line) => line.split('\n')).map((line) => (line === '' ? '' : '  '.repeat(steps) + line));
}
