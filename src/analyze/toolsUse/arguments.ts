/** Something that holds the tools is an argument: of a model, of a function of the project, of the language's own. */
import { ts } from 'ts-morph';
import { isMember, unwrap, wrapped } from '../nodes.js';
import { declaredValue } from '../values.js';
import type { Way } from './flow.js';
import { behind, ENTRY, isItems, isWhole, ITEM, RESULT, within, type Held } from './held.js';
import { modelCalled } from './models.js';
import { isNamesOnlyLogged } from './names.js';
import { calleeName, isLogCall, isLogged, isResponseCall, rootIs } from './shapes.js';

type Call = ts.CallExpression | ts.NewExpression;

/** Functions that only look, or tests that say what they expect. */
const ASSERTIONS: ReadonlySet<string> = new Set(['expect', 'assert', 'strictEqual', 'deepEqual', 'equal', 'ok']);

/** @param given the argument, or its spread */
export function argument(call: Call, given: ts.Expression, held: Held, way: Way): void {
  const index = call.arguments?.indexOf(given) ?? -1;
  if (index < 0) return;
  if (isLogCall(call)) return way.log(call);
  const name = calleeName(call);
  if (held.path[0] === RESULT && callback(call, name, index, held, way)) return;
  if (isResponseCall(call)) return way.read(call, 'the tools are listed in a response');
  if (ts.isCallExpression(call) && builtIn(call, name, given, index, held, way)) return;

  const model = modelCalled(call, index, held, way.facts);
  const options = optionsOf(given, way);
  if (!way.flow.given.some((one) => one.call === call)) way.flow.given.push({ call, options, model });
  if (model) return;
  const called = way.functionCalled(call);
  const parameter = called?.parameters[index] ?? called?.parameters.findLast((one) => one.dotDotDotToken);
  const isSpread = ts.isSpreadElement(given) || call.arguments?.slice(0, index).some((one) => ts.isSpreadElement(one));
  if (!parameter || isSpread)
    return way.escape(`passed to ${call.expression.getText().replace(/\s+/g, ' ').slice(0, 40)}`);
  const isRest = parameter.dotDotDotToken !== undefined;
  const inParameter = isRest ? within(ITEM, held) : held;
  way.bind(parameter.name, inParameter);
  if (ts.isParameterPropertyDeclaration(parameter, parameter.parent) && ts.isIdentifier(parameter.name)) {
    const symbols = way.facts.checker.getSymbolsOfParameterPropertyDeclaration(parameter, parameter.name.text);
    for (const symbol of symbols) way.addSymbol(symbol, inParameter, parameter.getSourceFile());
  }
}

/** The object in which the call is given them, as far as it is written out. */
function optionsOf(given: ts.Expression, way: Way): ts.ObjectLiteralExpression | null {
  const target = unwrap(given);
  if (ts.isObjectLiteralExpression(target)) return target;
  const value = ts.isIdentifier(target) ? declaredValue(target, way.facts) : undefined;
  const literal = value && unwrap(value);
  return literal && ts.isObjectLiteralExpression(literal) ? literal : null;
}

/** A function whose value is of the tools, given to a method that is known to call it. */
function callback(call: Call, name: string, index: number, held: Held, way: Way): boolean {
  const callee = unwrap(call.expression);
  if (!isMember(callee) || index > 1) return false;
  const value = behind(held);
  if (/^(then|catch|finally|reduce|reduceRight)$/.test(name)) way.add(call, value);
  else if (name === 'map') {
    if (isWhole(value)) way.flow.merges.push({ place: call, kind: 'list', element: null });
    way.add(call, within(ITEM, value));
  } else if (name === 'flatMap') {
    if (isWhole(value)) way.flow.merges.push({ place: call, kind: 'list', element: null });
    way.add(call, isItems(value) ? within(ITEM, behind(value)) : value);
  } else return /^(forEach|filter|find|findLast|findIndex|some|every|sort|toSorted)$/.test(name);
  return true;
}

