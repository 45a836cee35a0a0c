/** Tests that hold where a node stands: `if (toolkit === 'github')`, `case 'github':`, an earlier way out. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isFunction, isMember, memberName, unwrap } from '../nodes.js';
import { declaredValue } from '../values.js';

export interface Guard {
  /** The expression that is tested. */
  subject: ts.Expression;
  /** The values that it can have here. */
  values: string[];
}

/**
 * Every test that dominates a node, nearest first. Goes out of inline functions only for values that nothing changes;
 * stops at the function that has a name of its own.
 */
export function guardsOf(node: ts.Node, facts: ExpressionFacts): Guard[] {
  const guards: Guard[] = [];
  let crossed = false;
  const take = (found: Guard[]): void => {
    for (const guard of found) if (!crossed || facts.isStable(guard.subject)) guards.push(guard);
  };
  for (let child = node, parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (ts.isFunctionDeclaration(parent) || ts.isMethodDeclaration(parent) || ts.isConstructorDeclaration(parent))
      break;
    if (isFunction(parent)) crossed = true;
    if (ts.isIfStatement(parent)) {
      if (child === parent.thenStatement) take(whenTrue(parent.expression, facts));
      else if (child === parent.elseStatement) take(whenFalse(parent.expression, facts));
    } else if (ts.isConditionalExpression(parent)) {
      if (child === parent.whenTrue) take(whenTrue(parent.condition, facts));
      else if (child === parent.whenFalse) take(whenFalse(parent.condition, facts));
    } else if (ts.isBinaryExpression(parent) && child === parent.right) {
      const operator = parent.operatorToken.kind;
      if (operator === ts.SyntaxKind.AmpersandAmpersandToken) take(whenTrue(parent.left, facts));
      else if (operator === ts.SyntaxKind.BarBarToken) take(whenFalse(parent.left, facts));
    } else if (ts.isCaseClause(parent) && child !== parent.expression) take(caseGuard(parent, facts));
    if (ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent)) {
      for (const statement of parent.statements) {
        if (statement === child) break;
        if (ts.isIfStatement(statement) && !statement.elseStatement && leaves(statement.thenStatement))
          take(whenFalse(statement.expression, facts));
      }
    }
  }
  return guards;
}

/** What is known when the condition holds. */
export function whenTrue(condition: ts.Expression, facts: ExpressionFacts): Guard[] {
  const test = unwrap(condition) as ts.Expression;
  if (ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken) {
    return whenFalse(test.operand, facts);
  }
  if (ts.isBinaryExpression(test)) {
    const operator = test.operatorToken.kind;
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
      return [...whenTrue(test.left, facts), ...whenTrue(test.right, facts)];
    }
    if (operator === ts.SyntaxKind.BarBarToken) return either(whenTrue(test.left, facts), whenTrue(test.right, facts));
    if (isEquality(operator)) return comparison(test, facts);
  }
  return membership(test, facts);
}

/** What is known when the condition does not hold. */
export function whenFalse(condition: ts.Expression, facts: ExpressionFacts): Guard[] {
  const test = unwrap(condition) as ts.Expression;
  if (ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken) {
    return whenTrue(test.operand, facts);
  }
  if (!ts.isBinaryExpression(test)) return [];
  const operator = test.operatorToken.kind;
  if (operator === ts.SyntaxKind.BarBarToken) {
    return [...whenFalse(test.left, facts), ...whenFalse(test.right, facts)];
  }
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
    return either(whenFalse(test.left, facts), whenFalse(test.right, facts));
  }
  if (operator === ts.SyntaxKind.ExclamationEqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsToken) {
    return comparison(test, facts);
  }
  if (!isEquality(operator)) return [];
  // The rest of a closed set of values.
  return comparison(test, facts).flatMap((guard) => {
    const all = facts.literals(guard.subject);
    const rest = all?.filter((value) => !guard.values.includes(value)) ?? [];
    return rest.length > 0 ? [{ subject: guard.subject, values: rest }] : [];
  });
}

