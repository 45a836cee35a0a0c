/** Writing `.method()` behind an expression that is only known as text. */

/** The text, in parentheses unless a member access can stand behind it as it is. */
export function asReceiver(text: string): string {
  return standsBeforeDot(text) ? text : `(${text})`;
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
    } else if (/[)\]}]/.test(sign)) depth -= 1;
    else if (depth === 0 && !/[\p{ID_Continue}$.!]/u.test(sign)) return false;
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
