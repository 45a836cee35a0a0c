/** The body of a `tools.execute`, taken apart into its keys. */
import { ts } from 'ts-morph';
import { withOwnComments } from '../edit/comments.js';
import { removeItems } from '../edit/remove.js';
import { MUTATING_METHODS } from './bindings.js';
import { asksFor, canStandAt, DROPPED, isShort, memberFact, typedKeys, UnknownBody } from './bodyValues.js';
import { isConstant } from './constants.js';
import type { ExpressionFacts } from './expressions.js';
import type { BodyFact, BodyKey, Range } from './facts.js';
import {
  functionAround,
  isMember,
  isMissing,
  isWriteTarget,
  memberName,
  propertyName,
  unwrap,
  wrapped,
} from './nodes.js';
import { statementFact } from './placement.js';
import { declaredValue, isMutated } from './values.js';

/** A body written at the call. */
export function literalBody(
  literal: ts.ObjectLiteralExpression,
  body: ts.Expression,
  call: ts.CallExpression,
  facts: ExpressionFacts,
): BodyFact {
  const range = { start: body.getStart(), end: body.getEnd() };
  return guarded(range, () => ({
    shape: 'literal',
    reason: null,
    keys: keysOf(literal, call, facts),
    range,
    declaration: null,
  }));
}

/** A body that a constant holds, when the constant is a literal in reach and only what a session drops is set later. */
export function constantBody(
  name: ts.Identifier,
  body: ts.Expression,
  call: ts.CallExpression,
  facts: ExpressionFacts,
): BodyFact {
  const range = { start: body.getStart(), end: body.getEnd() };
  return guarded(range, () => {
    const symbol = facts.bindings.symbolOf(name);
    const declaration = symbol?.declarations?.[0];
    if (!symbol || !declaration || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) {
      throw new UnknownBody(`the body ${name.text} is not made in reach of the call`);
    }
    const literal = declaration.initializer && unwrap(declaration.initializer);
    const here =
      functionAround(declaration) === functionAround(call) && declaration.getSourceFile() === call.getSourceFile();
    if (!literal || !ts.isObjectLiteralExpression(literal) || !here || declaration.getStart() > call.getStart()) {
      throw new UnknownBody(`the body ${name.text} is not an object literal made just before the call`);
    }
    if (facts.bindings.writesTo(symbol).length > 0) throw new UnknownBody(`the body ${name.text} is assigned again`);
    const readers = readersOf(name, symbol, facts);
    const values = valuesOf(literal, call, facts);
    const movable = values.every(({ key, value }) => DROPPED.has(key.key) || !value || canStandAt(value, call, facts));
    const alone = readers.others === 0 && readers.later.length === 0;
    const removed = alone && movable ? ownLineOf(declaration) : null;
    const keys = values.map(({ key, value }) => {
      const stays = value && canStandAt(value, call, facts) && (removed !== null || isShort(value));
      return !value || stays ? key : { ...key, value: memberFact(name, key, facts) };
    });
    return {
      shape: 'constant',
      reason: null,
      keys: [...keys.filter((key) => !readers.later.some((later) => later.key === key.key)), ...readers.later],
      range,
      declaration: {
        name: name.text,
        remove: removed,
        drop: alone && removed === null ? droppedRanges(literal, keys) : [],
      },
    };
  });
}

function guarded(range: Range, make: () => BodyFact): BodyFact {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UnknownBody)) throw error;
    return { shape: 'unknown', reason: error.message, keys: [], range, declaration: null };
  }
}

interface KeyValue {
  key: BodyKey;
  value: ts.Expression | undefined;
}

function keysOf(literal: ts.ObjectLiteralExpression, call: ts.CallExpression, facts: ExpressionFacts): BodyKey[] {
  return valuesOf(literal, call, facts).map(({ key }) => key);
}

