/** Toolkit expressions as they can be written at the call: arguments put in for the parameters of helpers. */
import { ts } from 'ts-morph';
import { slugInAnyCase } from '../../sdk/toolkits.js';
import type { ExpressionFacts } from '../expressions.js';
import type { ExpressionFact, ToolkitEvidence } from '../facts.js';
import { isFunction, isMember, memberName, propertyName, propertyValue, unwrap, unwrapAwait } from '../nodes.js';
import { callsOf, mayBeCalledElsewhere } from '../trace.js';
import { declaredValue } from '../values.js';
import { isAskedFor, withoutCase } from './asked.js';
import { isTestFile } from './names.js';
import { remember } from './visible.js';

/** A helper whose body is being read, and the call that gives its parameters. */
export interface Frame {
  owner: ts.FunctionLikeDeclaration;
  call: ts.CallExpression;
  outer: Frame | null;
}

/** An expression, and properties read from it: `input` and `toolkit` for `input.toolkit`. */
export interface Slot {
  node: ts.Expression;
  steps: string[];
}

/**
 * Finds what an expression inside helpers is outside of them.
 *
 * @param inAnyCase conversions of case on the way say nothing: what is converted is found
 * @returns the expression in the outermost frame; null when it belongs to a helper.
 */
export function climb(slot: Slot, frame: Frame | null, facts: ExpressionFacts, inAnyCase = false): Slot | null {
  let current = slot;
  let inside = frame;
  for (let turn = 0; turn < 20; turn++) {
    if (inAnyCase && current.steps.length === 0) current = { node: withoutCase(current.node), steps: [] };
    if (!inside) return current;
    const target = unwrapAwait(current.node) as ts.Expression;
    if (ts.isStringLiteralLike(target)) return { node: target, steps: current.steps };
    const { root, names } = rootOf(target);
    if (!ts.isIdentifier(root)) return null;
    const steps = [...names, ...current.steps];
    const symbol = facts.bindings.symbolOf(root);
    const declaration = symbol?.declarations?.[0];
    if (!symbol || !declaration || !facts.bindings.writesTo(symbol).every((one) => inAnyCase && convertsCase(one)))
      return null;
    const bound = boundTo(declaration);
    if (bound && ts.isParameter(bound.holder)) {
      const given = argumentFor(bound.holder, inside);
      if (!given) return null;
      current = descend(given.argument, [...bound.path, ...steps]);
      inside = given.outer;
    } else {
      const value = bound ? bound.holder.initializer : declaredValue(root, facts);
      if (!value) return null;
      current = descend(value, [...(bound?.path ?? []), ...steps]);
    }
  }
  return null;
}

/** `slug = slug.toLowerCase()`: what is written is the same but for its case. */
function convertsCase(written: ts.Node): boolean {
  const { parent } = written;
  if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  return parent.right !== written && unwrap(withoutCase(parent.right)).getText() === written.getText();
}

/** The argument that a frame gives for a parameter, in the frame outside. */
export function argumentFor(
  parameter: ts.ParameterDeclaration,
  frame: Frame | null,
): { argument: ts.Expression; outer: Frame | null } | null {
  for (let current = frame; current; current = current.outer) {
    if (current.owner !== parameter.parent) continue;
    const index = current.owner.parameters.indexOf(parameter);
    const before = current.call.arguments.slice(0, index + 1);
    if (parameter.dotDotDotToken || before.some((one) => ts.isSpreadElement(one))) return null;
    const argument = current.call.arguments[index] ?? parameter.initializer;
    return argument ? { argument, outer: current.call.arguments[index] ? current.outer : current } : null;
  }
  return null;
}

export interface Bound {
  /** The variable or parameter that holds the whole value. */
  holder: ts.VariableDeclaration | ts.ParameterDeclaration;
  /** Properties read from it by patterns. */
  path: string[];
}

/** Where the value of a parameter or of a destructured name comes from; null for anything else. */
export function boundTo(declaration: ts.Node): Bound | null {
  if (ts.isParameter(declaration)) return { holder: declaration, path: [] };
  const path: string[] = [];
  let current: ts.Node = declaration;
  while (ts.isBindingElement(current)) {
    const key = propertyName(current.propertyName ?? (ts.isIdentifier(current.name) ? current.name : undefined));
    if (!ts.isObjectBindingPattern(current.parent) || key === undefined || current.dotDotDotToken) return null;
    path.unshift(key);
    current = current.parent.parent;
  }
  if (path.length === 0) return null;
  return ts.isVariableDeclaration(current) || ts.isParameter(current) ? { holder: current, path } : null;
}

/** Goes into object literals as far as the path leads. */
function descend(node: ts.Expression, path: string[]): Slot {
  let current = node;
  let rest = path;
  for (;;) {
    const target = unwrapAwait(current);
    const [name, ...others] = rest;
    if (name === undefined || !ts.isObjectLiteralExpression(target)) return { node: current, steps: rest };
    const value = propertyValue(target, name);
    if (!value) return { node: current, steps: rest };
    current = value;
    rest = others;
  }
}

