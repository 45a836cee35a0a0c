/**
 * Follows the value of an auth config id back to what shows its toolkit: rungs 2 to 5 of the evidence (rules §6).
 * Goes through variables, properties, destructuring, branches, helpers and the callers of a function.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, memberName, propertyName, unwrapAwait, wrapped } from '../nodes.js';
import { followCall } from './calls.js';
import { combine, NEUTRAL, nothing, type Trace } from './claims.js';
import { followClassMember } from './fields.js';
import { branchesOf, type Branches } from './branches.js';
import { guardsOf, whenFalse, whenTrue } from './guards.js';
import { followInto, lookupByType, writtenEntries } from './maps.js';
import { containerClaims, idClaims, isAuthConfigName, isToolkitName, lastNameOf, nameClaims } from './names.js';
import { followParameter } from './parameters.js';
import { boundTo, toolkitOf, type Frame } from './slots.js';

/** One step into a value. */
export type Step =
  | { kind: 'name'; name: string }
  /** Any element of a list. */
  | { kind: 'element' }
  /** `base`: the pair that the index is read from, so that the other half can be named. */
  | { kind: 'index'; index: number; sibling: ts.Expression | null }
  /** A key known at run time only. */
  | { kind: 'key'; key: ts.Expression; frame: Frame | null };

export interface Follower {
  facts: ExpressionFacts;
  /** What is followed is the name of an environment variable: a string says what a name says. */
  namesVariable: boolean;
  follow(node: ts.Expression, path: readonly Step[], frame: Frame | null): Trace;
}

const MAX_DEPTH = 40;

export function createFollower(facts: ExpressionFacts, namesVariable = false): Follower {
  const visiting: { node: ts.Node; path: number; frame: Frame | null }[] = [];
  const follower: Follower = {
    facts,
    namesVariable,
    follow(node, path, frame) {
      const target = unwrapAwait(node) as ts.Expression;
      const repeats = visiting.some(
        (one) => one.node === target && one.path === path.length && one.frame?.call === frame?.call,
      );
      // A value that comes from itself (`cached = cached ?? make()`) says nothing new.
      if (repeats) return NEUTRAL;
      if (visiting.length > MAX_DEPTH) return nothing();
      visiting.push({ node: target, path: path.length, frame });
      try {
        return followNode(target, path, frame, follower);
      } finally {
        visiting.pop();
      }
    },
  };
  return follower;
}

function followNode(node: ts.Expression, path: readonly Step[], frame: Frame | null, follower: Follower): Trace {
  const { follow } = follower;
  if (isNothing(node)) return NEUTRAL;
  if (ts.isStringLiteralLike(node)) {
    if (follower.namesVariable && path.length === 0 && node.text !== '') return named(nothing(), node.text, path);
    if (node.text === '') return NEUTRAL;
    return path.length === 0
      ? nothing({ literal: true, names: [node.text], claims: idClaims(node.text) })
      : nothing({ literal: true });
  }
  if (follower.namesVariable && ts.isTemplateExpression(node)) return byNamePattern(node, frame, follower.facts);
  if (ts.isIdentifier(node)) return followIdentifier(node, path, frame, follower);
  if (isMember(node)) return followMember(node, path, frame, follower);
  if (ts.isConditionalExpression(node)) {
    return combine([
      choose(
        follow(node.whenTrue, path, frame),
        branchesOf(whenTrue(node.condition, follower.facts), frame, follower.facts),
      ),
      choose(
        follow(node.whenFalse, path, frame),
        branchesOf(whenFalse(node.condition, follower.facts), frame, follower.facts),
      ),
    ]);
  }
  if (ts.isBinaryExpression(node)) {
    const K = ts.SyntaxKind;
    const operator = node.operatorToken.kind;
    if (operator === K.QuestionQuestionToken || operator === K.BarBarToken) {
      return combine([follow(node.left, path, frame), follow(node.right, path, frame)]);
    }
    const takesRight = [K.AmpersandAmpersandToken, K.CommaToken, K.EqualsToken].includes(operator);
    if (takesRight) return follow(node.right, path, frame);
    if (operator === K.QuestionQuestionEqualsToken || operator === K.BarBarEqualsToken) {
      return combine([follow(node.left, path, frame), follow(node.right, path, frame)]);
    }
    return nothing();
  }
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) {
    return followInto(node, path, frame, follower);
  }
  if (ts.isCallExpression(node)) return followCall(node, path, frame, follower);
  return nothing();
}

function isNothing(node: ts.Expression): boolean {
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined') ||
    ts.isVoidExpression(node)
  );
}

