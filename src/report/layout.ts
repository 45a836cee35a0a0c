import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Columns that text takes in a terminal: wide characters count twice, combining ones not at all. */
export function widthOf(text: string): number {
  // Nearly all source is plain ASCII, and the library looks at every character.
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}

/**
 * Wraps plain text to lines of at most `columns`, each starting with `indent` (the first with `first` instead).
 * Words that are longer than a line are broken.
 */
export function wrap(text: string, columns: number, indent = '', first = indent): string[] {
  const space = Math.max(10, columns - Math.max(widthOf(indent), widthOf(first)));
  return wrapAnsi(text, space, { hard: true, trim: true })
    .split('\n')
    .map((line, index) => (index === 0 ? first : indent) + line.trimEnd());
}

/** Cuts plain text to at most `columns`; what was cut shows as `…`. */
export function truncate(text: string, columns: number): string {
  // A character is never wider than two columns and never has more than a few code units, so long lines are cut first.
  const candidate = text.length > columns * 8 ? text.slice(0, columns * 8) : text;
  if (candidate.length === text.length && widthOf(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const character of candidate) {
    const width = widthOf(character);
    if (used + width > columns - 1) break;
    kept += character;
    used += width;
  }
  return `${kept}…`;
}

/** `1 site`, `2 sites`. */
export function count(amount: number, noun: string, plural = `${noun}s`): string {
  return `${amount} ${amount === 1 ? noun : plural}`;
}