/** Every key with its last value, in source order. */
function valuesOf(literal: ts.ObjectLiteralExpression, call: ts.CallExpression, facts: ExpressionFacts): KeyValue[] {
  const found = new Map<string, KeyValue>();
  const put = (entry: KeyValue): void => {
    const { key } = entry.key;
    const mayBeAbsent = entry.key.conditional !== null || entry.key.optional;
    if (found.has(key) && mayBeAbsent) {
      throw new UnknownBody(`${key} is given twice, once under a condition`);
    }
    found.delete(key);
    found.set(key, entry);
  };
  for (const property of literal.properties) {
    for (const entry of entriesOf(property, call, facts)) put(entry);
  }
  return [...found.values()];
}

function entriesOf(property: ts.ObjectLiteralElementLike, call: ts.CallExpression, facts: ExpressionFacts): KeyValue[] {
  const range = { start: property.getStart(), end: property.getEnd() };
  if (ts.isSpreadAssignment(property)) return spreadEntries(property.expression, range, call, facts);
  const name = propertyName(property.name);
  if (name === undefined) throw new UnknownBody('the body has a key that is computed');
  if (ts.isShorthandPropertyAssignment(property))
    return [entry(name, property.name, range, facts, { shorthand: true })];
  if (ts.isPropertyAssignment(property)) return [entry(name, property.initializer, range, facts)];
  throw new UnknownBody(`the ${name} of the body is a method or an accessor`);
}

function entry(
  key: string,
  value: ts.Expression,
  range: Range,
  facts: ExpressionFacts,
  extra: Partial<BodyKey> = {},
): KeyValue {
  return {
    value,
    key: {
      key,
      range,
      value: facts.describe(value),
      shorthand: false,
      conditional: null,
      conditionIsValue: false,
      optional: false,
      missing: isMissing(value),
      constant: isConstant(value, facts),
      ...extra,
    },
  };
}

/** `...{ … }`, `...base`, `...(condition && { … })`, `...(condition ? { … } : { … })`. */
function spreadEntries(node: ts.Expression, range: Range, call: ts.CallExpression, facts: ExpressionFacts): KeyValue[] {
  const target = unwrap(node) as ts.Expression;
  if (ts.isObjectLiteralExpression(target)) return target.properties.flatMap((one) => entriesOf(one, call, facts));
  const choices = choicesOf(target);
  if (choices) {
    return choices.flatMap(({ condition, negated, object }) =>
      object.properties
        .flatMap((one) => entriesOf(one, call, facts))
        .map((found) => ({
          ...found,
          key: {
            ...found.key,
            range,
            shorthand: false,
            conditional: condition.getText(),
            conditionIsValue: !negated && asksFor(condition, found.value, facts),
          },
        })),
    );
  }
  const base = declaredValue(target, facts);
  const literal = base && unwrap(base);
  if (!ts.isIdentifier(target) || !literal || !ts.isObjectLiteralExpression(literal) || isMutated(target, facts)) {
    const typed = typedEntries(target, range, facts);
    if (typed) return typed;
    const text = target.getText().replace(/\s+/g, ' ').slice(0, 60);
    throw new UnknownBody(`the body spreads ${text}, whose keys are not known`);
  }
  return literal.properties.flatMap((one) => {
    if (ts.isSpreadAssignment(one))
      throw new UnknownBody(`the body spreads ${target.text}, which spreads another object`);
    return entriesOf(one, call, facts).map((found) => {
      const stays = found.value !== undefined && canStandAt(found.value, call, facts);
      const value = stays ? found.key.value : memberFact(target, found.key, facts);
      return { value: stays ? found.value : undefined, key: { ...found.key, range, value, shorthand: false } };
    });
  });
}

/** `...params` whose type names every key: its members. */
function typedEntries(target: ts.Expression, range: Range, facts: ExpressionFacts): KeyValue[] | null {
  if (!ts.isIdentifier(target) || !facts.isStable(target)) return null;
  const keys = typedKeys(target, facts);
  return keys && keys.map((key) => ({ value: undefined, key: { ...key, range } }));
}

interface Choice {
  condition: ts.Expression;
  negated: boolean;
  object: ts.ObjectLiteralExpression;
}

