import leven from 'leven';

/**
 * The word that was probably meant, or undefined when none is near enough.
 *
 * @param word what the user typed
 * @param known the words that exist
 * @returns a known word that differs only in case and separators, else the nearest within a third of the length
 *   (at least 2 edits, as typing errors go)
 */
export function closest(word: string, known: Iterable<string>): string | undefined {
  const plain = simplify(word);
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const other = simplify(candidate);
    if (other === plain) return candidate;
    const allowed = Math.max(2, Math.floor(Math.max(plain.length, other.length) / 3));
    const limit = Math.min(allowed + 1, bestDistance, plain.length);
    const distance = leven(plain, other, { maxDistance: limit });
    if (distance < limit) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function simplify(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]/g, '');
}
