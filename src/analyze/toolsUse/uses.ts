/** What a place does with an expression that holds the tools: hands it on, reads it, or takes it out of sight. */
import { ts } from 'ts-morph';
import { isMember, unwrap, wrapped } from '../nodes.js';
import { argument } from './arguments.js';
import type { Way } from './flow.js';
import { behind, isItems, isWhole, ITEM, RESULT, within, type Held } from './held.js';
import { member } from './members.js';
import { isLogged } from './shapes.js';

const K = ts.SyntaxKind;

export function use(node: ts.Expression, held: Held, way: Way): void {
  const outer = wrapped(node) as ts.Expression;
  const { parent } = outer;
  if (ts.isAwaitExpression(parent)) return way.add(parent, held);
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) {
    if (parent.initializer === outer) way.bind(parent.name, held);
    return;
  }
  if (ts.isPropertyDeclaration(parent)) return field(parent, held, way);
  if (ts.isBinaryExpression(parent)) return binary(parent, outer, held, way);
  if (ts.isConditionalExpression(parent)) return parent.condition === outer ? undefined : way.add(parent, held);
  if (ts.isSpreadElement(parent)) return spread(parent, held, way);
  if (ts.isSpreadAssignment(parent)) {
    if (isWhole(held)) way.flow.merges.push({ place: parent.parent, kind: 'object', element: parent });
    return way.add(parent.parent, held);
  }
  if (ts.isPropertyAssignment(parent)) return property(parent, parent.name, outer, held, way);
  if (ts.isShorthandPropertyAssignment(parent)) return property(parent, parent.name, outer, held, way);
  if (ts.isArrayLiteralExpression(parent)) {
    return way.add(parent, within(String(parent.elements.indexOf(outer)), held));
  }
  if (isMember(parent)) return parent.expression === outer ? member(parent, held, way) : keyed(parent, held, way);
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    return parent.expression === outer ? called(parent, held, way) : argument(parent, outer, held, way);
  }
  if (ts.isReturnStatement(parent)) return way.returned(parent, held);
  if (ts.isArrowFunction(parent)) return way.returned(parent, held);
  if (ts.isForOfStatement(parent)) return loop(parent, held, way);
  if (ts.isForInStatement(parent)) return way.read(parent, 'the names of the tools are read (for … in)');
  if (isReadByStatement(parent)) return;
  if (ts.isTemplateSpan(parent)) {
    return isLogged(parent) ? way.log(parent) : way.read(parent, 'the tools are written into a text');
  }
  if (ts.isJsxExpression(parent) || ts.isJsxSpreadAttribute(parent)) {
    return way.read(parent, 'the tools are shown in a page');
  }
  if (ts.isCaseClause(parent) || ts.isSwitchStatement(parent)) return way.read(parent, 'the tools are compared');
  const words = ts.isYieldExpression(parent)
    ? 'yielded'
    : ts.isExportAssignment(parent)
      ? 'exported'
      : `used in ${parent.getText().replace(/\s+/g, ' ').slice(0, 40)}`;
  way.escape(words);
}

/** Asks only whether there is something, or throws the value away. */
function isReadByStatement(parent: ts.Node): boolean {
  return (
    ts.isExpressionStatement(parent) ||
    ts.isIfStatement(parent) ||
    ts.isIterationStatement(parent, false) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isVoidExpression(parent) ||
    ts.isTypeQueryNode(parent)
  );
}

function field(declaration: ts.PropertyDeclaration, held: Held, way: Way): void {
  const symbol = way.facts.bindings.symbolOf(declaration.name);
  if (symbol) way.addSymbol(symbol, held, declaration.getSourceFile());
  else way.escape(`kept in ${declaration.name.getText()}`);
}

function binary(parent: ts.BinaryExpression, outer: ts.Node, held: Held, way: Way): void {
  const operator = parent.operatorToken.kind;
  const isRight = parent.right === outer;
  if (operator === K.QuestionQuestionToken || operator === K.BarBarToken) return way.add(parent, held);
  if (operator === K.AmpersandAmpersandToken || operator === K.CommaToken) {
    return isRight ? way.add(parent, held) : undefined;
  }
  if (operator === K.InKeyword) {
    if (isRight && held.path.length === 0) asked(parent, way);
    return;
  }
  if (operator >= K.FirstAssignment && operator <= K.LastAssignment) {
    if (!isRight) return;
    const target = unwrap(parent.left);
    if (ts.isObjectLiteralExpression(target) || ts.isArrayLiteralExpression(target)) {
      return way.escape(`taken apart into ${target.getText().replace(/\s+/g, ' ').slice(0, 40)}`);
    }
    way.store(parent.left, held);
    return ts.isExpressionStatement(wrapped(parent).parent) ? undefined : way.add(parent, held);
  }
  if (operator === K.InstanceOfKeyword) return;
  const other = unwrap(isRight ? parent.left : parent.right);
  const isNothing = other.kind === K.NullKeyword || (ts.isIdentifier(other) && other.text === 'undefined');
  if (isNothing) return;
  if (isLogged(parent)) way.log(parent);
  else way.read(parent, 'the tools are compared, or written into a text');
}

function asked(parent: ts.BinaryExpression, way: Way): void {
  const name = unwrap(parent.left);
  if (ts.isStringLiteralLike(name)) way.lookup(parent, name.text);
  else way.read(parent, `the tools are asked for ${parent.left.getText().slice(0, 40)}`);
}

function spread(element: ts.SpreadElement, held: Held, way: Way): void {
  const { parent } = element;
  if (!ts.isArrayLiteralExpression(parent)) {
    if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return;
    return argument(parent, element, held, way);
  }
  if (isWhole(held)) {
    way.flow.merges.push({ place: parent, kind: 'list', element });
    return way.add(parent, held);
  }
  if (isItems(held)) way.add(parent, within(ITEM, behind(held)));
  else way.escape(`spread in ${parent.getText().replace(/\s+/g, ' ').slice(0, 40)}`);
}

function property(
  place: ts.PropertyAssignment | ts.ShorthandPropertyAssignment,
  name: ts.PropertyName,
  outer: ts.Node,
  held: Held,
  way: Way,
): void {
  if (!ts.isObjectLiteralExpression(place.parent)) return;
  // `({ [tools]: 1 })`
  if (ts.isPropertyAssignment(place) && place.initializer !== outer) return;
  const key = ts.isComputedPropertyName(name)
    ? ts.isStringLiteralLike(name.expression)
      ? name.expression.text
      : ITEM
    : name.text;
  way.add(place.parent, within(key, held));
}

/** `names[tools]` */
function keyed(parent: ts.Node, held: Held, way: Way): void {
  if (held.kind === 'list') way.read(parent, 'the tools are used as a key');
}

function called(call: ts.CallExpression | ts.NewExpression, held: Held, way: Way): void {
  if (held.path[0] === RESULT) way.add(call, behind(held));
  else if (held.path.length === 0) way.read(call, 'a tool is called');
}

function loop(statement: ts.ForOfStatement, held: Held, way: Way): void {
  const { initializer } = statement;
  const what = 'the tools are gone through (for … of)';
  if (!ts.isVariableDeclarationList(initializer)) return way.escape('gone through into a variable of outside');
  for (const { name } of initializer.declarations) way.bindItem(name, held, statement, what);
}