/** Adds what a branch says to the value that it chooses; drops a value that the branch never chooses. */
export function choose(trace: Trace, branches: Branches): Trace {
  if (branches.impossible) return NEUTRAL;
  if (trace.neutral || branches.facts.length === 0) return trace;
  return { ...trace, claims: [...trace.claims, ...branches.claims], branches: [...trace.branches, ...branches.facts] };
}

function followIdentifier(node: ts.Identifier, path: readonly Step[], frame: Frame | null, follower: Follower): Trace {
  const { facts } = follower;
  const symbol = facts.bindings.symbolOf(node);
  const declaration = symbol?.declarations?.[0];
  const inner =
    symbol && declaration && !facts.program.isSdk(declaration.getSourceFile())
      ? followDeclaration(node, symbol, declaration, path, frame, follower)
      : nothing();
  return named(inner, node.text, path);
}

/** Adds what a name says; the names of what holds the value count only where no nearer name does. */
export function named(inner: Trace, name: string, path: readonly Step[]): Trace {
  if (inner.neutral) return inner;
  const own = path.length === 0 ? nameClaims(name) : containerClaims(name);
  const kept = own.length > 0 ? inner.claims.filter((claim) => !claim.container) : inner.claims;
  return { ...inner, claims: [...kept, ...own], names: [name, ...inner.names] };
}

