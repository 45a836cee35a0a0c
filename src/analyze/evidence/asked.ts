/**
 * Values that the code itself gives the API as a toolkit: `authConfigs.list({ toolkit: T })`, `toolkits.get(T)`. Such a
 * value is a slug, in whatever case (rules §6), wherever the same binding is read under no narrower tests.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isFunction, isMember, memberName, propertyValue, unwrap, unwrapAwait, walk } from '../nodes.js';
import { functionsCalled } from '../trace.js';
import { isThere, testsOn } from './tests.js';

/**
 * Where the calls of the SDK take a toolkit.
 * Source: `authConfigs.types`, `toolkit.types`, `connectedAccounts.types`, `tool.types`, @composio/core 0.3.0 to 0.19.0.
 */
type Taker =
  /** `required`: the call throws without it. */
  { at: number; key: null; required: boolean } | { at: number; key: string; list: boolean };

const TAKERS: ReadonlyMap<string, readonly Taker[]> = new Map([
  ['authConfigs.list', [{ at: 0, key: 'toolkit', list: false }]],
  ['authConfigs.create', [{ at: 0, key: null, required: true }]],
  ['toolkits.get', [{ at: 0, key: null, required: false }]],
  ['toolkits.authorize', [{ at: 1, key: null, required: true }]],
  ['toolkits.getAuthConfigCreationFields', [{ at: 0, key: null, required: true }]],
  ['toolkits.getConnectedAccountInitiationFields', [{ at: 0, key: null, required: true }]],
  ['connectedAccounts.list', [{ at: 0, key: 'toolkitSlugs', list: true }]],
  ['tools.get', [{ at: 1, key: 'toolkits', list: true }]],
]);

const MAX_DEPTH = 3;
const CASE_METHOD = /^to(?:Lower|Upper)Case$/;

/** The expression whose case is converted, as often as it is: `toolkit` of `toolkit.trim().toUpperCase()`'s last call. */
export function withoutCase(node: ts.Expression): ts.Expression {
  const target = unwrapAwait(node) as ts.Expression;
  if (!ts.isCallExpression(target) || target.arguments.length > 0 || target.questionDotToken) return node;
  const callee = unwrap(target.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken) return node;
  return CASE_METHOD.test(callee.name.text) ? withoutCase(callee.expression) : node;
}

/** It is text for certain where it is given to the API: a list without a toolkit lists everything. */
export function isTextAt(node: ts.Expression, required: boolean, facts: ExpressionFacts): boolean {
  const { type, literals } = facts.describe(node);
  if (literals !== null || type === 'string') return true;
  return type === 'any' && (required || isThere(node, facts));
}

/**
 * Whether the code gives this very value to the API as a toolkit, by itself or through functions of its own, under no
 * test of the value that does not hold here as well.
 *
 * @param node what is read; a name or a member that nothing writes
 */
export function isAskedFor(node: ts.Expression, facts: ExpressionFacts, depth = 0): boolean {
  const subject = unwrap(withoutCase(node)) as ts.Expression;
  const { identity, writes } = facts.describe(subject);
  if (identity === null || writes.length > 0 || depth > MAX_DEPTH || ts.isStringLiteralLike(subject)) return false;
  const here = new Set(testsOn(subject, subject, facts));
  return usesOf(subject, facts).some(({ value, required, through }) => {
    if (facts.describe(value).identity !== identity) return false;
    if (!testsOn(value, value, facts).every((test) => here.has(test))) return false;
    return through ? takesToolkit(through, facts, depth) : isTextAt(value, required, facts);
  });
}

/** `ensureToolkit(toolkit)`: the parameter of the function is given to the API as a toolkit. */
function takesToolkit({ call, index }: Through, facts: ExpressionFacts, depth: number): boolean {
  const owners = functionsCalled(call, facts);
  if (!owners || owners.length === 0) return false;
  return owners.every((owner) => isParameterAskedFor(owner, index, facts, depth + 1));
}

