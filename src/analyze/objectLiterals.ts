import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import { unwrap } from './nodes.js';
import { declaredValue, isMutated } from './values.js';

const MAX_DEPTH = 6;

/** The object literal that an expression is, itself or through constants that nothing changes. */
export function objectLiteralOf(
  node: ts.Expression,
  facts: ExpressionFacts,
  depth = 0,
): ts.ObjectLiteralExpression | undefined {
  const target = unwrap(node) as ts.Expression;
  if (ts.isObjectLiteralExpression(target)) return target;
  if (depth > MAX_DEPTH) return undefined;
  const declared = declaredValue(target, facts);
  if (!declared || isMutated(target, facts)) return undefined;
  return objectLiteralOf(declared, facts, depth + 1);
}
