/**
 * Characters that would act on a terminal or reorder and hide text: C0 and C1 controls except tab and line feed,
 * bidirectional controls, zero-width characters, line separators and lone surrogates.
 */
const ACTING =
  // eslint-disable-next-line no-control-regex -- naming them is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text with every acting character shown as `\u{…}`, so that source and file names can be printed without doing
 * anything. Tabs and line feeds stay.
 */
export function visible(text: string): string {
  return text.replace(ACTING, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** The same in one line: line feeds and tabs become single blanks. For names, messages and table cells. */
export function visibleLine(text: string): string {
  return visible(text.replace(/\s*[\r\n]+\s*/g, ' ').replace(/\t/g, ' ')).trim();
}
