/**
 * From the calls that get the tools to the calls that execute what the model asks for: results are followed through
 * variables, loops, callbacks, and parameters and return values of functions of the same file.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { functionAround, isFunction, isMember, unwrap, walk, wrapped } from '../nodes.js';
import type { Given } from './flow.js';
import { isCallback, isLogCall, nameOfFunction, namedFunctionAround } from './shapes.js';

/**
 * @param isCandidate the call executes tool calls.
 * @returns candidates one of whose arguments comes from an answer of a model that was given the tools.
 */
export function callsFedBy(
  given: readonly Given[],
  isCandidate: (call: ts.CallExpression) => boolean,
  facts: ExpressionFacts,
): ts.CallExpression[] {
  const spread = new Answers(given, facts);
  const found = new Set<ts.CallExpression>();
  for (const place of spread.places) {
    walk(place, (node) => {
      if (ts.isCallExpression(node) && isCandidate(node) && node.arguments.some((one) => spread.speaksOf(one)))
        found.add(node);
    });
  }
  return [...found];
}

const MAX_ROUNDS = 12;

/** Bindings that hold answers of the models, or parts of them. */
class Answers {
  readonly places = new Set<ts.Node>();
  private readonly symbols = new Set<ts.Symbol>();
  private readonly calls = new Set<ts.Node>();
  private readonly given: ReadonlySet<ts.Node>;

  constructor(
    given: readonly Given[],
    private readonly facts: ExpressionFacts,
  ) {
    this.given = new Set(given.map((one) => one.call));
    for (const { call } of given) {
      if (isLogCall(call)) continue;
      this.calls.add(call);
      this.places.add(namedFunctionAround(call));
    }
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const before = this.symbols.size + this.places.size + this.calls.size;
      for (const place of [...this.places]) this.spreadIn(place);
      if (this.symbols.size + this.places.size + this.calls.size === before) break;
    }
  }

  /** The expression reads an answer. */
  speaksOf(node: ts.Node): boolean {
    let found = false;
    walk(node, (part) => {
      if (found) return false;
      if (this.calls.has(part)) found = true;
      if (ts.isIdentifier(part)) {
        const symbol = this.facts.bindings.symbolOf(part);
        if (symbol && this.symbols.has(symbol)) found = true;
      }
      return !found && !isFunction(part);
    });
    return found;
  }

  private take(name: ts.Node): void {
    if (ts.isIdentifier(name)) {
      const symbol = this.facts.bindings.symbolOf(name);
      if (symbol) this.symbols.add(symbol);
    } else if (ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name)) {
      for (const element of name.elements) if (ts.isBindingElement(element)) this.take(element.name);
    }
  }

  private spreadIn(place: ts.Node): void {
    walk(place, (node) => {
      if (ts.isVariableDeclaration(node) && node.initializer && this.speaksOf(node.initializer)) this.take(node.name);
      else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
        const target = unwrap(node.left);
        if (ts.isIdentifier(target) && this.speaksOf(node.right)) this.take(target);
      } else if (ts.isForOfStatement(node) && this.speaksOf(node.expression)) {
        if (ts.isVariableDeclarationList(node.initializer))
          for (const one of node.initializer.declarations) this.take(one.name);
      } else if (ts.isCallExpression(node)) this.spreadThrough(node);
      else if (ts.isReturnStatement(node) && node.expression && this.speaksOf(node.expression)) this.spreadFrom(node);
      else if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && this.speaksOf(node.body))
        this.spreadFrom(node.body);
    });
  }

  /** `calls.map((call) => …)`, `.then((answer) => …)`, `helper(answer)`, `list.push(answer)`. */
  private spreadThrough(call: ts.CallExpression): void {
    const callee = unwrap(call.expression);
    if (isMember(callee) && this.speaksOf(callee.expression)) {
      for (const argument of call.arguments) {
        const callback = unwrap(argument);
        if (isFunction(callback)) for (const parameter of callback.parameters) this.take(parameter.name);
      }
    }
    const declaration = this.declarationOf(call);
    for (const [index, argument] of call.arguments.entries()) {
      if (!this.speaksOf(argument)) continue;
      const parameter = declaration?.parameters[index];
      if (declaration && parameter) {
        this.take(parameter.name);
        this.places.add(declaration);
      }
    }
  }

  private declarationOf(call: ts.CallExpression): ts.FunctionLikeDeclaration | undefined {
    const callee = unwrap(call.expression);
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    const declaration = this.facts.bindings.symbolOf(name)?.declarations?.[0];
    if (!declaration || declaration.getSourceFile() !== call.getSourceFile()) return undefined;
    if (isFunction(declaration)) return declaration;
    const value =
      ts.isVariableDeclaration(declaration) && declaration.initializer ? unwrap(declaration.initializer) : undefined;
    return value && isFunction(value) ? value : undefined;
  }

  /** What a function of this file returns is an answer where it is called; if it got the tools, then in that call only. */
  private spreadFrom(returned: ts.Node): void {
    const around = functionAround(returned);
    if (!around || isCallback(around)) return;
    const callers = this.callersOf(around);
    const withTools = callers.filter((call) => this.given.has(call));
    for (const call of withTools.length > 0 ? withTools : callers) {
      this.calls.add(call);
      this.places.add(namedFunctionAround(call));
    }
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
