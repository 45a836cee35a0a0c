import { createHash } from 'node:crypto';

/**
 * How a text is taken back: what is common at both ends stays, the middle is put back. Enough to undo any change, as
 * small as the stretch that the change touched, and checked by hashes.
 */
export interface Reversal {
  /** SHA-256 of the UTF-8 text before and after, hex. */
  hashBefore: string;
  hashAfter: string;
  /** UTF-16 code units that both texts have in common at the start and at the end. */
  head: number;
  tail: number;
  /** What the old text has between the two; null when it was too large to keep. */
  middle: string | null;
}

export function reversalOf(before: string, after: string): Reversal {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return {
    hashBefore: hashOf(before),
    hashAfter: hashOf(after),
    head,
    tail,
    middle: before.slice(head, before.length - tail),
  };
}

/**
 * @param after the text as the run left it
 * @returns the old text; undefined when this is not that text, or the middle was not kept
 */
export function takeBack(reversal: Reversal, after: string): string | undefined {
  if (reversal.middle === null || hashOf(after) !== reversal.hashAfter) return undefined;
  const before = after.slice(0, reversal.head) + reversal.middle + after.slice(after.length - reversal.tail);
  return hashOf(before) === reversal.hashBefore ? before : undefined;
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