function followDeclaration(
  node: ts.Identifier,
  symbol: ts.Symbol,
  declaration: ts.Declaration,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace {
  const { facts, follow } = follower;
  if (ts.isVariableDeclaration(declaration)) {
    const values = assignments(symbol, path, frame, follower);
    if (ts.isForOfStatement(declaration.parent.parent)) {
      return combine([follow(declaration.parent.parent.expression, [{ kind: 'element' }, ...path], frame), ...values]);
    }
    const first = declaration.initializer;
    const entries = path.length > 0 ? writtenEntries(symbol, path, frame, follower) : [];
    if (first) values.unshift(follow(first, path, frame));
    // An empty object that is filled later says nothing itself.
    const real = entries.length > 0 ? values.filter((one) => one.claims.length > 0) : values;
    return combine([...real, ...entries]);
  }
  if (ts.isBindingElement(declaration)) {
    return combine([followPattern(declaration, path, frame, follower), ...assignments(symbol, path, frame, follower)]);
  }
  if (ts.isParameter(declaration)) {
    return combine([
      followParameter(declaration, path, frame, follower),
      ...assignments(symbol, path, frame, follower),
    ]);
  }
  if (ts.isPropertyAssignment(declaration)) return follow(declaration.initializer, path, frame);
  if (ts.isExportAssignment(declaration)) return follow(declaration.expression, path, frame);
  if (ts.isBinaryExpression(declaration)) return follow(declaration.right, path, frame);
  if (ts.isEnumMember(declaration) && declaration.initializer) return follow(declaration.initializer, path, frame);
  return nothing({ names: facts.bindings.symbolOf(node) === symbol ? [] : [symbol.name] });
}

/** Everything that is assigned to a binding after its declaration, each with the branch that assigns it. */
function assignments(symbol: ts.Symbol, path: readonly Step[], frame: Frame | null, follower: Follower): Trace[] {
  return follower.facts.bindings.writesTo(symbol).map((write) => {
    const target = wrapped(write);
    const parent = target.parent;
    if (!ts.isBinaryExpression(parent) || parent.left !== target) return nothing();
    const value = follower.follow(parent.right, path, frame);
    return choose(value, branchesOf(guardsOf(parent, follower.facts), frame, follower.facts));
  });
}

/** `const { id } = config`, `for (const [toolkit, { authConfigId }] of …)`. */
function followPattern(
  declaration: ts.BindingElement,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace {
  const steps: Step[] = [];
  let current: ts.Node = declaration;
  while (ts.isBindingElement(current)) {
    const element: ts.BindingElement = current;
    if (element.dotDotDotToken) return nothing();
    if (ts.isObjectBindingPattern(element.parent)) {
      const key = propertyName(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined));
      if (key === undefined) return nothing();
      steps.unshift({ kind: 'name', name: key });
    } else {
      const { elements } = element.parent;
      const first = elements[0];
      const sibling = first && ts.isBindingElement(first) && ts.isIdentifier(first.name) ? first.name : null;
      steps.unshift({ kind: 'index', index: elements.indexOf(element), sibling });
    }
    current = element.parent.parent;
  }
  const all = [...steps, ...path];
  const fallback = declaration.initializer ? [follower.follow(declaration.initializer, path, frame)] : [];
  const withFallback = (trace: Trace): Trace => combine([namesOfSteps(trace, steps), ...fallback]);
  if (ts.isParameter(current)) return withFallback(followParameter(current, all, frame, follower));
  if (!ts.isVariableDeclaration(current)) return nothing();
  const loop = current.parent.parent;
  if (ts.isForOfStatement(loop)) {
    return withFallback(follower.follow(loop.expression, [{ kind: 'element' }, ...all], frame));
  }
  return current.initializer ? withFallback(follower.follow(current.initializer, all, frame)) : nothing();
}

/** `const { GMAIL_AUTH_CONFIG_ID: id } = process.env`: the property has a name too. */
function namesOfSteps(trace: Trace, steps: readonly Step[]): Trace {
  const last = steps.at(-1);
  return last?.kind === 'name' ? named(trace, last.name, []) : trace;
}

function followMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace {
  const { facts } = follower;
  const step = stepOf(node, frame);
  if (isEnvironment(node.expression)) {
    if (step.kind === 'name') return named(nothing(), step.name, path);
    return step.kind === 'key' ? byVariable(step.key, frame, facts) : nothing();
  }
  if (step.kind === 'name') {
    const field = followClassMember(node, step.name, path, frame, follower);
    const inner = field ?? follower.follow(node.expression, [step, ...path], frame);
    return named(inner.neutral ? nothing() : inner, step.name, path);
  }
  const inner = follower.follow(node.expression, [step, ...path], frame);
  if (step.kind !== 'key' || inner.claims.some((claim) => claim.rung < 5)) return inner.neutral ? nothing() : inner;
  const looked = lookupByType(node as ts.ElementAccessExpression, step.key, frame, facts);
  return {
    ...nothing(),
    ...inner,
    neutral: false,
    claims: [...inner.claims, ...looked],
    source: looked.length ? 'map' : inner.source,
  };
}

function stepOf(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, frame: Frame | null): Step {
  const name = memberName(node);
  if (name !== undefined) return { kind: 'name', name };
  const argument = (node as ts.ElementAccessExpression).argumentExpression;
  if (ts.isNumericLiteral(argument)) return { kind: 'index', index: Number(argument.text), sibling: null };
  return { kind: 'key', key: argument, frame };
}

export function isEnvironment(node: ts.Expression): boolean {
  return /^(process\??\.env|import\.meta\.env|Deno\.env|Bun\.env)$/.test(unwrapAwait(node).getText());
}

/** `process.env[VARIABLES[toolkit]]`: what shows where the name of the variable comes from. */
function byVariable(key: ts.Expression, frame: Frame | null, facts: ExpressionFacts): Trace {
  const made = byNamePattern(key, frame, facts);
  if (made.claims.length > 0) return made;
  const { claims, names, notOAuth } = createFollower(facts, true).follow(key, [], frame);
  return nothing({ claims, names, notOAuth });
}

/** ``process.env[`${toolkit}_AUTH_CONFIG_ID`]``: the name of the auth config is made from the toolkit. */
export function byNamePattern(key: ts.Expression, frame: Frame | null, facts: ExpressionFacts): Trace {
  const target = unwrapAwait(key) as ts.Expression;
  const declared = ts.isIdentifier(target) ? boundValue(target, facts) : undefined;
  const template = declared ?? target;
  if (!ts.isTemplateExpression(template) || template.templateSpans.length !== 1) return nothing();
  const [span] = template.templateSpans;
  if (!span || !isAuthConfigName(template.head.text + span.literal.text)) return nothing();
  let subject = unwrapAwait(span.expression) as ts.Expression;
  if (ts.isCallExpression(subject) && /\.to(Upper|Lower)Case$/.test(subject.expression.getText())) {
    subject = (unwrapAwait(subject.expression) as ts.PropertyAccessExpression).expression;
  }
  if (!isToolkitName(lastNameOf(subject))) return nothing();
  const toolkit = toolkitOf(subject, frame, facts);
  if (!toolkit) return nothing();
  return nothing({ claims: [{ rung: 3, toolkit, how: `the name ${template.getText()} is made from the toolkit` }] });
}

function boundValue(node: ts.Identifier, facts: ExpressionFacts): ts.Expression | undefined {
  const declaration = facts.bindings.symbolOf(node)?.declarations?.[0];
  if (!declaration || boundTo(declaration) || !ts.isVariableDeclaration(declaration)) return undefined;
  return declaration.initializer && (unwrapAwait(declaration.initializer) as ts.Expression);
}
