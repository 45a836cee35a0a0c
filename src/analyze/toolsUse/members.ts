/** A member of something that holds the tools: a method of the list, a key of an object, the getter of a Map. */
import { ts } from 'ts-morph';
import { isFunction, isMember, isWriteTarget, memberName, unwrap, wrapped } from '../nodes.js';
import { isText, type Way } from './flow.js';
import { A_TOOL, behind, ENTRY, isItems, ITEM, partOf, RESULT, within, type Held } from './held.js';
import { isNamesOnlyLogged } from './names.js';
import { isLogged } from './shapes.js';

type Member = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** Methods of a list that give a list of the same things, or of some of them. */
const SAME_ITEMS: ReadonlySet<string> = new Set([
  ...['concat', 'filter', 'reverse', 'slice', 'sort', 'splice', 'toReversed', 'toSorted', 'values', 'flat'],
]);
/** Those of them that have no say in which things, or in which order the model cares about. */
const WHOLE: ReadonlySet<string> = new Set(['concat', 'flat', 'reverse', 'toReversed', 'values']);
const ONE_ITEM: ReadonlySet<string> = new Set(['at', 'find', 'findLast', 'pop', 'shift']);
const WITH_CALLBACK: ReadonlySet<string> = new Set([
  ...['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'forEach', 'map', 'some'],
]);
const QUIET: ReadonlySet<string> = new Set(['push', 'unshift', 'fill', 'clear', 'delete', 'set', 'add', 'has']);
const TEXT_OF_ALL: ReadonlySet<string> = new Set(['join', 'toString', 'toLocaleString']);

export function member(place: Member, held: Held, way: Way): void {
  const outer = wrapped(place);
  const { parent } = outer;
  const call = ts.isCallExpression(parent) && parent.expression === outer ? parent : undefined;
  if (isWriteTarget(place)) return written(place, held, way);
  const name = memberName(place);
  if (call && name !== undefined && promised(name, call, held, way)) return;
  const [step] = held.path;
  if (step === undefined) return held.kind === 'list' ? ofList(place, name, call, way) : ofTool(place, name, call, way);
  if (step === ENTRY) return ofMap(name, call, held, way);
  if (step === RESULT) return ofFunction(place, name, way);
  if (isItems(held) && call && name !== undefined && isListMethod(name)) return ofItems(name, call, held, way);
  const part = partOf(held, ts.isElementAccessExpression(place) ? (name ?? position(place)) : name);
  if (part) way.add(place, part);
}

function position(place: ts.ElementAccessExpression): string | undefined {
  const index = unwrap(place.argumentExpression);
  return ts.isNumericLiteral(index) ? index.text : undefined;
}

/** `tools.mine = …` is no reading; `delete tools.X` takes a tool away, which a session does not hear of. */
function written(place: Member, held: Held, way: Way): void {
  if (held.path.length === 0 && ts.isDeleteExpression(wrapped(place).parent)) way.read(place, 'a tool is taken out');
}

/** `.then(…)`, `.catch(…)`, `.finally(…)`: a promise is what it will be. */
function promised(name: string, call: ts.CallExpression, held: Held, way: Way): boolean {
  if (name === 'catch' || name === 'finally') way.add(call, held);
  else if (name === 'then') {
    if (!bindCallback(call.arguments[0], 0, (parameter) => way.bind(parameter, held), way))
      way.escape('passed to then');
  } else return false;
  return true;
}

/** @returns false where the callback is not a function that is seen */
function bindCallback(
  callback: ts.Expression | undefined,
  index: number,
  bind: (name: ts.BindingName) => void,
  way: Way,
): boolean {
  if (!callback) return true;
  const target = unwrap(callback);
  const seen = isFunction(target) ? target : functionNamed(target, way);
  const parameter = seen?.parameters[index];
  if (parameter) bind(parameter.name);
  return seen !== undefined;
}

function functionNamed(node: ts.Node, way: Way): ts.FunctionLikeDeclaration | undefined {
  const declaration = way.facts.bindings.symbolOf(node)?.declarations?.[0];
  if (!declaration) return undefined;
  if (isFunction(declaration)) return declaration.body ? declaration : undefined;
  const value = ts.isVariableDeclaration(declaration) && declaration.initializer && unwrap(declaration.initializer);
  return value && isFunction(value) ? value : undefined;
}

function isListMethod(name: string): boolean {
  return (
    SAME_ITEMS.has(name) ||
    ONE_ITEM.has(name) ||
    WITH_CALLBACK.has(name) ||
    QUIET.has(name) ||
    TEXT_OF_ALL.has(name) ||
    /^(entries|includes|indexOf|keys|lastIndexOf|reduce|reduceRight)$/.test(name)
  );
}

function ofList(place: Member, name: string | undefined, call: ts.CallExpression | undefined, way: Way): void {
  if (name === 'length' || name === 'size') {
    return isLogged(place) ? way.log(place) : way.read(place, 'the number of tools is read');
  }
  if (call && name !== undefined && isListMethod(name)) return listMethod(name, call, way);
  if (name !== undefined) return call ? way.escape(`asked for ${name}`) : way.lookup(place, name);
  const text = place.getText().replace(/\s+/g, ' ').slice(0, 50);
  way.read(place, `the tools are read by key (${text})`);
  if (ts.isElementAccessExpression(place) && position(place) !== undefined) way.escapeByPosition(text);
}

function listMethod(name: string, call: ts.CallExpression, way: Way): void {
  const list: Held = { kind: 'list', path: [] };
  if (name === 'push' || name === 'unshift') {
    // What others push into this list comes together with it.
    const callee = unwrap(call.expression);
    const holder = isMember(callee) ? way.facts.bindings.symbolOf(unwrap(callee.expression)) : undefined;
    const declaration = holder?.declarations?.[0];
    if (declaration) way.flow.merges.push({ place: declaration, kind: 'list', element: null });
    return;
  }
  if (QUIET.has(name)) return;
  if (name === 'concat' || name === 'flat') way.flow.merges.push({ place: call, kind: 'list', element: null });
  const isWhole = WHOLE.has(name) || ((name === 'slice' || /sort/i.test(name)) && call.arguments.length === 0);
  if (/^(map|flatMap)$/.test(name) && isNamesOnlyLogged(call, way.facts)) return way.log(call);
  if (TEXT_OF_ALL.has(name) && isLogged(call)) return way.log(call);
  if (!isWhole) way.read(call, `the tools are gone through (${name})`);
  if (/^reduce/.test(name)) {
    const bound = bindCallback(call.arguments[0], 1, (parameter) => way.bind(parameter, A_TOOL), way);
    return bound ? undefined : way.escape(`passed to ${name}`);
  }
  if (WITH_CALLBACK.has(name) && !bindCallback(call.arguments[0], 0, (one) => way.bind(one, A_TOOL), way))
    way.escape(`passed to ${name}`);
  // One that was looked for is the same tool wherever it goes.
  if (/^(at|pop|shift)$/.test(name)) way.escapeByPosition(call.getText().replace(/\s+/g, ' ').slice(0, 50));
  if (SAME_ITEMS.has(name)) way.add(call, list);
  else if (name === 'entries') way.add(call, within(ITEM, within('1', A_TOOL)));
}

/** Several lists, or objects with one each. */
function ofItems(name: string, call: ts.CallExpression, held: Held, way: Way): void {
  const item = behind(held);
  if (/^reduce/.test(name)) {
    if (!bindCallback(call.arguments[0], 1, (parameter) => way.bind(parameter, item), way))
      way.escape(`passed to ${name}`);
    return;
  }
  if (WITH_CALLBACK.has(name) && !bindCallback(call.arguments[0], 0, (one) => way.bind(one, item), way))
    way.escape(`passed to ${name}`);
  if (name === 'flat') {
    way.flow.merges.push({ place: call, kind: 'list', element: null });
    way.add(call, item.path.length === 0 ? item : { ...item, path: [ITEM, ...item.path.slice(1)] });
  } else if (name === 'concat') way.add(call, held);
  else if (SAME_ITEMS.has(name)) way.add(call, within(ITEM, item));
  else if (ONE_ITEM.has(name)) way.add(call, item);
  else if (name === 'entries') way.add(call, within(ITEM, within('1', item)));
}

function ofTool(place: Member, name: string | undefined, call: ts.CallExpression | undefined, way: Way): void {
  if (isLogged(place)) return way.log(place);
  way.read(place, `${name ?? 'a part'} of a tool is read`);
  if (!isText(name) && !call) way.add(place, A_TOOL);
}

function ofMap(name: string | undefined, call: ts.CallExpression | undefined, held: Held, way: Way): void {
  const value = behind(held);
  if (!call || name === undefined) return name === 'size' ? undefined : way.escape('kept in a Map that is handed on');
  if (name === 'get') way.add(call, value);
  else if (name === 'values') way.add(call, within(ITEM, value));
  else if (name === 'entries') way.add(call, within(ITEM, within('1', value)));
  else if (name === 'forEach') {
    if (!bindCallback(call.arguments[0], 0, (one) => way.bind(one, value), way)) way.escape('passed to forEach');
  } else if (!QUIET.has(name) && name !== 'keys') way.escape(`kept in a Map, and asked for ${name}`);
}

function ofFunction(place: Member, name: string | undefined, way: Way): void {
  if (name !== 'name' && name !== 'length') way.escape(`given by ${place.getText().replace(/\s+/g, ' ').slice(0, 40)}`);
}