export function rootOf(node: ts.Expression): { root: ts.Expression; names: string[] } {
  const names: string[] = [];
  let current = unwrapAwait(node) as ts.Expression;
  for (let name = memberName(current); isMember(current) && name !== undefined; name = memberName(current)) {
    names.unshift(name);
    current = unwrapAwait(current.expression) as ts.Expression;
  }
  return { root: current, names };
}

/**
 * The toolkit that an expression gives, as evidence can hold it.
 *
 * @param values all values that it can have for other reasons (the keys of the map that it looks up), null when unknown.
 * @param asked the code gives it to the API as a toolkit at this very place
 * @returns null when the expression is not visible outside of a helper.
 */
export function toolkitOf(
  node: ts.Expression,
  frame: Frame | null,
  facts: ExpressionFacts,
  { values = null, asked = false }: { values?: string[] | null; asked?: boolean } = {},
): ToolkitEvidence['toolkit'] | null {
  const slot = climb({ node, steps: [] }, frame, facts, true);
  const inner = facts.literals(node);
  if (!slot) return inner?.length === 1 ? constant(inner[0]!) : null;
  const literals = literalsOfSlot(slot, facts);
  // A type that is narrowed by an assignment says nothing where other code assigns too.
  const isFixed = ts.isStringLiteralLike(unwrapAwait(slot.node)) || facts.isStable(slot.node);
  if (literals?.length === 1 && isFixed) return constant(literals[0]!);
  const possible = literals ?? inner ?? narrowest(values, valuesFromCallers(slot, facts));
  const isAsked = asked || isAskedFor(node, facts) || (slot.steps.length === 0 && isAskedFor(slot.node, facts));
  return {
    kind: 'expression',
    value: factOf(slot, facts),
    possible,
    slug: isAsked ? 'asked' : null,
    lowerCase: slot.steps.length === 0 && isConvertedToLower(slot.node, facts),
    table: null,
  };
}

/** A constant that holds `x.toLowerCase()`. */
function isConvertedToLower(node: ts.Expression, facts: ExpressionFacts): boolean {
  const target = unwrap(declaredValue(node, facts) ?? node);
  if (!ts.isCallExpression(target) || target.arguments.length > 0) return false;
  const callee = unwrap(target.expression);
  return isMember(callee) && !target.questionDotToken && memberName(callee) === 'toLowerCase';
}

function constant(value: string): ToolkitEvidence['toolkit'] {
  return { kind: 'constant', slug: slugInAnyCase(value) ?? value };
}

/** Both are bounds of the same values: either will do, one that is all known toolkits is better. */
function narrowest(a: string[] | null, b: string[] | null): string[] | null {
  if (!a || !b) return a ?? b;
  return b.every((value) => slugInAnyCase(value) !== null) ? b : a;
}

function literalsOfSlot(slot: Slot, facts: ExpressionFacts): string[] | null {
  if (slot.steps.length === 0) return facts.literals(slot.node);
  let type = facts.checker.getTypeAtLocation(slot.node);
  for (const step of slot.steps) {
    const property = facts.checker.getNonNullableType(type).getProperty(step);
    if (!property) return null;
    type = facts.checker.getTypeOfSymbolAtLocation(property, slot.node);
  }
  const parts = type.isUnion() ? type.types : [type];
  const values = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
  return values.length === parts.length ? values : null;
}

/** The expression as a fact; properties read from it are added to its text. */
export function factOf(slot: Slot, facts: ExpressionFacts): ExpressionFact {
  return remember(describeSlot(slot, facts), slot.node);
}

function describeSlot(slot: Slot, facts: ExpressionFacts): ExpressionFact {
  const base = facts.describe(slot.node);
  if (slot.steps.length === 0) return base;
  const file = slot.node.getSourceFile();
  const tail = slot.steps.map((step) => (step.startsWith('[') ? step : `.${step}`)).join('');
  const written = slot.steps.some((step) => facts.bindings.propertyIsWritten(file, step));
  return {
    ...base,
    text: base.text + tail,
    literals: literalsOfSlot(slot, facts),
    type: 'string',
    stable: base.stable && !written,
    identity: base.identity === null ? null : base.identity + tail,
    env: null,
    origin: base.text + tail,
  };
}

/** Every value that the callers of a function of this file alone give for a parameter, when all are literals. */
function valuesFromCallers(slot: Slot, facts: ExpressionFacts): string[] | null {
  const target = unwrapAwait(slot.node) as ts.Expression;
  if (slot.steps.length > 0 || !ts.isIdentifier(target)) return null;
  const declaration = facts.bindings.symbolOf(target)?.declarations?.[0];
  if (!declaration || !ts.isParameter(declaration) || !isFunction(declaration.parent)) return null;
  if (mayBeCalledElsewhere(declaration.parent)) return null;
  const calls = callsOf(declaration.parent, facts)?.filter((call) => !isTestFile(call.getSourceFile()));
  if (!calls || calls.length === 0) return null;
  const index = declaration.parent.parameters.indexOf(declaration);
  const values = new Set<string>();
  for (const call of calls) {
    const argument = call.arguments?.[index] ?? declaration.initializer;
    const literals = argument && !ts.isSpreadElement(argument) ? facts.literals(argument) : null;
    if (!literals) return null;
    for (const value of literals) values.add(value);
  }
  return [...values];
}
