/**
 * How a read of `.successful` becomes one of `.error`: `successful` means that there is no error
 * (`ToolRouterSession` of @composio/core derives it as `!error`). Only insertions and replacements of a few characters,
 * so that the code around, also the call itself inside of the read, keeps its bytes.
 */
import { ts } from 'ts-morph';
import type { Range } from './facts.js';

export type ReadEdit = Range & { text: string };

/**
 * Edits for one read, as plain as its place allows: `if (!result.successful)` → `if (result.error)`, a value stays a
 * boolean: `!result.error`, `!!result.error`.
 *
 * @param read the whole read: `result.successful`, `result['successful']`, or a destructured name
 * @param rename replaces the name in it
 * @returns null where the read cannot be turned (`result.successful ?? other()`)
 */
export function editsOfRead(read: ts.Expression, rename: ReadEdit): ReadEdit[] | null {
  const outer = throughParentheses(read);
  const parent = outer.parent;
  const insert = (text: string): ReadEdit => ({ start: read.getStart(), end: read.getStart(), text });

  if (isNot(parent)) {
    const second = throughParentheses(parent);
    if (isNot(second.parent)) return [removeBang(second.parent), rename];
    return isCondition(second) ? [removeBang(parent), rename] : [insert('!'), rename];
  }
  if (ts.isBinaryExpression(parent)) {
    const equality = booleanComparison(parent, outer);
    if (equality !== null) {
      const bang = equality ? '!' : isCondition(throughParentheses(parent)) ? '' : '!!';
      const rest =
        parent.left === outer
          ? { start: outer.getEnd(), end: parent.getEnd(), text: '' }
          : { start: parent.getStart(), end: outer.getStart(), text: '' };
      return [...(bang ? [insert(bang)] : []), rename, rest];
    }
    if (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken && parent.left === outer) {
      if (!isBooleanLiteral(parent.right)) return null;
      return [insert('!'), rename, { start: outer.getEnd(), end: parent.getEnd(), text: '' }];
    }
    if (parent.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken) return null;
  }
  if (ts.isNonNullExpression(parent)) return null;
  const isInside = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  if (isInside && parent.expression === outer && outer === read) {
    return [insert('(!'), rename, { start: read.getEnd(), end: read.getEnd(), text: ')' }];
  }
  return [insert('!'), rename];
}

/** Only the truth of the value counts there, not that it is a boolean. */
export function isCondition(node: ts.Node): boolean {
  const outer = throughParentheses(node);
  const parent = outer.parent;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) {
    return parent.expression === outer;
  }
  if (ts.isForStatement(parent) || ts.isConditionalExpression(parent)) return parent.condition === outer;
  if (isNot(parent)) return true;
  if (ts.isBinaryExpression(parent)) {
    const operator = parent.operatorToken.kind;
    const isLogical = operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken;
    return isLogical && isCondition(parent);
  }
  return false;
}

function throughParentheses(node: ts.Node): ts.Node {
  let current = node;
  while (ts.isParenthesizedExpression(current.parent)) current = current.parent;
  return current;
}

function isNot(node: ts.Node): node is ts.PrefixUnaryExpression {
  return ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken;
}

function removeBang(node: ts.PrefixUnaryExpression): ReadEdit {
  return { start: node.getStart(), end: node.getStart() + 1, text: '' };
}

function isBooleanLiteral(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
}

/** `read === true` and the like: whether it asks for success; null when it is no comparison with a boolean. */
function booleanComparison(node: ts.BinaryExpression, read: ts.Node): boolean | null {
  const operator = node.operatorToken.kind;
  const equals = operator === ts.SyntaxKind.EqualsEqualsEqualsToken || operator === ts.SyntaxKind.EqualsEqualsToken;
  const differs =
    operator === ts.SyntaxKind.ExclamationEqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsToken;
  const other = node.left === read ? node.right : node.left;
  if ((!equals && !differs) || !isBooleanLiteral(other)) return null;
  return (other.kind === ts.SyntaxKind.TrueKeyword) === equals;
}
