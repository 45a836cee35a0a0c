/** Whether an expression has the same value every time that the code around it runs. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import { functionAround, isLoop, unwrap } from './nodes.js';

const MAX_DEPTH = 6;

/**
 * True for literals, the environment, constants of the module (made once, however), and what is built from these;
 * false for parameters, `this`, calls and everything that cannot be told.
 */
export function isConstant(node: ts.Expression, facts: ExpressionFacts, depth = 0): boolean {
  const target = unwrap(node) as ts.Expression;
  if (depth > MAX_DEPTH) return false;
  const all = (nodes: ts.Expression[]): boolean => nodes.every((one) => isConstant(one, facts, depth));
  if (ts.isLiteralExpression(target)) return true;
  if (target.kind === ts.SyntaxKind.NullKeyword || target.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (target.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (facts.describe(target).env !== null) return true;
  if (ts.isTemplateExpression(target)) return all(target.templateSpans.map((span) => span.expression));
  if (ts.isBinaryExpression(target)) return all([target.left, target.right]);
  if (ts.isConditionalExpression(target)) return all([target.condition, target.whenTrue, target.whenFalse]);
  if (ts.isPropertyAccessExpression(target)) return facts.isStable(target) && all([target.expression]);
  if (ts.isElementAccessExpression(target)) {
    return facts.isStable(target) && all([target.expression, target.argumentExpression]);
  }
  return ts.isIdentifier(target) && isConstantName(target, facts, depth);
}

function isConstantName(name: ts.Identifier, facts: ExpressionFacts, depth: number): boolean {
  const symbol = facts.bindings.symbolOf(name);
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration) return true;
  if (facts.bindings.writesTo(symbol).length > 0 || ts.isParameter(declaration)) return false;
  if (isRepeated(declaration)) return false;
  if (!functionAround(declaration)) return true;
  const isPlain = ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name);
  return isPlain && !!declaration.initializer && isConstant(declaration.initializer, facts, depth + 1);
}

/** Declared in a loop: another value each time around. */
function isRepeated(declaration: ts.Node): boolean {
  for (let node = declaration.parent; node && !ts.isSourceFile(node); node = node.parent) if (isLoop(node)) return true;
  return false;
}
