/** Comments that would be lost with the code that goes, though they are not about it alone. */
import { ts } from 'ts-morph';
import type { Range } from './facts.js';
import { isMember, propertyName, unwrap } from './nodes.js';

export type LooseComment = Range & { text: string };

/**
 * @param call the call that is rewritten
 * @param body the object literal whose properties go, all but the value of `arguments`
 * @returns comments with a line of their own, or behind code that stays, in source order; a comment behind a property
 * that goes, on its line, goes with it
 */
export function looseComments(call: ts.CallExpression, body: ts.ObjectLiteralExpression | undefined): LooseComment[] {
  const found: LooseComment[] = [];
  const [slug] = call.arguments;
  const take = (start: number, end: number, behind: 'kept' | 'removed'): void => {
    for (const comment of commentsBetween(call.getSourceFile().text, start, end)) {
      if (comment.ownLine || behind === 'kept') found.push(comment);
    }
  };
  const callee = unwrap(call.expression);
  const namespace = isMember(callee) ? unwrap(callee.expression) : callee;
  if (isMember(namespace)) take(namespace.expression.getEnd(), call.expression.getEnd(), 'kept');
  if (slug) take(call.expression.getEnd(), slug.getStart(), 'kept');
  const stays = call.arguments[1];
  if (slug && stays) take(slug.getEnd(), stays.getStart(), 'kept');
  if (body) {
    let from = body.getStart() + 1;
    let behind: 'kept' | 'removed' = 'removed';
    for (const property of body.properties) {
      take(from, property.getStart(), behind);
      const isArguments = propertyName(property.name) === 'arguments';
      if (isArguments && ts.isPropertyAssignment(property)) {
        take(property.name.getEnd(), property.initializer.getStart(), 'kept');
      }
      from = property.getEnd();
      behind = isArguments ? 'kept' : 'removed';
    }
    take(from, body.getEnd() - 1, behind);
  }
  const last = call.arguments.at(-1);
  if (last) take(endOfLiteral(last), call.getEnd() - 1, 'kept');
  return found.sort((a, b) => a.start - b.start);
}

/** Behind the literal of `{ … } as any` a cast goes as well. */
function endOfLiteral(node: ts.Expression): number {
  const target = unwrap(node);
  return ts.isObjectLiteralExpression(target) && target !== node ? target.getEnd() : node.getEnd();
}

/** Comments in a stretch that holds nothing but punctuation, names and comments. */
function commentsBetween(text: string, start: number, end: number): (LooseComment & { ownLine: boolean })[] {
  const comments: (LooseComment & { ownLine: boolean })[] = [];
  const pattern = /\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g;
  const stretch = text.slice(start, end);
  for (let match = pattern.exec(stretch); match; match = pattern.exec(stretch)) {
    const at = start + match.index;
    const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
    comments.push({ start: at, end: at + match[0].length, text: match[0], ownLine: before.trim() === '' });
  }
  return comments;
}
