/**
 * Follows a list of tools through one file: variables, `then`, conditions, spreads, parameters and return values of
 * functions of that file. Other files are out of sight: what leaves is an escape, in words.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isFunction, isMember, isWriteTarget, lineOf, memberName, unwrap, wrapped } from '../nodes.js';
import { isExported } from './exported.js';
import { holderOf, isCallOrNew, isCounted, isKnownTaker, rootIs } from './places.js';
import { isNamesOnlyLogged, readsToolNames } from './names.js';
import { calleeName, isCallback, isLogCall, isLogged, isResponseCall, nameOfFunction, type Sign } from './shapes.js';

export interface ToolsFlow {
  /** Uses that depend on concrete tools. */
  named: Sign[];
  /** Calls that are given the tools: models, agents, functions. */
  given: Given[];
  /** Places where the tools come together with other things. */
  merges: Merge[];
  escapes: Set<string>;
}

export interface Given {
  call: ts.CallExpression | ts.NewExpression;
  /** The object literal of the call that holds the tools; null when they are an argument themselves. */
  options: ts.ObjectLiteralExpression | null;
  /** The function is in this file and was followed. */
  followed: boolean;
}

export interface Merge {
  /** The literal or call that puts the lists together, or the declaration of the list that they are pushed into. */
  place: ts.Node;
  kind: 'list' | 'object';
  /** The element of a literal by which these tools get in. */
  element: ts.SpreadElement | ts.SpreadAssignment | null;
}

