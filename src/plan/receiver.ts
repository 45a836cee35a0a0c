/** Writing `.method()` behind an expression that is only known as text. */
import type { SlugForm } from './intent.js';

/** The text, in parentheses unless a member access can stand behind it as it is. */
export function asReceiver(text: string): string {
  return standsBeforeDot(text) ? text : `(${text})`;
}

/** Behind a list of toolkits. */
const LOWER_CASE_EACH = '.map((toolkit) => toolkit.toLowerCase())';
const CASE_CALL = /\s*\.\s*to(?:Lower|Upper)Case\s*\(\s*\)$/;
/** `.map((t) => t.toUpperCase())`: what stands before the name of the method, and what behind it. */
const CASE_OF_EACH =
  /(\s*\.\s*map\s*\(\s*(?:([\p{ID_Start}$_][\p{ID_Continue}$]*)|\(\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?::\s*string\s*)?\))\s*=>\s*(?:\2\3)\.to)(?:Lower|Upper)(Case\(\)\s*,?\s*\))$/u;

/**
 * The value of a text in lower case, in one conversion: `toolkit.toUpperCase()` and `(toolkit.toLowerCase())` become
 * `toolkit.toLowerCase()`, a literal is written out.
 *
 * @param text of one expression that gives a string for certain
 */
export function inLowerCase(text: string): string {
  if (isPlainLiteral(text)) return text.toLowerCase();
  const plain = withoutWrappers(text);
  const base = plain.replace(CASE_CALL, '');
  if (base !== plain && standsBeforeDot(base)) return `${base}.toLowerCase()`;
  return `${asReceiver(text)}.toLowerCase()`;
}

/** The text of a toolkit, in the form that gives its slug. */
export function slugText(text: string, form: SlugForm): string {
  if (typeof form !== 'string') return `${form.name}[${text}]${form.asserted ? '!' : ''}`;
  return form === 'lower-case' ? inLowerCase(text) : text;
}

/**
 * A list with each of its strings in lower case, in one pass: `xs.map((x) => x.toUpperCase())` becomes
 * `xs.map((x) => x.toLowerCase())`.
 *
 * @param text of one expression that gives an array of strings for certain
 */
export function listInLowerCase(text: string): string {
  const plain = withoutWrappers(text);
  const at = CASE_OF_EACH.exec(plain);
  if (at && standsBeforeDot(plain.slice(0, at.index))) return plain.replace(CASE_OF_EACH, '$1Lower$4');
  return `${asReceiver(text)}${LOWER_CASE_EACH}`;
}

/** A string in quotes in which no sign is escaped. */
function isPlainLiteral(text: string): boolean {
  return /^(?:'[^'\\\n]*'|"[^"\\\n]*")$/.test(text);
}

/** The expression inside of parentheses, `!` and `as string`, where what is left is one that a dot can follow. */
function withoutWrappers(text: string): string {
  const inner = text
    .replace(/^\(([^]*)\)$/, '$1')
    .replace(/\s+as\s+string(?:\[\])?\s*$/, '')
    .replace(/!$/, '')
    .trim();
  return inner !== text && standsBeforeDot(inner.replace(CASE_CALL, '').replace(CASE_OF_EACH, '')) ? inner : text;
}

/** Names, dots, `!`, calls and brackets, one behind the other: `user!.toolkits`, `list()`, `['github', slack]`, `(a ?? b)`. */
function standsBeforeDot(text: string): boolean {
  if (!/^[\p{ID_Start}$_([]/u.test(text)) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index]!;
    if (/['"`]/.test(sign)) {
      const end = endOfQuoted(text, index);
      // What stands behind a quote at the outside is a tagged template or no single expression.
      if (end === undefined || depth === 0) return false;
      index = end;
    } else if (/[([{]/.test(sign)) {
      if (sign === '{' && depth === 0) return false;
      depth += 1;
    } else if (/[)\]}]/.test(sign)) {
      depth -= 1;
      if (depth < 0) return false;
    } else if (depth === 0 && !/[\p{ID_Continue}$.!]/u.test(sign)) return false;
  }
  return depth === 0;
}

/** Where the quoted text that begins here ends; undefined when it does not, or holds expressions. */
function endOfQuoted(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === quote) return index;
    else if (quote === '`' && text.startsWith('${', index)) return undefined;
  }
  return undefined;
}
