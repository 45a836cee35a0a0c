/**
 * Whether a model gets one turn only, or too few to find a tool, look at its schema, execute it and answer.
 * Sources: AI SDK 4 (`maxSteps`, default 1), 5 and 6 (`stopWhen`, default `stepCountIs(1)`) for `generateText` and
 * `streamText`; completions of the OpenAI, Anthropic and Google libraries are one turn each.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, propertyName, propertyValue, unwrap, walk, wrapped } from '../nodes.js';
import type { Given } from './flow.js';
import { calleeName, isInLoop, nameOfFunction, namedFunctionAround, type Sign } from './shapes.js';

/** Turns below which meta tools cannot be expected to work (migration rules §6). */
const ENOUGH_TURNS = 5;

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
  let agents = 0;
  for (const one of given) {
    const turns = one.model?.turns;
    if (turns === undefined) continue;
    if (turns === 'completion') completions.push(one);
    else {
      const sign = turns === 'steps' ? stepsOf(one, facts) : turnOption(one);
      if (sign) return sign;
      if (turns !== 'steps') agents++;
    }
  }
  const [first] = completions;
  if (!first || agents > 0 || completions.length >= ENOUGH_TURNS) return null;
  if (completions.some((one) => isMadeAgain(one, facts))) return null;
  const many = completions.length > 1 ? `${completions.length} completions and no loop` : 'one completion and no loop';
  return { node: calleeOf(first.call), what: many };
}

/** A completion is made again and again: the call itself, or what was bound to the tools once (`model.bindTools(tools)`). */
function isMadeAgain({ call }: Given, facts: ExpressionFacts): boolean {
  if (isRepeated(call, facts)) return true;
  const { parent } = wrapped(call);
  if (calleeName(call) !== 'bindTools' || !ts.isVariableDeclaration(parent)) return false;
  const symbol = facts.bindings.symbolOf(parent.name);
  const uses = symbol ? facts.bindings.referencesTo(symbol, call.getSourceFile()) : [];
  return uses.some((one) => one !== parent.name && isRepeated(one, facts));
}

/** Why an AI SDK call may make fewer than five steps; null when its options say more, or it is made in a loop. */
function stepsOf(given: Given, facts: ExpressionFacts): Sign | null {
  const { call, options } = given;
  if (isRepeated(call, facts)) return null;
  const name = calleeName(call);
  const node = calleeOf(call);
  if (!options) return { node, what: `the step limit of ${name} is not written at the call` };
  const sign = limitIn(options, facts);
  if (sign) return sign;
  const limits = ['maxSteps', 'maxToolRoundtrips', 'stopWhen'].filter((key) => propertyValue(options, key));
  const [limit] = limits;
  if (limits.some((key) => isEnough(propertyValue(options, key)!, facts))) return null;
  if (limit !== undefined) return { node: propertyValue(options, limit)!, what: `${limit} is not known to allow five` };
  const isSpread = options.properties.some((one) => ts.isSpreadAssignment(one));
  if (isSpread) return { node, what: `the step limit of ${name} comes from elsewhere` };
  return { node, what: `${name} has no step option, so it makes one step` };
}

/** `8`, `stepCountIs(8)`, also in a list with other conditions: each of these may only end it when it is done. */
function isEnough(value: ts.Expression, facts: ExpressionFacts): boolean {
  const number = numberOf(value, facts);
  if (number !== undefined) return number >= ENOUGH_TURNS;
  let found = false;
  walk(value, (node) => {
    if (!ts.isCallExpression(node)) return;
    const count = node.arguments[0] && numberOf(node.arguments[0], facts);
    if (/^(stepCountIs|isStepCount)$/.test(calleeName(node)) && count !== undefined) found = count >= ENOUGH_TURNS;
    if (calleeName(node) === 'isLoopFinished') found = true;
  });
  return found;
}

/** A limit below 5 among the options: `maxSteps: 2`, `stopWhen: stepCountIs(3)`. */
function limitIn(options: ts.ObjectLiteralExpression, facts: ExpressionFacts): Sign | null {
  for (const key of TURN_OPTIONS) {
    const value = propertyValue(options, key);
    const number = value && numberOf(value, facts);
    if (value && number !== undefined && number < ENOUGH_TURNS) return { node: value, what: `${key} is ${number}` };
  }
  const stop = propertyValue(options, 'stopWhen');
  let sign: Sign | null = null;
  if (stop) {
    walk(stop, (node) => {
      if (!ts.isCallExpression(node) || !/^(stepCountIs|isStepCount)$/.test(calleeName(node))) return;
      const count = node.arguments[0] && numberOf(node.arguments[0], facts);
      if (count !== undefined && count < ENOUGH_TURNS) sign = { node: node, what: `${calleeName(node)}(${count})` };
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
      sign ??= { node: node, what: `${key} is ${value.text}` };
  });
  return sign ?? stepCountIn(given);
}

function stepCountIn(given: Given): Sign | null {
  let sign: Sign | null = null;
  walk(given.call, (node) => {
    if (!ts.isCallExpression(node) || calleeName(node) !== 'stepCountIs') return;
    const count = node.arguments[0] && unwrap(node.arguments[0]);
    if (count && ts.isNumericLiteral(count) && Number(count.text) < ENOUGH_TURNS)
      sign = { node: node, what: `stepCountIs(${count.text})` };
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
