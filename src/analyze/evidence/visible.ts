/** Whether an expression means the same thing where the call stands. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import type { ExpressionFact } from '../facts.js';
import { functionAround, isMember, unwrapAwait, walk } from '../nodes.js';

const nodesOfFacts = new WeakMap<ExpressionFact, ts.Expression>();

/** Remembers the node of a fact, so that its visibility can be asked for. */
export function remember(fact: ExpressionFact, node: ts.Expression): ExpressionFact {
  nodesOfFacts.set(fact, node);
  return fact;
}

/** Every name that the expression reads is declared before the call and means the same binding there. */
export function isVisibleAt(fact: ExpressionFact, call: ts.CallExpression, facts: ExpressionFacts): boolean {
  const node = nodesOfFacts.get(fact);
  if (!node) return false;
  if (node.getSourceFile() !== call.getSourceFile())
    return facts.literals(node) !== null && ts.isStringLiteralLike(unwrapAwait(node));
  let visible = true;
  const inScope = new Map<string, ts.Symbol>();
  for (const symbol of facts.checker.getSymbolsInScope(call, ts.SymbolFlags.Value | ts.SymbolFlags.Alias)) {
    inScope.set(symbol.name, symbol);
  }
  walk(node, (inner) => {
    if (inner.kind === ts.SyntaxKind.ThisKeyword && homeOfThis(inner) !== homeOfThis(call)) visible = false;
    if (!ts.isIdentifier(inner) || isPropertyName(inner)) return;
    const symbol = facts.bindings.symbolOf(inner);
    const declaration = symbol?.declarations?.[0];
    const there = inScope.get(inner.text);
    if (!symbol || !declaration || !there) visible = false;
    else if (
      there !== symbol &&
      !there.declarations?.some((one) => symbol.declarations?.includes(one)) &&
      !isAliasOf(there, symbol, facts)
    )
      visible = false;
    else if (isLater(declaration, call)) visible = false;
  });
  return visible;
}

function isAliasOf(there: ts.Symbol, symbol: ts.Symbol, facts: ExpressionFacts): boolean {
  return (there.flags & ts.SymbolFlags.Alias) !== 0 && facts.checker.getAliasedSymbol(there) === symbol;
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (isMember(parent)) return ts.isPropertyAccessExpression(parent) && parent.name === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

function isLater(declaration: ts.Declaration, call: ts.Node): boolean {
  if (ts.isParameter(declaration) || ts.isFunctionDeclaration(declaration)) return false;
  if (declaration.getSourceFile() !== call.getSourceFile()) return false;
  return functionAround(declaration) === functionAround(call) && declaration.getStart() > call.getEnd();
}

function homeOfThis(node: ts.Node): ts.Node | undefined {
  let around = functionAround(node);
  while (around && ts.isArrowFunction(around)) around = functionAround(around);
  return around?.parent;
}
