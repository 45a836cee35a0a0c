import { ts } from 'ts-morph';

/** Texts whose imports are remembered: a file is asked for by several stages, one after the other. */
const MOST_TEXTS = 4000;
const known = new Map<string, readonly string[]>();

/** What a text imports, re-exports or requires, as it is written; also what only looks like a `require` or `import()`. */
export function importSpecifiers(text: string): readonly string[] {
  let specifiers = known.get(text);
  if (!specifiers) {
    if (known.size >= MOST_TEXTS) known.clear();
    specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
    known.set(text, specifiers);
  }
  return specifiers;
}