function isEquality(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.EqualsEqualsEqualsToken || operator === ts.SyntaxKind.EqualsEqualsToken;
}

function comparison(test: ts.BinaryExpression, facts: ExpressionFacts): Guard[] {
  for (const [subject, value] of [
    [test.left, test.right],
    [test.right, test.left],
  ] as const) {
    const literal = constantOf(value, facts);
    if (literal !== null && constantOf(subject, facts) === null) return [{ subject, values: [literal] }];
  }
  return [];
}

/** A string that stands in the code: not a variable that a test above has narrowed. */
function constantOf(node: ts.Expression, facts: ExpressionFacts): string | null {
  const target = unwrap(node) as ts.Expression;
  if (ts.isStringLiteralLike(target)) return target.text;
  const declared = declaredValue(target, facts);
  if (declared) return constantOf(declared, facts);
  const symbol = facts.bindings.symbolOf(ts.isPropertyAccessExpression(target) ? target.name : target);
  const isEnum = symbol?.declarations?.some((one) => ts.isEnumMember(one)) ?? false;
  const values = isEnum ? facts.literals(target) : null;
  return values?.length === 1 ? values[0]! : null;
}

/** Both sides test the same thing: it has one of the values of both. */
function either(left: Guard[], right: Guard[]): Guard[] {
  return left.flatMap((one) => {
    const identity = written(one.subject);
    const other = right.find((candidate) => written(candidate.subject) === identity);
    return other ? [{ subject: one.subject, values: [...new Set([...one.values, ...other.values])] }] : [];
  });
}

/** Two tests in one condition are about the same thing when they are written alike. */
function written(node: ts.Expression): string {
  return unwrap(node).getText().replace(/\s+/g, '');
}

/** `['github', 'slack'].includes(toolkit)`, `SUPPORTED.has(toolkit)`. */
function membership(test: ts.Expression, facts: ExpressionFacts): Guard[] {
  if (!ts.isCallExpression(test) || test.arguments.length !== 1) return [];
  const callee = unwrap(test.expression);
  const subject = test.arguments[0]!;
  if (!isMember(callee) || !/^(includes|has)$/.test(memberName(callee) ?? '')) return [];
  let list = unwrap(callee.expression) as ts.Expression;
  const declared = declaredValue(list, facts);
  if (declared) list = unwrap(declared) as ts.Expression;
  if (ts.isNewExpression(list) && list.expression.getText() === 'Set' && list.arguments?.[0]) list = list.arguments[0];
  const { values } = facts.describeList(list);
  return values && values.length > 0 ? [{ subject, values }] : [];
}

/** The labels under which a clause runs; none when `default` or a clause above leads into it. */
function caseGuard(clause: ts.CaseClause, facts: ExpressionFacts): Guard[] {
  const block = clause.parent;
  const values: string[] = [];
  for (let index = block.clauses.indexOf(clause); index >= 0; index--) {
    const current = block.clauses[index]!;
    if (current !== clause && current.statements.length > 0 && leaves(current.statements.at(-1)!)) break;
    if (!ts.isCaseClause(current)) return [];
    const value = constantOf(current.expression, facts);
    if (value === null) return [];
    values.unshift(value);
  }
  // A `default` that runs on into the labels above it was met on the way; one beside this clause is below it.
  return [{ subject: block.parent.expression, values }];
}

/** The statement never lets the one after it run. */
export function leaves(statement: ts.Statement): boolean {
  if (
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isBreakStatement(statement) ||
    ts.isContinueStatement(statement)
  )
    return true;
  if (ts.isBlock(statement)) return statement.statements.length > 0 && leaves(statement.statements.at(-1)!);
  if (ts.isIfStatement(statement)) {
    return !!statement.elseStatement && leaves(statement.thenStatement) && leaves(statement.elseStatement);
  }
  return false;
}
