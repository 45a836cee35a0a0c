import { readFileSync } from 'node:fs';

let slugs: ReadonlySet<string> | undefined;

/**
 * The toolkit slugs that are known, lower case, in the order of the list. The catalogue grows: a slug that is not
 * here may exist all the same. Source: `data/toolkits.txt`.
 */
export function toolkitSlugs(): ReadonlySet<string> {
  if (!slugs) {
    const text = readFileSync(new URL('./data/toolkits.txt', import.meta.url), 'utf8');
    slugs = new Set(
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#')),
    );
  }
  return slugs;
}
