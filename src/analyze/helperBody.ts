/** A body that a helper of the file makes at the call: `bodyFor(userId, to)`, which returns one object literal. */
import { ts } from 'ts-morph';
import { DROPPED, UnknownBody } from './bodyValues.js';
import { isConstant } from './constants.js';
import type { ExpressionFacts } from './expressions.js';
import type { BodyFact, BodyKey, ExpressionFact } from './facts.js';
import { isAsync, isFunction, isMissing, propertyName, unwrap } from './nodes.js';

type Helper = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction;

/**
 * Only where the helper does nothing but put together what stays the same: it may then run after the session is made,
 * for its arguments, and what it does with the user is known.
 *
 * @returns the keys of its literal, in terms of the call; null for a call of anything else
 */
export function helperBody(made: ts.CallExpression, body: ts.Expression, facts: ExpressionFacts): BodyFact | null {
  const helper = helperOf(made, facts);
  const literal = helper && literalOf(helper);
  if (!helper || !literal) return null;
  const range = { start: body.getStart(), end: body.getEnd() };
  try {
    const keys = literal.properties.map((property) => keyOf(property, { made, helper, facts, range }));
    const names = new Set(keys.map(({ key }) => key));
    if (names.size < keys.length) throw new UnknownBody('the helper gives a key twice');
    return { shape: 'constant', reason: null, keys, range, declaration: null };
  } catch (error) {
    if (!(error instanceof UnknownBody)) throw error;
    return { shape: 'unknown', reason: error.message, keys: [], range, declaration: null };
  }
}

function helperOf(made: ts.CallExpression, facts: ExpressionFacts): Helper | null {
  const symbol = ts.isIdentifier(made.expression) ? facts.bindings.symbolOf(made.expression) : undefined;
  const [declaration, another] = symbol?.declarations ?? [];
  if (!symbol || !declaration || another || facts.bindings.writesTo(symbol).length > 0) return null;
  if (declaration.getSourceFile() !== made.getSourceFile() || made.questionDotToken) return null;
  const value = ts.isVariableDeclaration(declaration)
    ? declaration.initializer && unwrap(declaration.initializer)
    : declaration;
  if (!value || !isFunction(value) || isAsync(value) || value.asteriskToken) return null;
  return ts.isFunctionDeclaration(value) || ts.isFunctionExpression(value) || ts.isArrowFunction(value) ? value : null;
}

/** What it returns, when that is all that it does. */
function literalOf({ body }: Helper): ts.ObjectLiteralExpression | null {
  let value: ts.Node | undefined = body;
  if (body && ts.isBlock(body)) {
    const [only, another] = body.statements;
    value = only && !another && ts.isReturnStatement(only) ? only.expression : undefined;
  }
  const target = value && unwrap(value);
  return target && ts.isObjectLiteralExpression(target) ? target : null;
}

interface Call {
  made: ts.CallExpression;
  helper: Helper;
  facts: ExpressionFacts;
  range: { start: number; end: number };
}

function keyOf(property: ts.ObjectLiteralElementLike, call: Call): BodyKey {
  const { made, facts, range } = call;
  const name = propertyName(property.name);
  const value = ts.isShorthandPropertyAssignment(property)
    ? property.name
    : ts.isPropertyAssignment(property)
      ? property.initializer
      : undefined;
  const helper = made.expression.getText();
  if (name === undefined || !value) throw new UnknownBody(`${helper} makes a body whose keys are not all plain`);
  if (!facts.isStable(value)) throw new UnknownBody(`${helper} does more for ${name} than to put it together`);
  const known =
    name === 'arguments' ? argumentsOf(call) : DROPPED.has(name) ? facts.describe(value) : given(value, name, call);
  return {
    key: name,
    range,
    value: known,
    shorthand: false,
    conditional: null,
    conditionIsValue: false,
    optional: false,
    missing: isMissing(value),
    constant: isConstant(value, facts),
  };
}

/** The helper is called for them when the session is there: what it is given must be the same then. */
function argumentsOf({ made, facts }: Call): ExpressionFact {
  const text = made.getText();
  if (/\n|\/[/*]/.test(text))
    throw new UnknownBody(`the call of ${made.expression.getText()} has several lines or a comment`);
  if (!made.arguments.every((one) => !ts.isSpreadElement(one) && facts.isStable(one))) {
    throw new UnknownBody(
      `what ${made.expression.getText()} is given may be another by the time that a session is there`,
    );
  }
  return { ...facts.describe(made), text: `${text}.arguments`, stable: true, pure: true };
}

/** A literal, or what the call gives for a parameter. */
function given(value: ts.Expression, name: string, { made, helper, facts }: Call): ExpressionFact {
  const target = unwrap(value) as ts.Expression;
  if (ts.isStringLiteralLike(target)) return facts.describe(target);
  const symbol = ts.isIdentifier(target) ? facts.bindings.symbolOf(target) : undefined;
  const index = helper.parameters.findIndex((one) => symbol !== undefined && one === symbol.declarations?.[0]);
  const parameter = helper.parameters[index];
  const argument = made.arguments[index];
  const isPlain = parameter && ts.isIdentifier(parameter.name) && !parameter.initializer && !parameter.dotDotDotToken;
  const isGiven = argument && !made.arguments.slice(0, index + 1).some((one) => ts.isSpreadElement(one));
  if (!symbol || !isPlain || !isGiven || facts.bindings.writesTo(symbol).length > 0 || !facts.isStable(argument)) {
    throw new UnknownBody(`${made.expression.getText()} makes ${name} of something else than what it is given`);
  }
  return facts.describe(argument);
}
