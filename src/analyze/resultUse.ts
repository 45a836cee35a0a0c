/** How the result of a call is read: plainly, or in a way that needs the whole shape of a direct result. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import type { ResultUseFact } from './facts.js';
import { functionAround, isMember, isWriteTarget, memberName, propertyName, unwrap, wrapped } from './nodes.js';
import { isReturnedByAsync } from './placement.js';
import { editsOfRead, isCondition, type ReadEdit } from './resultReads.js';

/** What both results have, `ToolExecuteResponse` and `ToolRouterSessionExecuteResponse` (@composio/core 0.19.0). */
const SHARED: ReadonlySet<string> = new Set(['data', 'error', 'logId']);

/**
 * @param call a `tools.execute(…)`
 * @returns how its result is used; a promise that is not awaited escapes unless a `.then` reads it in place
 */
export function resultUse(call: ts.CallExpression, facts: ExpressionFacts): ResultUseFact {
  return new ResultReader(call, facts).read();
}

class ResultReader {
  private readonly edits: ReadEdit[] = [];
  private readsSessionInfo = false;
  private escape: string | null = null;
  private taker: ResultUseFact['taker'] = null;
  private unused = false;

  constructor(
    private readonly call: ts.CallExpression,
    private readonly facts: ExpressionFacts,
  ) {}

  read(): ResultUseFact {
    this.readPromise();
    if (this.edits.length > 0 && isOptional(this.call)) this.escapes('there is none where its client is missing');
    if (isOptional(this.call)) this.taker = null;
    const kind = this.escape !== null ? 'escapes' : this.unused ? 'unused' : 'plain';
    return {
      kind,
      successfulReads: kind === 'plain' ? this.edits : [],
      readsSessionInfo: this.readsSessionInfo,
      taker: this.taker,
      escape: this.escape,
    };
  }

  private escapes(how: string): void {
    this.escape ??= how;
  }

