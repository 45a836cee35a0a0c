/** Where an error comes from: what stands in it, the declarations of that, what those are made of. */
import { ts } from 'ts-morph';

/** A place in a text after the migration. */
export interface Origin {
  /** Relative to the root. */
  path: string;
  start: number;
  end: number;
}

/** How many declarations are followed before the search is given up. */
const MOST_DECLARATIONS = 200;

/**
 * @param pathOf path relative to the root of an absolute one
 * @returns rings of places, the nearest first: declarations of the names in the error itself, then of those around it,
 * then what these use, step by step
 */
export function originsOf(
  { file, start = 0, length = 0 }: ts.Diagnostic,
  checker: ts.TypeChecker,
  pathOf: (file: string) => string,
): Origin[][] {
  if (!file) return [];
  const node = nodeAt(file, start, start + length);
  const around = homeOf(node);
  const seen = new Set<ts.Node>();
  const rings: Origin[][] = [];
  for (const begin of [node, around]) {
    let layer = declarationsIn(begin, checker, seen);
    while (layer.length > 0 && seen.size < MOST_DECLARATIONS) {
      rings.push(
        layer.map((one) => ({ path: pathOf(one.getSourceFile().fileName), start: one.getStart(), end: one.getEnd() })),
      );
      layer = layer.flatMap((one) => declarationsIn(one, checker, seen));
    }
  }
  return rings;
}

/** The smallest node that holds a range. */
function nodeAt(file: ts.SourceFile, start: number, end: number): ts.Node {
  let found: ts.Node = file;
  for (;;) {
    const inner: ts.Node | undefined = ts.forEachChild(found, (child) =>
      child.getStart(file) <= start && end <= child.getEnd() && child.getEnd() > child.getStart(file)
        ? child
        : undefined,
    );
    if (!inner) return found;
    found = inner;
  }
}

/** The statement, or the member of a class or an object, that a node stands in. */
function homeOf(node: ts.Node): ts.Node {
  let home = node;
  while (!ts.isStatement(home) && !ts.isClassElement(home) && !ts.isObjectLiteralElement(home)) {
    if (!home.parent || ts.isSourceFile(home.parent)) return home;
    home = home.parent;
  }
  return home;
}

/** Declarations, in user code, of the names in a node: each of them once, as the whole that gives the name its type. */
function declarationsIn(node: ts.Node, checker: ts.TypeChecker, seen: Set<ts.Node>): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) {
      for (const declaration of declarationsOf(inner, checker)) {
        if (declaration.getSourceFile().isDeclarationFile || seen.has(declaration)) continue;
        seen.add(declaration);
        found.push(declaration);
      }
    }
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

function declarationsOf(name: ts.Identifier, checker: ts.TypeChecker): ts.Node[] {
  let symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  return (symbol?.declarations ?? []).map((declaration) => {
    // A name in a pattern has its type from what the whole pattern is given.
    let whole: ts.Node = declaration;
    while (ts.isBindingElement(whole) || ts.isObjectBindingPattern(whole) || ts.isArrayBindingPattern(whole))
      whole = whole.parent;
    return whole;
  });
}
