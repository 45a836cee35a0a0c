/** Which property of an object literal a comment is about: it goes and stays with that property. */
import { ts } from 'ts-morph';
import type { Range } from './facts.js';

/**
 * @param comment between the braces of the literal, and in none of its properties
 * @returns the property that the comment stands directly above, or behind on the same line; undefined when a blank line
 * parts them, and for one behind the opening brace
 */
export function propertyBeside(
  literal: ts.ObjectLiteralExpression,
  comment: Range,
): ts.ObjectLiteralElementLike | undefined {
  const { text } = literal.getSourceFile();
  const next = literal.properties.find((property) => property.getStart() >= comment.end);
  const between = next && text.slice(comment.end, next.getStart());
  const before = text.slice(text.lastIndexOf('\n', comment.start - 1) + 1, comment.start);
  if (before.trim() === '') return between === undefined || /\n[^\S\n]*\r?\n/.test(between) ? undefined : next;
  // `a, /* about b */ b`
  if (between !== undefined && /^[^\S\n]*$/.test(between)) return next;
  return literal.properties.findLast((property) => property.getEnd() <= comment.start);
}

/** As `propertyBeside`, in the innermost literal of a call that holds the comment. */
export function propertyInCall(call: ts.CallExpression, comment: Range): ts.ObjectLiteralElementLike | undefined {
  let found: ts.ObjectLiteralExpression | undefined;
  let isInside = false;
  const visit = (node: ts.Node): void => {
    if (node.getStart() > comment.start || node.getEnd() < comment.end) return;
    if (ts.isObjectLiteralExpression(node)) {
      found = node;
      isInside = node.properties.some((one) => one.getStart() <= comment.start && comment.end <= one.getEnd());
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(call, visit);
  return found && !isInside ? propertyBeside(found, comment) : undefined;
}
