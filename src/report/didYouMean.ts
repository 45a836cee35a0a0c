import leven from 'leven';

/**
 * Candidates that a misspelt word may have meant, nearest first, at most three. Case does not count. A candidate
 * qualifies when at most a third of its letters differ and none is much nearer, or when one is the beginning of the other.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string[] {
  const wanted = word.toLowerCase().slice(0, 100);
  if (wanted === '') return [];
  const near: { candidate: string; distance: number; begins: boolean }[] = [];
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, other.length) / 3));
    const distance = leven(wanted, other);
    const begins = wanted.length >= 3 && (other.startsWith(wanted) || wanted.startsWith(other));
    if (distance <= limit || begins) near.push({ candidate, distance, begins });
  }
  const best = Math.min(...near.map((each) => each.distance));
  return near
    .filter((each) => each.begins || each.distance <= best + 2)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map((each) => each.candidate);
}
