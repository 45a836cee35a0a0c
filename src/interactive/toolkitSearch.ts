/** Search over the known toolkits, as somebody types a name. */
import { didYouMean } from '../report/didYouMean.js';

/**
 * Toolkits for what was typed, best first: the slug itself, slugs that begin so, slugs that hold it, slugs that may be
 * meant. Case, blanks, `_` and `-` do not count.
 *
 * @param likely toolkits of the project: they come first among equals, and when nothing is typed, in this order
 */
export function searchToolkits(term: string, known: Iterable<string>, likely: readonly string[]): string[] {
  const wanted = squash(term);
  const rank = new Map([...likely].reverse().map((slug, index): [string, number] => [slug, index + 1]));
  const all = [...known].sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0) || (a < b ? -1 : 1));
  if (wanted === '') return all;
  const ranks: string[][] = [[], [], []];
  for (const slug of all) {
    const squashed = squash(slug);
    const at = squashed.indexOf(wanted);
    if (at < 0) continue;
    ranks[squashed === wanted ? 0 : at === 0 ? 1 : 2]!.push(slug);
  }
  const found = ranks.flat();
  return found.length > 0 ? found : didYouMean(wanted, all);
}

function squash(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]+/g, '');
}
