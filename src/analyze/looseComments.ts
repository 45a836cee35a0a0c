/** Comments that would be lost with the code that goes, though they are about what stays. */
import { ts } from 'ts-morph';
import { DROPPED } from './bodyValues.js';
import { propertyBeside } from './commentOwner.js';
import type { Range } from './facts.js';
import { isMember, propertyName, unwrap } from './nodes.js';

export type LooseComment = Range & { text: string };

/**
 * @param call the call that is rewritten
 * @param body the object literal whose properties go, all but the value of `arguments`
 * @returns every comment but those about a property that a session does not need, in source order: a comment above
 * such a property, or behind it on its line, goes with it
 */
export function looseComments(call: ts.CallExpression, body: ts.ObjectLiteralExpression | undefined): LooseComment[] {
  const found: LooseComment[] = [];
  const [slug] = call.arguments;
  const take = (start: number, end: number): void => {
    found.push(...commentsBetween(call.getSourceFile().text, start, end));
  };
  const callee = unwrap(call.expression);
  const namespace = isMember(callee) ? unwrap(callee.expression) : callee;
  if (isMember(namespace)) take(namespace.expression.getEnd(), call.expression.getEnd());
  if (slug) take(call.expression.getEnd(), slug.getStart());
  const stays = call.arguments[1];
  if (slug && stays) take(slug.getEnd(), stays.getStart());
  if (body) {
    const inBody = (start: number, end: number): void => {
      const comments = commentsBetween(call.getSourceFile().text, start, end);
      const isGone = (comment: LooseComment): boolean =>
        DROPPED.has(propertyName(propertyBeside(body, comment)?.name) ?? '');
      found.push(...comments.filter((comment) => !isGone(comment)));
    };
    let from = body.getStart() + 1;
    for (const property of body.properties) {
      inBody(from, property.getStart());
      if (propertyName(property.name) === 'arguments' && ts.isPropertyAssignment(property)) {
        take(property.name.getEnd(), property.initializer.getStart());
      }
      from = property.getEnd();
    }
    inBody(from, body.getEnd() - 1);
  }
  const last = call.arguments.at(-1);
  if (last) take(endOfLiteral(last), call.getEnd() - 1);
  return found.sort((a, b) => a.start - b.start);
}

/** Behind the literal of `{ … } as any` a cast goes as well. */
function endOfLiteral(node: ts.Expression): number {
  const target = unwrap(node);
  return ts.isObjectLiteralExpression(target) && target !== node ? target.getEnd() : node.getEnd();
}

/** Comments in a stretch that holds nothing but punctuation, names and comments. */
function commentsBetween(text: string, start: number, end: number): LooseComment[] {
  return [...text.slice(start, end).matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g)].map(({ 0: comment, index }) => ({
    start: start + index,
    end: start + index + comment.length,
    text: comment,
  }));
}
