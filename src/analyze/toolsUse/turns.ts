/**
 * Whether a model gets one turn only, or too few to find a tool, look at its schema, execute it and answer.
 * Sources: AI SDK 4 (`maxSteps`, default 1), 5 and 6 (`stopWhen`, default `stepCountIs(1)`) for `generateText` and
 * `streamText`; completions of the OpenAI, Anthropic and Google libraries are one turn each.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, lineOf, propertyName, propertyValue, unwrap, walk, wrapped } from '../nodes.js';
import type { Given } from './flow.js';
import { calleeName, isInLoop, nameOfFunction, namedFunctionAround, type Sign } from './shapes.js';

/** Turns below which meta tools cannot be expected to work (migration rules §6). */
const ENOUGH_TURNS = 5;

const AI_SDK: ReadonlySet<string> = new Set([
  'generateText',
  'streamText',
  'generateObject',
  'streamObject',
  'streamUI',
]);
const COMPLETION =
  /(?:completions|responses|messages|models?|genAI|chat)\??\.(?:create|parse|stream|generateContent|generateContentStream)$/;
/** Options of agents that limit their turns. */
const TURN_OPTIONS: ReadonlySet<string> = new Set([
  'maxSteps',
  'maxTurns',
  'maxIterations',
  'maxToolRoundtrips',
  'recursionLimit',
]);

/** @param given the calls that get the tools. */
export function singleTurn(given: readonly Given[], facts: ExpressionFacts): Sign | null {
  const completions: Given[] = [];
  let others = 0;
  for (const one of given) {
    if (ts.isCallExpression(one.call) && AI_SDK.has(calleeName(one.call))) {
      const sign = stepsOf(one, facts);
      if (sign) return sign;
      others++;
    } else if (isCompletion(one.call)) completions.push(one);
    else if (!one.followed) {
      const sign = turnOption(one);
      if (sign) return sign;
      others++;
    }
  }
  const [first] = completions;
  if (!first || others > 0 || completions.length >= ENOUGH_TURNS) return null;
  if (completions.some((one) => isRepeated(one.call, facts))) return null;
  const many = completions.length > 1 ? `${completions.length} completions and no loop` : 'one completion and no loop';
  return { line: lineOf(calleeOf(first.call)), what: many };
}

export function isCompletion(call: ts.CallExpression | ts.NewExpression): boolean {
  return ts.isCallExpression(call) && COMPLETION.test(call.expression.getText().replace(/\s+/g, ''));
}

/** The step limit of an AI SDK call; null when it is high enough, or cannot be told. */
function stepsOf(given: Given, facts: ExpressionFacts): Sign | null {
  const { call, options } = given;
  if (!options || isRepeated(call, facts)) return null;
  const name = calleeName(call);
  const line = lineOf(calleeOf(call));
  const sign = limitIn(options, facts);
  if (sign) return sign;
  const isSpread = options.properties.some((one) => ts.isSpreadAssignment(one));
  const isLimited = options.properties.some((one) =>
    /^(maxSteps|stopWhen|maxToolRoundtrips|prepareStep)$/.test((one.name && propertyName(one.name)) ?? ''),
  );
  return isSpread || isLimited ? null : { line, what: `${name} has no step option, so it makes one step` };
}

/** A limit below 5 among the options: `maxSteps: 2`, `stopWhen: stepCountIs(3)`. */
function limitIn(options: ts.ObjectLiteralExpression, facts: ExpressionFacts): Sign | null {
  for (const key of TURN_OPTIONS) {
    const value = propertyValue(options, key);
    const number = value && numberOf(value, facts);
    if (number !== undefined && number < ENOUGH_TURNS) return { line: lineOf(value!), what: `${key} is ${number}` };
  }
  const stop = propertyValue(options, 'stopWhen');
  let sign: Sign | null = null;
  if (stop) {
    walk(stop, (node) => {
      if (!ts.isCallExpression(node) || !/^(stepCountIs|isStepCount)$/.test(calleeName(node))) return;
      const count = node.arguments[0] && numberOf(node.arguments[0], facts);
      if (count !== undefined && count < ENOUGH_TURNS)
        sign = { line: lineOf(node), what: `${calleeName(node)}(${count})` };
    });
  }
  return sign;
}

/** An agent that is given the tools, with a low limit where it is made or, in the same function, where it is run. */
function turnOption(given: Given): Sign | null {
  let sign: Sign | null = null;
  walk(namedFunctionAround(given.call), (node) => {
    if (!ts.isPropertyAssignment(node)) return;
    const key = propertyName(node.name);
    if (key === undefined || !TURN_OPTIONS.has(key)) return;
    const value = unwrap(node.initializer);
    if (ts.isNumericLiteral(value) && Number(value.text) < ENOUGH_TURNS)
      sign ??= { line: lineOf(node), what: `${key} is ${value.text}` };
  });
  return sign ?? stepCountIn(given);
}

function stepCountIn(given: Given): Sign | null {
  let sign: Sign | null = null;
  walk(given.call, (node) => {
    if (!ts.isCallExpression(node) || calleeName(node) !== 'stepCountIs') return;
    const count = node.arguments[0] && unwrap(node.arguments[0]);
    if (count && ts.isNumericLiteral(count) && Number(count.text) < ENOUGH_TURNS)
      sign = { line: lineOf(node), what: `stepCountIs(${count.text})` };
  });
  return sign;
}

function numberOf(node: ts.Expression, facts: ExpressionFacts): number | undefined {
  const target = unwrap(node);
  if (ts.isNumericLiteral(target)) return Number(target.text);
  const type = facts.checker.getTypeAtLocation(target);
  return type.isNumberLiteral() ? type.value : undefined;
}

/** In a loop, in a function that is called from a loop, or in one that calls itself. */
export function isRepeated(node: ts.Node, facts: ExpressionFacts, depth = 0): boolean {
  if (isInLoop(node)) return true;
  const around = namedFunctionAround(node);
  const name = nameOfFunction(around);
  const symbol = name && facts.bindings.symbolOf(name);
  if (!name || !symbol || depth > 2) return false;
  return facts.bindings.referencesTo(symbol, name.getSourceFile()).some((reference) => {
    if (reference === name) return false;
    const callee = isMember(reference.parent) ? reference.parent : reference;
    const isCall = ts.isCallExpression(wrapped(callee).parent);
    if (!isCall) return false;
    if (reference.pos >= around.pos && reference.end <= around.end) return true;
    return isRepeated(reference, facts, depth + 1);
  });
}

function calleeOf(call: ts.CallExpression | ts.NewExpression): ts.Node {
  const callee = unwrap(call.expression);
  return ts.isPropertyAccessExpression(callee) ? callee.name : callee;
}