  private readPromise(): void {
    const outer = wrapped(this.call);
    const parent = outer.parent;
    if (ts.isAwaitExpression(parent)) {
      if (isCast(outer, this.call)) this.escapes('it is cast');
      else this.taker = takerOf(parent);
      return this.readValue(parent);
    }
    if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) {
      this.unused = true;
      return;
    }
    const isWhole = ts.isReturnStatement(parent) && !isCast(outer, this.call);
    if (isWhole && isReturnedByAsync(this.call)) this.taker = { name: 'result' };
    if (isMember(parent) && memberName(parent) === 'then' && ts.isCallExpression(parent.parent)) {
      const [callback] = parent.parent.arguments;
      const target = callback && unwrap(callback);
      if (target && (ts.isArrowFunction(target) || ts.isFunctionExpression(target)) && !isCast(outer, this.call)) {
        const [parameter] = target.parameters;
        if (!parameter) this.unused = true;
        else this.readBinding(parameter);
        return;
      }
    }
    this.escapes(promiseWords(parent));
  }

  /** The expression whose value is the result. */
  private readValue(node: ts.Expression): void {
    const outer = wrapped(node);
    const parent = outer.parent;
    if (isMember(parent) && parent.expression === outer) return this.readMember(parent);
    if (isCast(outer, node)) return this.escapes('it is cast');
    if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) {
      this.unused = true;
      return;
    }
    if (ts.isVariableDeclaration(parent) && parent.initializer === outer) return this.readBinding(parent);
    this.escapes(valueWords(parent, outer));
  }

  private readBinding(declaration: ts.VariableDeclaration | ts.ParameterDeclaration): void {
    if (declaration.type) this.escapes('its variable has a type annotation');
    if (isExported(declaration)) this.escapes('it is exported');
    if (ts.isParameter(declaration) && (declaration.dotDotDotToken || declaration.initializer)) {
      this.escapes('the parameter that takes it has a default');
    }
    if (ts.isObjectBindingPattern(declaration.name)) return this.readPattern(declaration.name);
    if (!ts.isIdentifier(declaration.name)) return this.escapes('it is destructured as an array');
    const symbol = this.facts.bindings.symbolOf(declaration.name);
    if (!symbol) return this.escapes('its variable cannot be followed');
    if (this.facts.bindings.writesTo(symbol).length > 0) this.escapes('its variable is assigned again');
    const home = ts.isParameter(declaration) ? declaration.parent : functionAround(declaration);
    for (const reference of this.facts.bindings.referencesTo(symbol, declaration.getSourceFile())) {
      if (reference === declaration.name) continue;
      if (functionAround(reference) !== home) this.escapes('a function inside captures it');
      this.readReference(reference);
    }
  }

  private readReference(node: ts.Identifier): void {
    const outer = wrapped(node);
    const parent = outer.parent;
    if (isMember(parent) && parent.expression === outer) return this.readMember(parent);
    if (isTruthTest(outer)) return;
    this.escapes(isCast(outer, node) ? 'it is cast' : valueWords(parent, outer));
  }

  private readMember(member: ts.PropertyAccessExpression | ts.ElementAccessExpression): void {
    const name = memberName(member);
    if (name === 'sessionInfo') this.readsSessionInfo = true;
    if (name === undefined) return this.escapes('a property of it is read by a computed name');
    if (isWriteTarget(member) && name !== 'data') return this.escapes(`its ${name} is written`);
    if (SHARED.has(name)) return;
    if (name !== 'successful') return this.escapes(`its ${name} is read`);
    this.readSuccessful(member, renameMember(member));
  }

  private readSuccessful(read: ts.Expression, rename: ReadEdit): void {
    const edits = editsOfRead(read, rename);
    if (edits) this.edits.push(...edits);
    else this.escapes('its successful is read in a way that cannot be turned');
  }

  private readPattern(pattern: ts.ObjectBindingPattern): void {
    const elements = new Map<string, ts.BindingElement>();
    for (const element of pattern.elements) {
      const key = propertyName(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined));
      if (element.dotDotDotToken) return this.escapes('the rest of it is taken');
      if (key === undefined) return this.escapes('it is destructured by a computed name');
      if (key === 'sessionInfo') this.readsSessionInfo = true;
      if (!SHARED.has(key) && key !== 'successful') this.escapes(`its ${key} is read`);
      elements.set(key, element);
    }
    const successful = elements.get('successful');
    if (successful && this.escape === null) this.readDestructured(pattern, successful, elements.get('error'));
  }

  private readDestructured(
    pattern: ts.ObjectBindingPattern,
    successful: ts.BindingElement,
    error: ts.BindingElement | undefined,
  ): void {
    const { bindings } = this.facts;
    const hasEffects = successful.initializer && !this.facts.isPure(successful.initializer);
    if (!ts.isIdentifier(successful.name) || hasEffects) return this.escapes('its successful is taken apart');
    if (error && (!ts.isIdentifier(error.name) || error.initializer)) return this.escapes('its error has a default');
    const symbol = bindings.symbolOf(successful.name);
    const errorSymbol = error && bindings.symbolOf(error.name);
    if (!symbol || bindings.writesTo(symbol).length > 0) return this.escapes('its successful is assigned again');
    if (errorSymbol && bindings.writesTo(errorSymbol).length > 0) return this.escapes('its error is assigned again');
    const file = pattern.getSourceFile();
    const reads = bindings.referencesTo(symbol, file).filter((node) => node !== successful.name);
    const home = functionAround(successful.name);
    if (reads.some((read) => functionAround(read) !== home)) return this.escapes('a function inside captures it');
    const places = [pattern, ...reads];
    const local = error
      ? this.visibleEverywhere(error.name.getText(), errorSymbol, reads)
      : ['error', 'executionError', 'toolError'].find((name) => this.isFree(name, places));
    if (local === undefined) return this.escapes('no name is free for its error');

    this.edits.push(error ? removeElement(pattern, successful) : replaceElement(successful, local));
    for (const read of reads) {
      const range = { start: read.getStart(), end: read.getEnd() };
      if (ts.isShorthandPropertyAssignment(read.parent)) {
        this.edits.push({ ...range, text: `${read.text}: !${local}` });
      } else if (ts.isExpression(read) && !ts.isExportSpecifier(read.parent) && !ts.isTypeQueryNode(read.parent)) {
        this.readSuccessful(read, { ...range, text: local });
      } else this.escapes('its successful is used as a name');
    }
  }

  /** The name, when it means the same binding at every read. */
  private visibleEverywhere(name: string, symbol: ts.Symbol | undefined, reads: ts.Node[]): string | undefined {
    return reads.every((read) => this.meaningOf(name, read) === symbol) ? name : undefined;
  }

  private isFree(name: string, places: ts.Node[]): boolean {
    return places.every((place) => this.meaningOf(name, place) === undefined);
  }

  private meaningOf(name: string, at: ts.Node): ts.Symbol | undefined {
    const flags = ts.SymbolFlags.Value | ts.SymbolFlags.Alias;
    return this.facts.checker.getSymbolsInScope(at, flags).find((symbol) => symbol.name === name);
  }
}

