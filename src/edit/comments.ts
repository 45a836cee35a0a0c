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

/**
 * Where the comments directly above a property begin, which go with it: whole lines, up to a blank line, to other code,
 * or to a comment for tools that is not about the next line alone.
 *
 * @param at start of the property
 * @returns start of the first of these lines; the start of the property's own line where there is none, and `at` where
 * the property shares its line with other code
 */
export function startWithComments(text: string, at: number): number {
  let start = lineStart(text, at);
  if (text.slice(start, at).trim() !== '') return at;
  while (start > 0) {
    const end = start - 1;
    const line = text.slice(lineStart(text, end), end).trim();
    let from: number;
    if (line.startsWith('//')) from = lineStart(text, end);
    else if (line.endsWith('*/')) from = lineStart(text, text.lastIndexOf('/*', end));
    else break;
    const comment = text.slice(from, end).trim();
    const isWhole = /^(\/\/|\/\*(?:(?!\*\/)[\s\S])*\*\/$)/.test(comment);
    if (!isWhole || (isDirectiveComment(comment.slice(2)) && !FOR_NEXT_LINE.test(comment))) break;
    start = from;
  }
  return start;
}

/** Ranges that remove a property, with the comments directly above it: those are about nothing that stays. */
export function withOwnComments(text: string, property: Range, ranges: readonly Range[]): Range[] {
  const line = lineStart(text, property.start);
  const start = startWithComments(text, property.start);
  return ranges.map((range) => (range.start === line && start < line ? { ...range, start } : range));
}

const FOR_NEXT_LINE = /next-line|@ts-(ignore|expect-error)|prettier-ignore|biome-ignore/;

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