/** @returns true where the call is one of the language's own, and what becomes of the tools is said */
function builtIn(
  call: ts.CallExpression,
  name: string,
  given: ts.Expression,
  index: number,
  held: Held,
  way: Way,
): boolean {
  const callee = unwrap(call.expression);
  if (ts.isIdentifier(callee)) {
    if (name === 'Boolean' || name === 'isNaN') return true;
    if (name === 'String') way.read(call, 'the tools are written into a text');
    else if (name === 'structuredClone') way.add(call, held);
    else if (ASSERTIONS.has(name)) way.read(call, 'a test looks at the tools');
    else return false;
    return true;
  }
  if (!isMember(callee)) return false;
  if (rootIs(call, 'Object')) return objectCall(call, name, index, held, way);
  if (rootIs(call, 'Array')) {
    if (name === 'from' || name === 'of') {
      if (call.arguments.length > 1) way.read(call, 'the tools are gone through (Array.from)');
      way.add(call, name === 'of' ? within(ITEM, held) : held);
    }
    return true;
  }
  if (rootIs(call, 'Promise')) {
    const isOne = name === 'any' || name === 'race';
    way.add(call, isOne && isItems(held) ? behind(held) : settled(name, held));
    return true;
  }
  if (rootIs(call, 'JSON')) {
    if (isLogged(call)) way.log(call);
    else way.read(call, 'the tools are written out as JSON');
    return true;
  }
  if (rootIs(call, 'Buffer') || ASSERTIONS.has(name)) {
    way.read(call, 'the tools are looked at, or written out');
    return true;
  }
  return intoContainer(callee, call, name, given, held, way);
}

function settled(name: string, held: Held): Held {
  return name === 'allSettled' && isItems(held) ? within(ITEM, within('value', behind(held))) : held;
}

/** `all.push(...tools)`, `all.concat(tools)`, `byUser.set(userId, tools)`. */
function intoContainer(
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  call: ts.CallExpression,
  name: string,
  given: ts.Expression,
  held: Held,
  way: Way,
): boolean {
  const isSpread = ts.isSpreadElement(given);
  if (name === 'push' || name === 'unshift') {
    const place = way.facts.bindings.symbolOf(unwrap(callee.expression))?.declarations?.[0] ?? call;
    if (isSpread && isWhole(held)) way.flow.merges.push({ place, kind: 'list', element: null });
    if (!isSpread) way.store(callee.expression, within(ITEM, held));
    else if (isWhole(held)) way.store(callee.expression, held);
    else way.store(callee.expression, within(ITEM, behind(held)));
    return true;
  }
  if (name === 'concat') {
    if (isWhole(held)) way.flow.merges.push({ place: call, kind: 'list', element: null });
    way.add(call, isWhole(held) || isItems(held) ? held : within(ITEM, held));
    return true;
  }
  if ((name === 'set' || name === 'add') && isMapHere(callee.expression, way)) {
    way.store(callee.expression, within(name === 'set' ? ENTRY : ITEM, held));
    return true;
  }
  return (name === 'includes' || name === 'indexOf' || name === 'has') && held.kind === 'tool';
}

/** `new Map()` or `new Set()` of the project, by the value that a variable or a field is made with. */
function isMapHere(node: ts.Expression, way: Way): boolean {
  const target = unwrap(node);
  const symbol = way.facts.bindings.symbolOf(ts.isPropertyAccessExpression(target) ? target.name : target);
  const declaration = symbol?.declarations?.[0];
  const holds = declaration && (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration));
  const value = holds && declaration.initializer ? unwrap(declaration.initializer) : undefined;
  return !!value && ts.isNewExpression(value) && /^(Map|Set|WeakMap)$/.test(value.expression.getText());
}

function objectCall(call: ts.CallExpression, name: string, index: number, held: Held, way: Way): boolean {
  const isDirect = held.path.length === 0;
  if (name === 'assign') {
    const [target] = call.arguments;
    if (isWhole(held)) way.flow.merges.push({ place: call, kind: 'object', element: null });
    if (index > 0 && target && ts.isIdentifier(unwrap(target))) way.store(target, held);
    way.add(call, held);
  } else if (name === 'keys' || name === 'getOwnPropertyNames') {
    if (isWhole(held)) keysRead(call, way);
  } else if (name === 'values') {
    way.add(call, isDirect ? held : within(ITEM, behind(held)));
  } else if (name === 'entries') {
    if (isWhole(held)) {
      way.read(call, 'the names of the tools are read (Object.entries)');
      way.add(call, within(ITEM, within('1', { kind: 'tool', path: [] })));
    } else if (!isDirect) way.add(call, within(ITEM, within('1', behind(held))));
  } else if (name === 'fromEntries') {
    if (isDirect) way.add(call, held);
    else way.add(call, within(ITEM, { ...held, path: held.path.slice(2) }));
  } else way.add(call, held);
  return true;
}

function keysRead(call: ts.CallExpression, way: Way): void {
  const user = wrapped(call).parent;
  const isLoggedCount = isMember(user) && isLogged(user);
  if (isLoggedCount || isNamesOnlyLogged(call, way.facts)) way.log(call);
  else way.read(call, 'the names of the tools are read (Object.keys)');
}
