/** Values that code only asks about: whether they are there, or what kind of thing they are. */
import { ts } from 'ts-morph';
import { isMember, isMissing, unwrap, wrapped } from './nodes.js';

const { SyntaxKind } = ts;
const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

/**
 * The value is only asked whether it is there: `typeof x`, `!x`, `if (x)`, `x ? a : b`, `x && …`, `x != null`,
 * `x instanceof Function`, `Boolean(x)`. A value that comes out of a `&&`, `||`, `??` or `?:` is asked about when
 * that is.
 */
export function isTested(node: ts.Node): boolean {
  const outer = wrapped(node);
  const { parent } = outer;
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) {
    return parent.expression === outer;
  }
  if (ts.isForStatement(parent)) return parent.condition === outer;
  if (ts.isConditionalExpression(parent)) return parent.condition === outer || isTested(parent);
  if (ts.isCallExpression(parent)) return parent.expression !== outer && parent.expression.getText() === 'Boolean';
  if (!ts.isBinaryExpression(parent)) return false;
  const operator = parent.operatorToken.kind;
  const isLeft = parent.left === outer;
  if (COMPARISONS.has(operator)) return isMissing(isLeft ? parent.right : parent.left);
  if (operator === SyntaxKind.InstanceOfKeyword) return isLeft;
  // What comes out of it is the value only where there is none.
  if (operator === SyntaxKind.AmpersandAmpersandToken && isLeft) return true;
  const isLogical =
    operator === SyntaxKind.AmpersandAmpersandToken ||
    operator === SyntaxKind.BarBarToken ||
    operator === SyntaxKind.QuestionQuestionToken;
  return isLogical && isTested(parent);
}

const MOCK_MAKERS = /^(?:vi|jest|mock|sinon|td|t\.mock)\.(?:fn|stub|fake|spy|func|function)\b/;
const MOCKED = /^(?:vi\.|jest\.)?mocked$/;

/**
 * A test asks about the value or replaces it: `expect(x)`, `vi.mocked(x)`, `x.mockResolvedValue(…)`, `x as Mock`,
 * `x = vi.fn()`. The code under test is what calls it.
 */
export function isOfTest(node: ts.Node): boolean {
  if (isCastToMock(node)) return true;
  const outer = wrapped(node);
  const { parent } = outer;
  if (ts.isCallExpression(parent) && parent.arguments.some((one) => one === outer)) {
    const callee = parent.expression.getText();
    return /^expect(?:\.\w+|TypeOf)?$/.test(callee) || MOCKED.test(callee);
  }
  if (isMember(parent) && parent.expression === outer) {
    return ts.isPropertyAccessExpression(parent) && /^mock(?:[A-Z]\w*)?$/.test(parent.name.text);
  }
  if (!ts.isBinaryExpression(parent) || parent.left !== outer) return false;
  return parent.operatorToken.kind === SyntaxKind.EqualsToken && MOCK_MAKERS.test(unwrap(parent.right).getText());
}

/** `x as jest.Mock`, `x as unknown as MockInstance`. */
function isCastToMock(node: ts.Node): boolean {
  let current = node;
  for (;;) {
    const { parent } = current;
    if (
      (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent)) &&
      /^(?:\w+\.)?Mock/.test(parent.type.getText())
    )
      return true;
    if (wrapped(current) === current) return false;
    current = parent;
  }
}