/** Whether a function gives the API this parameter as a toolkit, whatever its value. */
export function isParameterAskedFor(
  owner: ts.FunctionLikeDeclaration,
  index: number,
  facts: ExpressionFacts,
  depth = 0,
): boolean {
  const name = owner.parameters[index]?.name;
  return !!name && ts.isIdentifier(name) && isAskedFor(name, facts, depth);
}

interface Through {
  call: ts.CallExpression;
  index: number;
}

interface Use {
  /** What is given, its case left out. */
  value: ts.Expression;
  required: boolean;
  /** It is the argument of a function of the user's; null: of the SDK. */
  through: Through | null;
}

const usesByText = new WeakMap<ts.SourceFile, Map<string, Use[]>>();

/** Calls of the file that are given something that is written like the subject. */
function usesOf(subject: ts.Expression, facts: ExpressionFacts): readonly Use[] {
  const file = subject.getSourceFile();
  let uses = usesByText.get(file);
  if (!uses) {
    uses = new Map();
    const add = (node: ts.Expression, use: Omit<Use, 'value'>): void => {
      const value = unwrap(withoutCase(node)) as ts.Expression;
      const key = textOf(value);
      uses!.set(key, [...(uses!.get(key) ?? []), { value, ...use }]);
    };
    walk(file, (node) => {
      if (!ts.isCallExpression(node)) return;
      const takers = takersOf(node, facts);
      for (const one of takers ?? [])
        for (const value of given(node, one))
          add(value, { ...one, through: null, required: one.key === null && one.required });
      if (takers) return;
      node.arguments.forEach((argument, index) => {
        const target = unwrap(withoutCase(argument));
        if (ts.isIdentifier(target) || isMember(target))
          add(argument, { required: false, through: { call: node, index } });
      });
    });
    usesByText.set(file, uses);
  }
  return uses.get(textOf(subject)) ?? [];
}

function given(call: ts.CallExpression, taker: Taker): ts.Expression[] {
  const argument = call.arguments[taker.at];
  if (!argument || call.arguments.slice(0, taker.at + 1).some((one) => ts.isSpreadElement(one))) return [];
  const target = unwrap(argument) as ts.Expression;
  if (taker.key === null) return ts.isObjectLiteralExpression(target) || isFunction(target) ? [] : [argument];
  const value = ts.isObjectLiteralExpression(target) ? propertyValue(target, taker.key) : undefined;
  if (!value || !taker.list) return value ? [value] : [];
  const list = unwrap(value);
  return ts.isArrayLiteralExpression(list) ? list.elements.filter((one) => !ts.isSpreadElement(one)) : [];
}

/** Null for a call that is none of the SDK. */
function takersOf(call: ts.CallExpression, facts: ExpressionFacts): readonly Taker[] | null {
  const callee = unwrap(call.expression);
  if (!isMember(callee)) return null;
  const part = unwrapAwait(callee.expression) as ts.Expression;
  const owner = isMember(part) ? memberName(part) : ts.isIdentifier(part) ? part.text : undefined;
  const takers = TAKERS.get(`${owner ?? ''}.${memberName(callee) ?? ''}`);
  return takers && isOfSdk(callee, part, facts) ? takers : null;
}

/** By its type; where there is none, by the name of the client. */
function isOfSdk(
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  part: ts.Expression,
  facts: ExpressionFacts,
): boolean {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee.argumentExpression;
  const declaration = facts.bindings.symbolOf(name)?.declarations?.[0];
  if (declaration) return facts.program.isSdk(declaration.getSourceFile());
  const isUntyped = (facts.checker.getTypeAtLocation(part).flags & ts.TypeFlags.Any) !== 0;
  return isUntyped && isMember(part) && /composio/i.test(part.expression.getText());
}

function textOf(node: ts.Node): string {
  return node.getText().replace(/\s+/g, '');
}
