/** Bodies that are made elsewhere, and whose type says what is in them: parameters, parsed values, what a helper returns. */
import { ts } from 'ts-morph';
import { typedKeys, UnknownBody } from './bodyValues.js';
import type { ExpressionFacts } from './expressions.js';
import type { BodyFact } from './facts.js';
import { isMember, unwrap } from './nodes.js';
import { isMutated } from './values.js';

/**
 * @param target the body at the call, without wrappers
 * @returns its keys as members of it, `body.userId`; null where its type does not name every key, or where it may be
 * another one, or hold something else, by the time that a session reads it
 */
export function typedBody(target: ts.Expression, body: ts.Expression, facts: ExpressionFacts): BodyFact | null {
  const isName = ts.isIdentifier(target) || (isMember(target) && !ts.isOptionalChain(target));
  if (!isName || !facts.isStable(target) || isMutated(target, facts) || isClaimed(target, facts)) return null;
  const range = { start: body.getStart(), end: body.getEnd() };
  try {
    const keys = typedKeys(target, facts);
    if (!keys?.some(({ key }) => key === 'userId')) return null;
    return {
      shape: 'constant',
      reason: null,
      keys: keys.map((key) => ({ ...key, range })),
      range,
      declaration: null,
    };
  } catch (error) {
    if (!(error instanceof UnknownBody)) throw error;
    return { shape: 'unknown', reason: error.message, keys: [], range, declaration: null };
  }
}

/** `(await request.json()) as Body`: nobody has looked at what is in it, and it may name an account, too. */
function isClaimed(target: ts.Expression, facts: ExpressionFacts): boolean {
  const declaration = ts.isIdentifier(target) ? facts.bindings.symbolOf(target)?.declarations?.[0] : undefined;
  let value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  while (value) {
    const inner = unwrap(value) as ts.Expression;
    if (facts.checker.getTypeAtLocation(inner).flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return true;
    value = ts.isAwaitExpression(inner) ? inner.expression : undefined;
  }
  return false;
}
