/** Code that is nested too deeply for the compiler. */
import { ts } from 'ts-morph';

/** TypeScript's parser is recursive: a file nested deeper than this could end the whole run. */
const MAX_NESTING = 1000;

/** The deepest nesting of brackets, strings and comments not told apart: an upper bound that is cheap to get. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 40 || code === 91 || code === 123) depth++;
    else if ((code === 41 || code === 93 || code === 125) && depth > 0) depth--;
    if (depth > MAX_NESTING) return true;
  }
  return false;
}

/** Long chains of calls or of `else if` are deep trees without deep brackets. */
export function isDeepTree(file: string, text: string): boolean {
  let layer: ts.Node[];
  try {
    layer = [ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false)];
  } catch {
    return true;
  }
  for (let depth = 0; layer.length > 0; depth++) {
    if (depth > MAX_NESTING) return true;
    const next: ts.Node[] = [];
    for (const node of layer) ts.forEachChild(node, (child) => void next.push(child));
    layer = next;
  }
  return false;
}
