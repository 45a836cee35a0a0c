/** What stands around a call and may say what it is about. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import type { AuthConfigFact } from '../facts.js';
import { isFunction, propertyName, propertyValue, unwrap, wrapped } from '../nodes.js';
import { declaredValue } from '../values.js';

/** Names around a call, and its callback: each with what it is, for the report. */
export function namesAround(call: ts.CallExpression, facts: ExpressionFacts): AuthConfigFact['around'] {
  const around: AuthConfigFact['around'] = [];
  const options = call.arguments[2] && unwrap(call.arguments[2]);
  const callback = options && ts.isObjectLiteralExpression(options) ? propertyValue(options, 'callbackUrl') : undefined;
  const url = callback && textIn(declaredValue(callback, facts) ?? callback);
  if (url) around.push({ what: 'its callback', name: url });
  for (let node: ts.Node = call; node.parent; node = node.parent) {
    if (isFunction(node)) {
      const name = nameOfFunction(node);
      if (name !== undefined) around.push({ what: 'the function around it', name });
    } else if (ts.isClassLike(node) && node.name) around.push({ what: 'the class around it', name: node.name.text });
  }
  return around;
}

/** The fixed parts of a text. */
function textIn(node: ts.Expression): string | null {
  const target = unwrap(node);
  if (ts.isStringLiteralLike(target)) return target.text;
  if (!ts.isTemplateExpression(target)) return null;
  return [target.head.text, ...target.templateSpans.map((span) => span.literal.text)].join(' ');
}

function nameOfFunction(node: ts.FunctionLikeDeclaration): string | undefined {
  if (node.name) return propertyName(node.name as ts.PropertyName);
  const { parent } = wrapped(node);
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  return ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) ? propertyName(parent.name) : undefined;
}
