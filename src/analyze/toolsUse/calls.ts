/**
 * From the calls that get the tools to the calls that execute what the model asks for: results are followed through
 * variables, loops, callbacks, and parameters and return values of functions of the same file.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { functionAround, isFunction, isMember, isWriteTarget, unwrap, wrapped } from '../nodes.js';
import type { Given } from './flow.js';
import { isCallback, isLogCall, nameOfFunction } from './shapes.js';

/**
 * @param isCandidate the call executes tool calls.
 * @returns candidates one of whose arguments comes from an answer of a model that was given the tools.
 */
export function callsFedBy(
  given: readonly Given[],
  isCandidate: (call: ts.CallExpression) => boolean,
  facts: ExpressionFacts,
): ts.CallExpression[] {
  return [...new Answers(given, facts).receivers()].filter(isCandidate);
}

const MAX_STEPS = 2000;

/** Follows the answers of the models from use to use. */
class Answers {
  private readonly given: ReadonlySet<ts.Node>;
  private readonly queue: ts.Node[];
  private readonly seen = new Set<ts.Node>();
  private readonly symbols = new Set<ts.Symbol>();
  private readonly found = new Set<ts.CallExpression>();

  constructor(
    given: readonly Given[],
    private readonly facts: ExpressionFacts,
  ) {
    this.queue = given.map((one) => one.call).filter((call) => !isLogCall(call));
    this.given = new Set(this.queue);
  }

  /** Calls that have an answer, or a part of one, among their arguments. */
  receivers(): ReadonlySet<ts.CallExpression> {
    for (let step = 0; step < MAX_STEPS; step++) {
      const next = this.queue.shift();
      if (!next) break;
      if (this.seen.has(next)) continue;
      this.seen.add(next);
      this.spreadFrom(next);
    }
    return this.found;
  }

  /** Everything that an answer is part of holds an answer, up to the statement or the function around it. */
  private spreadFrom(answer: ts.Node): void {
    for (let current = answer; current.parent; current = current.parent) {
      const parent = current.parent;
      if (isFunction(parent)) {
        if (ts.isArrowFunction(parent) && parent.body === current) this.returned(parent);
        return;
      }
      if (ts.isReturnStatement(parent)) {
        const around = functionAround(parent);
        return around && this.returned(around);
      }
      if (ts.isVariableDeclaration(parent)) return parent.initializer === current ? this.take(parent.name) : undefined;
      if (ts.isForOfStatement(parent) && parent.expression === current) {
        const { initializer } = parent;
        if (ts.isVariableDeclarationList(initializer)) for (const one of initializer.declarations) this.take(one.name);
        return;
      }
      if (ts.isStatement(parent)) return;
      if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
        if (parent.right === current) this.take(unwrap(parent.left));
      }
      if (isLogCall(parent)) return;
      if (ts.isCallExpression(parent)) this.spreadThrough(parent, current);
    }
  }

  /** The binding, or those of a pattern, hold an answer wherever they are read. */
  private take(name: ts.Node): void {
    if (ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name)) {
      for (const element of name.elements) if (ts.isBindingElement(element)) this.take(element.name);
      return;
    }
    if (!ts.isIdentifier(name)) return;
    const symbol = this.facts.bindings.symbolOf(name);
    if (!symbol || this.symbols.has(symbol)) return;
    this.symbols.add(symbol);
    for (const reference of this.facts.bindings.referencesTo(symbol, name.getSourceFile())) {
      const isDeclaration = symbol.declarations?.some((one) => ts.getNameOfDeclaration(one) === reference);
      if (!isDeclaration && !isWriteTarget(reference)) this.queue.push(reference);
    }
  }

  /** `calls.map((call) => …)`, `.then((answer) => …)`, `helper(answer)`. */
  private spreadThrough(call: ts.CallExpression, part: ts.Node): void {
    if (part === call.expression) {
      for (const argument of call.arguments) {
        const callback = unwrap(argument);
        if (isFunction(callback)) for (const parameter of callback.parameters) this.take(parameter.name);
      }
      return;
    }
    this.found.add(call);
    const parameter = this.functionCalled(call)?.parameters[call.arguments.indexOf(part as ts.Expression)];
    if (parameter) this.take(parameter.name);
  }

  private functionCalled(call: ts.CallExpression): ts.FunctionLikeDeclaration | undefined {
    const callee = unwrap(call.expression);
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    const declaration = this.facts.bindings.symbolOf(name)?.declarations?.[0];
    if (!declaration || declaration.getSourceFile() !== call.getSourceFile()) return undefined;
    if (isFunction(declaration)) return declaration;
    const initializer = ts.isVariableDeclaration(declaration) && declaration.initializer;
    const value = initializer ? unwrap(initializer) : undefined;
    return value && isFunction(value) ? value : undefined;
  }

  /** What a function of this file returns is an answer where it is called; if it got the tools, then in that call only. */
  private returned(around: ts.FunctionLikeDeclaration): void {
    if (isCallback(around)) {
      this.queue.push(wrapped(around).parent);
      return;
    }
    const callers = this.callersOf(around);
    const withTools = callers.filter((call) => this.given.has(call));
    this.queue.push(...(withTools.length > 0 ? withTools : callers));
  }

  private callersOf(around: ts.FunctionLikeDeclaration): ts.CallExpression[] {
    const name = nameOfFunction(around);
    const symbol = name && this.facts.bindings.symbolOf(name);
    if (!name || !symbol) return [];
    return this.facts.bindings.referencesTo(symbol, name.getSourceFile()).flatMap((reference) => {
      const isMethod = isMember(reference.parent) && reference.parent.expression !== reference;
      const callee = wrapped(isMethod ? reference.parent : reference);
      const isCall = reference !== name && ts.isCallExpression(callee.parent) && callee.parent.expression === callee;
      return isCall ? [callee.parent as ts.CallExpression] : [];
    });
  }
}
