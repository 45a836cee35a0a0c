/** Comments that are in a text before its edits and not after them: so that the report can name each. */
import type { Edit } from './edit.js';
import { parse } from './parse.js';

export interface LostComment {
  /** In the text before, from 1. */
  line: number;
  /** As written, on one line. */
  text: string;
}

/**
 * @param path decides how the texts are parsed
 * @returns in the order of the text before; a comment that was moved, or became a block comment, is not lost
 */
export function lostComments(path: string, before: string, after: string, edits: readonly Edit[]): LostComment[] {
  const gone = edits.filter(({ start, end }) => /\/[/*]/.test(before.slice(start, end)));
  if (gone.length === 0) return [];
  const left = new Map<string, number>();
  for (const { value } of commentsOf(after, path)) left.set(wordsOf(value), (left.get(wordsOf(value)) ?? 0) + 1);
  const lost: Comment[] = [];
  const all = commentsOf(before, path).filter((comment) => wordsOf(comment.value) !== '');
  // Of two with the same words, the one that no edit touches is the one that is still there.
  const isTouched = ({ start, end }: Comment): boolean => gone.some((edit) => edit.start <= start && end <= edit.end);
  for (const comment of [...all.filter((one) => !isTouched(one)), ...all.filter(isTouched)]) {
    const words = wordsOf(comment.value);
    const count = left.get(words) ?? 0;
    if (count > 0) left.set(words, count - 1);
    else if (isTouched(comment)) lost.push(comment);
  }
  const found: LostComment[] = [];
  let last: Comment | undefined;
  for (const comment of lost) {
    const text = before.slice(comment.start, comment.end).replace(/\s+/g, ' ');
    const line = before.slice(0, comment.start).split('\n').length;
    const goesOn = last && /^\/\//.test(text) && /^[^\S\n]*\r?\n[^\S\n]*$/.test(before.slice(last.end, comment.start));
    const above = found.at(-1);
    // A comment over several lines is one.
    if (goesOn && above?.text.startsWith('//')) above.text += text.slice(2);
    else found.push({ line, text });
    last = comment;
  }
  return found;
}

interface Comment {
  value: string;
  start: number;
  end: number;
}

function commentsOf(text: string, path: string): Comment[] {
  return (parse(text, path).comments ?? []).map(({ value, start, end }) => ({
    value,
    start: start ?? 0,
    end: end ?? 0,
  }));
}

/** What a comment says, however it is laid out. */
function wordsOf(value: string): string {
  return value.replaceAll('* /', '*/').replace(/\s+/g, ' ').trim();
}