/** The objects that may be spread, each with the condition under which it is. */
function choicesOf(node: ts.Expression): Choice[] | undefined {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    const object = unwrap(node.right);
    return ts.isObjectLiteralExpression(object) ? [{ condition: node.left, negated: false, object }] : undefined;
  }
  if (!ts.isConditionalExpression(node)) return undefined;
  const { condition } = node;
  const choices: Choice[] = [];
  for (const [value, negated] of [
    [node.whenTrue, false],
    [node.whenFalse, true],
  ] as const) {
    const object = unwrap(value);
    if (ts.isObjectLiteralExpression(object)) choices.push({ condition, negated, object });
    else if (!isMissing(object)) return undefined;
  }
  return choices.length > 0 ? choices : undefined;
}

/** Other uses of the constant that holds the body: writes of keys that are dropped, and harmless reads. */
function readersOf(
  name: ts.Identifier,
  symbol: ts.Symbol,
  facts: ExpressionFacts,
): { others: number; later: BodyKey[] } {
  const result: { others: number; later: BodyKey[] } = { others: 0, later: [] };
  for (const reference of facts.bindings.referencesTo(symbol, name.getSourceFile())) {
    if (reference === name || (ts.isVariableDeclaration(reference.parent) && reference.parent.name === reference))
      continue;
    const outer = wrapped(reference);
    const parent = outer.parent;
    if (isMember(parent) && parent.expression === outer) {
      const key = memberName(parent);
      if (!isWriteTarget(parent)) {
        const method = wrapped(parent).parent;
        const mutates = isMember(method) && MUTATING_METHODS.has(memberName(method) ?? '');
        if (mutates || (isMember(method) && isWriteTarget(method))) {
          throw new UnknownBody(`something in the body ${name.text} is changed after it is made`);
        }
        result.others++;
        continue;
      }
      const assignment = wrapped(parent).parent;
      if (key === undefined || !DROPPED.has(key) || !ts.isBinaryExpression(assignment)) {
        throw new UnknownBody(`${key ?? 'a key'} of the body ${name.text} is set after it is made`);
      }
      const range = { start: assignment.getStart(), end: assignment.getEnd() };
      result.later.push(entry(key, assignment.right, range, facts, { conditional: 'set later' }).key);
      continue;
    }
    if (ts.isCallExpression(parent) && isHarmless(parent)) {
      result.others++;
      continue;
    }
    throw new UnknownBody(`the body ${name.text} is used elsewhere too`);
  }
  return result;
}

function isHarmless(call: ts.CallExpression): boolean {
  return /^(?:console\.\w+|JSON\.stringify|Object\.(?:keys|values|entries))$/.test(call.expression.getText());
}

/** The statement of a lone declaration with its line; null when it shares its statement or its line. */
function ownLineOf(declaration: ts.VariableDeclaration): Range | null {
  const list = declaration.parent;
  const statement = list.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length !== 1 || !ts.isVariableStatement(statement))
    return null;
  const { start, end, ownLine, indent } = statementFact(statement);
  const text = statement.getSourceFile().text;
  const rest = /^[^\S\n]*(?:\r?\n|$)/.exec(text.slice(end));
  if (!ownLine || !rest) return null;
  return { start: start - indent.length, end: end + rest[0].length };
}

/** What goes out of a literal that stays: its properties that only give what a session does not need. */
function droppedRanges(literal: ts.ObjectLiteralExpression, keys: readonly BodyKey[]): Range[] {
  const items = literal.properties.map((one) => ({ start: one.getStart(), end: one.getEnd() }));
  const gone = items.flatMap(({ start, end }, index) => {
    const given = keys.filter(({ range }) => range.start >= start && range.end <= end);
    return given.length > 0 && given.every(({ key }) => DROPPED.has(key)) ? [index] : [];
  });
  const { text } = literal.getSourceFile();
  const ranges = removeItems(text, items, new Set(gone));
  return gone.reduce((all, index) => withOwnComments(text, items[index]!, all), ranges);
}
