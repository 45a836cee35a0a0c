/** Which comments belong to a statement, and which must never go. */
import type { Range } from '../analyze/facts.js';
import type { ParsedFile } from './parse.js';
import { lineEnd, lineStart, programOf, type TreeNode } from './tree.js';

/** Comments that speak to tools or lawyers. */
const DIRECTIVE =
  /^\s*\*?!|@(license|licence|preserve|copyright|fileoverview|file|ts-\w+|jest-environment|vitest-environment|jsx\w*|flow|noflow)\b|\b(eslint|tslint|prettier|biome|oxlint|istanbul|c8|v8|webpack|vite)[-\w]*\b|\b(copyright|licensed?|SPDX)\b|^\/\s*<|#(end)?region/i;

export function isDirectiveComment(text: string): boolean {
  return DIRECTIVE.test(text);
}

interface CommentNode extends Range {
  type: string;
  value: string;
}

/**
 * The range of a statement with the comments that are about it alone: those that touch it from above, each on lines of
 * its own. What stands above the first statement of a file is a header and stays; so do licences and directives, and
 * a line comment over a run of statements of which some stay.
 *
 * @param gone the statements that are removed, this one among them
 */
export function withAttachedComments(
  text: string,
  file: ParsedFile,
  statement: Range,
  gone: readonly Range[] = [statement],
): Range {
  const body = programOf(file).body as TreeNode[];
  const first = body[0];
  if (first && first.start <= statement.start && statement.end <= first.end && first.start === statement.start) {
    return { start: statement.start, end: statement.end };
  }
  const comments = ((file.comments ?? []) as unknown as CommentNode[]).filter((item) => item.end <= statement.start);
  const isDocumentation = (at: number): boolean => text.startsWith('/**', at);
  let start = statement.start;
  for (const comment of comments.reverse()) {
    const from = lineStart(text, comment.start);
    const isOwnLine = text.slice(from, comment.start).trim() === '';
    const touches = /^[^\S\n]*\r?\n[^\S\n]*$/.test(text.slice(comment.end, start));
    if (!isOwnLine || !touches || isDirectiveComment(comment.value)) break;
    // Documentation above line comments is about what they stand in front of, not about the statement alone.
    if (start < statement.start && isDocumentation(comment.start) !== isDocumentation(start)) break;
    start = comment.start;
  }
  if (start < statement.start && !isDocumentation(start) && isFollowedDirectly(text, statement.end, gone)) {
    return { start: statement.start, end: statement.end };
  }
  return { start, end: statement.end };
}

/** The next line has code that stays: a comment above the run may be about all of it. */
function isFollowedDirectly(text: string, end: number, gone: readonly Range[]): boolean {
  const next = lineEnd(text, end);
  const code = /^\r?\n[^\S\n]*/.exec(text.slice(next));
  const start = next + (code?.[0].length ?? 0);
  const below = text.slice(start, lineEnd(text, start)).trim();
  if (!code || below === '' || /^(\}|\)|\]|\/\/|\/\*)/.test(below)) return false;
  const other = gone.find((range) => range.start === start);
  return !other || isFollowedDirectly(text, other.end, gone);
}