const MAX_STEPS = 400;
const KEEPS_TOOLS: ReadonlySet<string> = new Set([
  ...['filter', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed', 'flat', 'map', 'flatMap', 'concat', 'values'],
]);
const READS_TOOLS: ReadonlySet<string> = new Set([
  ...['find', 'findIndex', 'findLast', 'filter', 'some', 'every', 'map', 'flatMap', 'forEach', 'reduce', 'sort'],
]);
const OBJECT_READERS: ReadonlySet<string> = new Set(['keys', 'values', 'entries']);

/** @param call the `tools.get` call. */
export function followTools(call: ts.CallExpression, facts: ExpressionFacts): ToolsFlow {
  return new Follower(facts).follow(call);
}

class Follower {
  private readonly flow: ToolsFlow = { named: [], given: [], merges: [], escapes: new Set() };
  private readonly seen = new Set<ts.Node>();
  private readonly seenSymbols = new Set<ts.Symbol>();
  private readonly queue: ts.Expression[] = [];

  constructor(private readonly facts: ExpressionFacts) {}

  follow(call: ts.CallExpression): ToolsFlow {
    this.add(call);
    for (let step = 0; step < MAX_STEPS; step++) {
      const next = this.queue.shift();
      if (!next) break;
      this.use(next);
    }
    return this.flow;
  }

  private add(node: ts.Node): void {
    if (this.seen.has(node)) return;
    this.seen.add(node);
    this.queue.push(node as ts.Expression);
  }

  private named(node: ts.Node, what: string): void {
    this.flow.named.push({ line: lineOf(node), what });
  }

  /** Every reading of a binding that holds the tools. */
  private addBinding(name: ts.Node): void {
    const symbol = this.facts.bindings.symbolOf(name);
    if (!symbol || this.seenSymbols.has(symbol)) return;
    this.seenSymbols.add(symbol);
    if (isExported(symbol)) this.flow.escapes.add(`exported as ${symbol.name}`);
    for (const reference of this.facts.bindings.referencesTo(symbol, name.getSourceFile())) {
      const isDeclaration = symbol.declarations?.some((one) => ts.getNameOfDeclaration(one) === reference);
      if (!isDeclaration && !isWriteTarget(reference)) this.add(reference);
    }
  }

  private use(node: ts.Expression): void {
    const outer = wrapped(node);
    const parent = outer.parent;
    if (ts.isAwaitExpression(parent)) this.add(parent);
    else if (ts.isVariableDeclaration(parent) && parent.initializer === outer) this.declared(parent.name);
    else if (ts.isPropertyDeclaration(parent) && parent.initializer === outer) this.addMember(parent.name);
    else if (ts.isBinaryExpression(parent)) this.inBinary(parent, outer);
    else if (ts.isConditionalExpression(parent)) {
      if (parent.condition !== outer) this.add(parent);
    } else if (ts.isSpreadElement(parent)) this.spread(parent);
    else if (ts.isSpreadAssignment(parent)) {
      this.flow.merges.push({ place: parent.parent, kind: 'object', element: parent });
      this.add(parent.parent);
    } else if (ts.isPropertyAssignment(parent) && parent.initializer === outer) this.inObject(parent);
    else if (ts.isShorthandPropertyAssignment(parent)) this.inObject(parent);
    else if (ts.isArrayLiteralExpression(parent)) this.inArray(parent, outer);
    else if (isMember(parent) && parent.expression === outer) this.member(parent);
    else if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) this.argument(parent, outer as ts.Expression);
    else if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === outer))
      this.returned(parent);
    else if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.expression === outer)
      this.loop(parent);
    else if (ts.isExportAssignment(parent)) this.flow.escapes.add('exported');
    else if (ts.isJsxExpression(parent) || ts.isJsxSpreadAttribute(parent))
      this.named(parent, 'the tools are shown in a page');
    else if (ts.isYieldExpression(parent)) this.flow.escapes.add('yielded');
  }

  private declared(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) return this.addBinding(name);
    const [first] = name.elements;
    if (!first) return;
    const text = name.getText().replace(/\s+/g, ' ').slice(0, 40);
    this.named(
      name,
      ts.isArrayBindingPattern(name) ? `tools are taken by position (${text})` : `tools are taken by name (${text})`,
    );
  }

  private inBinary(parent: ts.BinaryExpression, outer: ts.Node): void {
    const operator = parent.operatorToken.kind;
    if (operator === ts.SyntaxKind.InKeyword && parent.right === outer)
      return this.named(parent, `the tools are asked for ${parent.left.getText().slice(0, 40)}`);
    const chooses =
      operator === ts.SyntaxKind.QuestionQuestionToken ||
      operator === ts.SyntaxKind.BarBarToken ||
      operator === ts.SyntaxKind.AmpersandAmpersandToken;
    if (chooses) return this.add(parent);
    if (parent.right !== outer) return;
    const assigns =
      operator === ts.SyntaxKind.EqualsToken ||
      operator === ts.SyntaxKind.QuestionQuestionEqualsToken ||
      operator === ts.SyntaxKind.BarBarEqualsToken;
    if (!assigns) return;
    const target = unwrap(parent.left);
    if (ts.isIdentifier(target)) this.addBinding(target);
    else if (isMember(target) && unwrap(target.expression).kind === ts.SyntaxKind.ThisKeyword) this.addMember(target);
    else this.flow.escapes.add(`stored in ${target.getText().slice(0, 40)}`);
    if (!ts.isExpressionStatement(wrapped(parent).parent)) this.add(parent);
  }

  /** `this.tools`: every reading of that property in the file. */
  private addMember(member: ts.Node): void {
    const name = isMember(member) ? memberName(member) : member.getText();
    this.flow.escapes.add(`kept in this.${name ?? '…'}`);
    const visit = (node: ts.Node): void => {
      const isReading =
        isMember(node) &&
        memberName(node) === name &&
        unwrap(node.expression).kind === ts.SyntaxKind.ThisKeyword &&
        !isWriteTarget(node);
      if (isReading) this.add(node);
      ts.forEachChild(node, visit);
    };
    visit(member.getSourceFile());
  }

  private spread(element: ts.SpreadElement): void {
    const parent = element.parent;
    if (ts.isArrayLiteralExpression(parent)) {
      this.flow.merges.push({ place: parent, kind: 'list', element });
      this.add(parent);
    } else if (ts.isCallExpression(parent)) this.argument(parent, element);
  }

  /** The value of a property: of the options of a call, of a variable's object, or of something out of sight. */
  private inObject(property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment): void {
    const literal = property.parent;
    if (!ts.isObjectLiteralExpression(literal)) return;
    const holder = holderOf(literal);
    const outer = wrapped(holder);
    const parent = outer.parent;
    if (isCallOrNew(parent) && parent.arguments?.includes(outer as ts.Expression)) return this.given(parent, literal);
    if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name))
      return this.inVariable(parent.name, holder === literal ? property : null, literal);
    const key = ts.isIdentifier(property.name) ? property.name.text : property.name.getText();
    if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) this.flow.escapes.add(`returned as ${key}`);
    else this.flow.escapes.add(`stored as ${key} of an object`);
  }

  /** `const request = { …, tools }`: calls that are given the object, and readings of `request.tools`. */
  private inVariable(
    name: ts.Identifier,
    property: ts.ObjectLiteralElementLike | null,
    literal: ts.ObjectLiteralExpression,
  ): void {
    const symbol = this.facts.bindings.symbolOf(name);
    const key = property?.name?.getText();
    if (!symbol) return;
    if (isExported(symbol)) this.flow.escapes.add(`exported with ${name.text}`);
    for (const reference of this.facts.bindings.referencesTo(symbol, name.getSourceFile())) {
      if (reference === name) continue;
      const outer = wrapped(reference);
      const parent = outer.parent;
      if (isMember(parent) && key !== undefined && memberName(parent) === key) this.add(parent);
      else if (isCallOrNew(parent) && parent.arguments?.includes(outer as ts.Expression)) this.given(parent, literal);
      else if (ts.isSpreadAssignment(parent)) {
        const call = wrapped(holderOf(parent.parent)).parent;
        if (isCallOrNew(call)) this.given(call, literal);
      } else if (ts.isReturnStatement(parent)) this.flow.escapes.add(`returned with ${name.text}`);
    }
  }

  private given(call: ts.CallExpression | ts.NewExpression, options: ts.ObjectLiteralExpression | null): void {
    if (isLogCall(call)) return;
    if (isResponseCall(call)) return this.named(call, 'the tools are listed in a response');
    if (!this.flow.given.some((one) => one.call === call)) this.flow.given.push({ call, options, followed: false });
  }

  private inArray(list: ts.ArrayLiteralExpression, element: ts.Node): void {
    const call = wrapped(list).parent;
    if (ts.isCallExpression(call) && /^(all|allSettled)$/.test(calleeName(call)) && rootIs(call, 'Promise')) {
      const awaited = wrapped(call).parent;
      const holder = ts.isAwaitExpression(awaited) ? wrapped(awaited).parent : undefined;
      if (holder && ts.isVariableDeclaration(holder) && ts.isArrayBindingPattern(holder.name)) {
        const item = holder.name.elements[list.elements.indexOf(element as ts.Expression)];
        if (item && ts.isBindingElement(item)) this.declared(item.name);
        return;
      }
      return this.add(call);
    }
    this.add(list);
  }

  private member(member: ts.PropertyAccessExpression | ts.ElementAccessExpression): void {
    const name = memberName(member);
    const call = wrapped(member).parent;
    const isCalled = ts.isCallExpression(call) && unwrap(call.expression) === member;
    if (isWriteTarget(member)) return;
    if (name === 'length' || name === 'size') {
      if (isCounted(member)) this.named(member, 'the number of tools is reported');
      return;
    }
    if (isCalled && name !== undefined) {
      if (name === 'then') {
        const callback = call.arguments[0] && unwrap(call.arguments[0]);
        const parameter = callback && isFunction(callback) ? callback.parameters[0] : undefined;
        if (parameter) this.declared(parameter.name);
        else if (!callback || !isFunction(callback)) this.flow.escapes.add('passed to then');
        return;
      }
      if (name === 'catch' || name === 'finally') return this.add(call);
      if (name === 'push' || name === 'unshift') {
        // What others push into this list comes together with it.
        const place = this.facts.bindings.symbolOf(unwrap(member.expression))?.declarations?.[0];
        if (place) this.flow.merges.push({ place, kind: 'list', element: null });
        return;
      }
      if (READS_TOOLS.has(name) && readsToolNames(call.arguments[0])) {
        if (!isNamesOnlyLogged(call, this.facts)) {
          const verb = name === 'map' || name === 'flatMap' ? 'listed' : 'searched';
          this.named(call, `the tools are ${verb} by name (${name})`);
        }
        return;
      }
      if (name === 'concat' || name === 'flat') this.flow.merges.push({ place: call, kind: 'list', element: null });
      if (KEEPS_TOOLS.has(name)) return this.add(call);
      if (READS_TOOLS.has(name) || /^(includes|indexOf|join|keys|entries|toString)$/.test(name)) return;
    }
    this.named(member, `the tools are read by key (${member.getText().replace(/\s+/g, ' ').slice(0, 50)})`);
  }

  private argument(call: ts.CallExpression | ts.NewExpression, argument: ts.Expression): void {
    const position = call.arguments?.indexOf(argument) ?? -1;
    if (position < 0 || isLogCall(call)) return;
    const name = calleeName(call);
    const callee = unwrap(call.expression);
    if (ts.isCallExpression(call) && isMember(callee)) {
      if (name === 'push' || name === 'unshift' || name === 'concat') {
        const target = unwrap(callee.expression);
        const symbol = this.facts.bindings.symbolOf(target);
        const place = name === 'concat' ? call : (symbol?.declarations?.[0] ?? call);
        this.flow.merges.push({ place, kind: 'list', element: null });
        if (name === 'concat') this.add(call);
        else if (ts.isIdentifier(target)) this.addBinding(target);
        else this.flow.escapes.add(`put into ${target.getText().slice(0, 40)}`);
        return;
      }
      if (rootIs(call, 'Object')) return this.objectCall(call, name, position);
      if (rootIs(call, 'Array') && name === 'isArray') return;
      if (rootIs(call, 'Array') && name === 'from') return this.add(call);
      if (rootIs(call, 'Promise')) return this.add(call);
      if (rootIs(call, 'JSON'))
        return isLogged(call) ? undefined : this.named(call, 'the tools are written out as JSON');
    }
    if (name === 'Boolean' || name === 'String') return;
    this.given(call, null);
    const parameter = this.functionCalled(call)?.parameters[position];
    const last = this.flow.given.at(-1);
    if (parameter && !parameter.dotDotDotToken) {
      if (last?.call === call) last.followed = true;
      if (ts.isIdentifier(parameter.name)) this.addBinding(parameter.name);
      else this.declared(parameter.name);
    } else if (!isKnownTaker(call))
      this.flow.escapes.add(`passed to ${call.expression.getText().replace(/\s+/g, ' ').slice(0, 40)}`);
  }

  private objectCall(call: ts.CallExpression, name: string, position: number): void {
    if (name === 'assign') {
      const target = call.arguments[0];
      this.flow.merges.push({ place: call, kind: 'object', element: null });
      if (position > 0 && target && ts.isIdentifier(unwrap(target))) this.addBinding(unwrap(target));
      return this.add(call);
    }
    if (!OBJECT_READERS.has(name)) return this.add(call);
    if (name !== 'keys') return this.add(call);
    const user = wrapped(call).parent;
    if (isMember(user) && memberName(user) === 'length') {
      if (isCounted(user)) this.named(user, 'the number of tools is reported');
    } else if (!isNamesOnlyLogged(call, this.facts)) this.named(call, 'the names of the tools are read (Object.keys)');
  }

  private functionCalled(call: ts.CallExpression | ts.NewExpression): ts.FunctionLikeDeclaration | undefined {
    const callee = unwrap(call.expression);
    const name = isMember(callee) && ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    const declaration = this.facts.bindings.symbolOf(name)?.declarations?.[0];
    if (!declaration || declaration.getSourceFile() !== call.getSourceFile()) return undefined;
    if (isFunction(declaration)) return declaration;
    const holds = ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration);
    const value = holds && declaration.initializer ? unwrap(declaration.initializer) : undefined;
    return value && isFunction(value) ? value : undefined;
  }

  /** The value of a function: of a callback, the value of the call around it; of a named one, of its calls in this file. */
  private returned(place: ts.Node): void {
    let around: ts.Node = place;
    while (!isFunction(around)) {
      if (!around.parent) return;
      around = around.parent;
    }
    if (isCallback(around)) {
      const call = wrapped(around).parent as ts.CallExpression;
      if (/^(map|flatMap)$/.test(calleeName(call))) this.flow.merges.push({ place: call, kind: 'list', element: null });
      if (nameOfFunction(around) === undefined) return this.add(call);
    }
    const name = nameOfFunction(around);
    if (!name) {
      this.flow.escapes.add('returned');
      return;
    }
    const symbol = this.facts.bindings.symbolOf(name);
    const calls = symbol ? this.callsOf(symbol, name) : [];
    for (const call of calls) this.add(call);
    const isOpen = !symbol || isExported(symbol) || !ts.isFunctionDeclaration(around) || calls.length === 0;
    if (isOpen) this.flow.escapes.add(`returned from ${name.text}`);
  }

  private callsOf(symbol: ts.Symbol, name: ts.Identifier): ts.CallExpression[] {
    const calls: ts.CallExpression[] = [];
    for (const reference of this.facts.bindings.referencesTo(symbol, name.getSourceFile())) {
      if (reference === name) continue;
      const callee =
        ts.isPropertyAccessExpression(reference.parent) && reference.parent.name === reference
          ? reference.parent
          : reference;
      const outer = wrapped(callee);
      if (ts.isCallExpression(outer.parent) && outer.parent.expression === outer) calls.push(outer.parent);
    }
    return calls;
  }

  private loop(loop: ts.ForOfStatement | ts.ForInStatement): void {
    if (ts.isForInStatement(loop)) return this.named(loop, 'the names of the tools are read (for … in)');
    if (readsToolNames(loop)) this.named(loop, 'the tools are gone through by name (for … of)');
  }
}