/** The declaration, assignment or `return` whose whole value the awaited result is. */
function takerOf(node: ts.AwaitExpression): ResultUseFact['taker'] {
  const outer = wrapped(node);
  const { parent } = outer;
  if (ts.isReturnStatement(parent)) return { name: 'result' };
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) ? { name: parent.name.text } : null;
  const isAssignment =
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    parent.right === outer &&
    ts.isExpressionStatement(parent.parent);
  if (!isAssignment) return null;
  const { left } = parent;
  if (ts.isIdentifier(left)) return { name: left.text };
  const isOwnProperty = ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isOwnProperty ? { name: left.name.text.replace(/^#/, '') } : null;
}

/** `composio?.tools.execute(…)`: there may be no result at all. */
function isOptional(call: ts.CallExpression): boolean {
  return (call.flags & ts.NodeFlags.OptionalChain) !== 0;
}

/** A cast stands between the node and its outermost wrapper. */
function isCast(outer: ts.Node, node: ts.Node): boolean {
  for (let current = outer; current !== node; current = (current as ts.ParenthesizedExpression).expression) {
    if (ts.isAsExpression(current) || ts.isTypeAssertionExpression(current) || ts.isSatisfiesExpression(current)) {
      return true;
    }
  }
  return false;
}

/** Asks only whether there is a result: `if (result)`, `result && …`, `!result`, `result != null`. */
function isTruthTest(outer: ts.Node): boolean {
  if (isCondition(outer)) return true;
  const parent = outer.parent;
  if (!ts.isBinaryExpression(parent)) return false;
  if (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return parent.left === outer;
  const isComparison =
    parent.operatorToken.kind >= ts.SyntaxKind.EqualsEqualsToken &&
    parent.operatorToken.kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken;
  const other = unwrap(parent.left === outer ? parent.right : parent.left);
  return isComparison && (other.kind === ts.SyntaxKind.NullKeyword || other.getText() === 'undefined');
}

function isExported(declaration: ts.VariableDeclaration | ts.ParameterDeclaration): boolean {
  const statement = declaration.parent.parent;
  return (
    ts.isVariableStatement(statement) && !!statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)
  );
}

function renameMember(member: ts.PropertyAccessExpression | ts.ElementAccessExpression): ReadEdit {
  if (ts.isPropertyAccessExpression(member)) {
    return { start: member.name.getStart(), end: member.name.getEnd(), text: 'error' };
  }
  const key = member.argumentExpression;
  return { start: key.getStart() + 1, end: key.getEnd() - 1, text: 'error' };
}

/** Takes the element out of the pattern with one comma. */
function removeElement(pattern: ts.ObjectBindingPattern, element: ts.BindingElement): ReadEdit {
  const { elements } = pattern;
  const index = elements.indexOf(element);
  const next = elements[index + 1];
  const previous = elements[index - 1];
  if (next) return { start: element.getStart(), end: next.getStart(), text: '' };
  return { start: previous ? previous.getEnd() : element.getStart(), end: element.getEnd(), text: '' };
}

function replaceElement(element: ts.BindingElement, local: string): ReadEdit {
  return { start: element.getStart(), end: element.getEnd(), text: local === 'error' ? 'error' : `error: ${local}` };
}

function promiseWords(parent: ts.Node): string {
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return 'its promise is returned';
  if (isMember(parent)) return `its promise is chained with .${memberName(parent) ?? '…'}`;
  if (ts.isArrayLiteralExpression(parent)) return 'its promise is one of a list';
  if (ts.isCallExpression(parent)) return 'its promise is passed on';
  return 'its promise is kept';
}

function valueWords(parent: ts.Node, node: ts.Node): string {
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent) || ts.isYieldExpression(parent))
    return 'it is returned';
  if (ts.isSpreadAssignment(parent) || ts.isSpreadElement(parent)) return 'it is spread';
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const callee = parent.expression.getText().replace(/\s+/g, ' ').slice(0, 40);
    return parent.expression === node ? 'it is called' : `it is passed to ${callee}`;
  }
  if (ts.isBinaryExpression(parent)) {
    const operator = parent.operatorToken.getText();
    return operator === '=' ? 'it is assigned to another variable' : `it stands beside ${operator}`;
  }
  if (ts.isVariableDeclaration(parent)) return 'another variable holds it too';
  if (ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent)) return 'an object holds it';
  if (ts.isArrayLiteralExpression(parent)) return 'a list holds it';
  if (ts.isConditionalExpression(parent)) return 'it is one of two values';
  if (ts.isTypeQueryNode(parent)) return 'its type is used';
  return 'it is used as a whole';
}
