/** Who writes what: the writes to every binding and property name, collected once per file. */
import { ts } from 'ts-morph';
import { functionAround, isMember, isWriteTarget, memberName, unwrap, walk } from './nodes.js';

export interface Bindings {
  /** Symbol of an identifier, through imports and export specifiers. */
  symbolOf(node: ts.Node): ts.Symbol | undefined;
  /** Identifiers that write to the binding after its declaration, in its file. */
  writesTo(symbol: ts.Symbol): ts.Node[];
  /** Some code of the file writes a property of this name outside a constructor, or a property it only knows at run time. */
  propertyIsWritten(file: ts.SourceFile, name: string): boolean;
  /** Some code takes a member of this name from a value whose type says nothing of it. */
  hasUnknownMembers(name: string, files: readonly ts.SourceFile[]): boolean;
  /** Every identifier of the file that means this binding, declarations included. */
  referencesTo(symbol: ts.Symbol, file: ts.SourceFile): ts.Identifier[];
}

interface FileIndex {
  identifiers: Map<string, ts.Identifier[]>;
  meanings: Map<string, Map<ts.Symbol, ts.Identifier[]>>;
  writtenProperties: Set<string>;
  /** Local names of imports that can differ from the name in the other module. */
  renamed: ts.Identifier[];
}

/** Methods that change the array, map or set they are called on: they count as a write of its contents. */
export const MUTATING_METHODS: ReadonlySet<string> = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'set',
  'add',
  'delete',
  'clear',
]);

export function createBindings(checker: ts.TypeChecker): Bindings {
  const indexes = new Map<ts.SourceFile, FileIndex>();
  const writes = new Map<ts.Symbol, ts.Node[]>();

  const indexOf = (file: ts.SourceFile): FileIndex => {
    let index = indexes.get(file);
    if (!index) indexes.set(file, (index = indexFile(file)));
    return index;
  };

  const symbolOf = (node: ts.Node): ts.Symbol | undefined => {
    const parent = node.parent;
    let symbol =
      parent && ts.isShorthandPropertyAssignment(parent) && parent.name === node
        ? checker.getShorthandAssignmentValueSymbol(parent)
        : checker.getSymbolAtLocation(node);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) {
      const target = checker.getAliasedSymbol(symbol);
      if (target.declarations?.length) symbol = target;
    }
    return symbol;
  };

  /** Identifiers of a name by what they mean, told once for each name. */
  const meaning = (index: FileIndex, name: string): Map<ts.Symbol, ts.Identifier[]> => {
    let bySymbol = index.meanings.get(name);
    if (!bySymbol) {
      bySymbol = new Map();
      for (const identifier of index.identifiers.get(name) ?? []) {
        const symbol = symbolOf(identifier);
        const list = symbol && bySymbol.get(symbol);
        if (list) list.push(identifier);
        else if (symbol) bySymbol.set(symbol, [identifier]);
      }
      index.meanings.set(name, bySymbol);
    }
    return bySymbol;
  };

  const referencesTo = (symbol: ts.Symbol, file: ts.SourceFile): ts.Identifier[] => {
    const names = new Set([symbol.name]);
    for (const declaration of symbol.declarations ?? []) {
      const name = ts.getNameOfDeclaration(declaration as ts.Declaration);
      if (name && ts.isIdentifier(name)) names.add(name.text);
    }
    const index = indexOf(file);
    const found = [...names].flatMap((name) => meaning(index, name).get(symbol) ?? []);
    // An import may give the binding another name in this file.
    for (const { text } of index.renamed) {
      if (!names.has(text)) found.push(...(meaning(index, text).get(symbol) ?? []));
    }
    return found;
  };

  return {
    symbolOf,
    referencesTo,
    writesTo(symbol) {
      let found = writes.get(symbol);
      if (!found) {
        const file = symbol.declarations?.[0]?.getSourceFile();
        found = file ? referencesTo(symbol, file).filter((node) => isWriteTarget(node)) : [];
        writes.set(symbol, found);
      }
      return found;
    },
    hasUnknownMembers: (name, files) =>
      files.some((file) =>
        indexOf(file)
          .identifiers.get(name)
          ?.some((node) => {
            const { parent } = node;
            return ts.isPropertyAccessExpression(parent) && parent.name === node && symbolOf(node) === undefined;
          }),
      ),
    propertyIsWritten: (file, name) => {
      const { writtenProperties } = indexOf(file);
      return writtenProperties.has(name);
    },
  };
}

function isRenamingImport(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent)) return parent.name === node && parent.propertyName !== undefined;
  return ts.isImportClause(parent) && parent.name === node;
}

function indexFile(file: ts.SourceFile): FileIndex {
  const index: FileIndex = { identifiers: new Map(), meanings: new Map(), writtenProperties: new Set(), renamed: [] };
  walk(file, (node) => {
    if (ts.isIdentifier(node)) {
      const list = index.identifiers.get(node.text);
      if (list) list.push(node);
      else index.identifiers.set(node.text, [node]);
      if (isRenamingImport(node)) index.renamed.push(node);
    }
    if (!isMember(node)) return;
    const name = memberName(node);
    if (isWriteTarget(node)) {
      const inConstructor =
        unwrap(node.expression).kind === ts.SyntaxKind.ThisKeyword &&
        functionAround(node)?.kind === ts.SyntaxKind.Constructor;
      if (name !== undefined && !inConstructor) index.writtenProperties.add(name);
    }
    if (name !== undefined && MUTATING_METHODS.has(name) && ts.isCallExpression(node.parent)) {
      const target = unwrap(node.expression);
      const targetName = memberName(target);
      if (targetName !== undefined) index.writtenProperties.add(targetName);
    }
  });
  return index;
}
