/** `tools.execute(slug, body, options?)`: what the call says, behind spreads, casts and constants in reach. */
import { ts } from 'ts-morph';
import { ignoresError, testsForErrors } from './errorTests.js';
import { constantBody, isMadeHere, literalBody } from './executeBody.js';
import type { ExpressionFacts } from './expressions.js';
import type { BodyFact, ExecuteFact } from './facts.js';
import { helperBody } from './helperBody.js';
import { looseComments } from './looseComments.js';
import { modifiersFact } from './modifiers.js';
import { unwrap } from './nodes.js';
import { resultUse } from './resultUse.js';
import { typedBody } from './typedBody.js';
import { declaredValue } from './values.js';

/**
 * @param call a call of `tools.execute`, of any shape
 * @returns its facts; a shape that is not understood has a body of shape `unknown` with a reason
 */
export function executeFact(call: ts.CallExpression, facts: ExpressionFacts): ExecuteFact {
  const [slug, body, options] = call.arguments;
  const read = bodyFact(call, slug, body, facts);
  return {
    slug: facts.describe(slug ?? call),
    body: read,
    options: options && !isNothing(options) ? modifiersFact(options, 'execute', facts) : null,
    result: resultUse(call, facts),
    testsForErrors: testsForErrors(call, facts),
    errorIgnored: ignoresError(call, facts),
    looseComments: looseComments(call, removedLiteral(body, read, facts)),
  };
}

function bodyFact(
  call: ts.CallExpression,
  slug: ts.Expression | undefined,
  body: ts.Expression | undefined,
  facts: ExpressionFacts,
): BodyFact {
  if (!slug || ts.isSpreadElement(slug) || (body && ts.isSpreadElement(body))) {
    return unknownBody(call, 'the arguments are spread from a list');
  }
  if (ts.isObjectLiteralExpression(unwrap(slug))) return unknownBody(slug, 'an object stands in the place of the slug');
  if (!body) return unknownBody(call, 'there is no second argument');
  if (call.arguments.length > 3) return unknownBody(call, 'there are more than three arguments');
  const target = unwrap(body);
  if (ts.isObjectLiteralExpression(target)) return literalBody(target, body, call, facts);
  const made = ts.isCallExpression(target) ? helperBody(target, body, facts) : null;
  if (made) return made;
  const isHere = ts.isIdentifier(target) && isMadeHere(target, call, facts);
  const typed = isHere ? null : typedBody(target as ts.Expression, body, facts);
  if (typed) return typed;
  if (ts.isIdentifier(target)) return constantBody(target, body, call, facts);
  return unknownBody(body, `the body ${target.getText().replace(/\s+/g, ' ').slice(0, 60)} is made elsewhere`);
}

/** The literal of the body that goes with the call: at the call, or in a constant that is removed. */
function removedLiteral(
  body: ts.Expression | undefined,
  { declaration }: BodyFact,
  facts: ExpressionFacts,
): ts.ObjectLiteralExpression | undefined {
  const written = body && unwrap(body);
  const value = written && declaration?.remove ? declaredValue(written as ts.Expression, facts) : written;
  const target = value && unwrap(value);
  return target && ts.isObjectLiteralExpression(target) ? target : undefined;
}

function unknownBody(node: ts.Node, reason: string): BodyFact {
  const range = { start: node.getStart(), end: node.getEnd() };
  return { shape: 'unknown', reason, keys: [], range, declaration: null };
}

/** `undefined`, `null` or `{}` in the place of the options. */
function isNothing(node: ts.Expression): boolean {
  const target = unwrap(node);
  if (ts.isObjectLiteralExpression(target)) return target.properties.length === 0;
  return target.kind === ts.SyntaxKind.NullKeyword || target.getText() === 'undefined';
}
