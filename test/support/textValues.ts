/** What expressions of texts say: by themselves, through constants of the file, and of files that it imports. */
import path from 'node:path';
import ts from 'typescript';
import { bare, propertyOf } from './writtenSessions.js';

export class TextValues {
  private readonly files = new Map<string, ts.SourceFile>();

  constructor(private readonly texts: ReadonlyMap<string, string>) {}

  file(name: string): ts.SourceFile {
    const known = this.files.get(name);
    if (known) return known;
    const text = (this.texts.get(name) ?? '').replace(/^\uFEFF/, '');
    const kind = /\.[jt]sx$|\.[cm]?js$/.test(name) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    const made = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, kind);
    this.files.set(name, made);
    return made;
  }

  /** What an expression stands for: the initializer of a constant, the member of an object. */
  resolved(node: ts.Expression, depth = 0): ts.Expression {
    const expression = bare(node);
    if (depth > 8) return expression;
    if (ts.isIdentifier(expression)) {
      const found = this.declared(expression);
      return found ? this.resolved(found, depth + 1) : expression;
    }
    if (ts.isPropertyAccessExpression(expression)) {
      const { text } = expression.name;
      const found = this.member(bare(expression.expression), text) ?? this.property(expression.expression, text, depth);
      return found ? this.resolved(found, depth + 1) : expression;
    }
    if (
      ts.isCallExpression(expression) &&
      ts.isPropertyAccessExpression(expression.expression) &&
      expression.expression.getText() === 'Object.freeze'
    ) {
      return expression.arguments[0] ? this.resolved(expression.arguments[0], depth + 1) : expression;
    }
    return expression;
  }

  property(object: ts.Expression, name: string, depth = 0): ts.Expression | null {
    const literal = this.resolved(object, depth + 1);
    if (!ts.isObjectLiteralExpression(literal)) return null;
    const own = propertyOf(literal, name);
    if (own) return own;
    for (const one of literal.properties) {
      if (!ts.isSpreadAssignment(one)) continue;
      const found = depth > 8 ? null : this.property(one.expression, name, depth + 1);
      if (found) return found;
    }
    return null;
  }

  /** The strings of a list, or a single one; null when they are known only when it runs. */
  strings(node: ts.Expression | undefined): string[] | null {
    if (!node) return null;
    const value = this.resolved(node);
    if (ts.isStringLiteralLike(value)) return [value.text];
    if (!ts.isArrayLiteralExpression(value)) return null;
    const parts = value.elements.map((one) => this.strings(ts.isSpreadElement(one) ? one.expression : one));
    return parts.every((one) => one !== null) ? parts.flat() : null;
  }

  /** Whether two expressions, of two texts, say the same: by their strings, by their words, by what they stand for. */
  agrees(node: ts.Expression, other: TextValues, theirs: ts.Expression): boolean {
    const [mine, others] = [this.strings(node), other.strings(theirs)];
    if (mine && others) return sorted(mine) === sorted(others);
    return (
      wordsOf(bare(node)) === wordsOf(bare(theirs)) || wordsOf(this.resolved(node)) === wordsOf(other.resolved(theirs))
    );
  }

  private declared(name: ts.Identifier): ts.Expression | null {
    for (let node: ts.Node = name.parent; node; node = node.parent) {
      if (ts.isFunctionLike(node) && node.parameters.some((one) => one.name.getText() === name.text)) return null;
      if (ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node)) {
        const found = declarationIn(node, name.text);
        if (found !== undefined) return found;
      }
    }
    return this.imported(name);
  }

  private imported(name: ts.Identifier): ts.Expression | null {
    const found = this.origin(name);
    return found && (declarationIn(found.file, found.name) ?? null);
  }

  /** Where an imported name is declared. */
  private origin(name: ts.Identifier): { file: ts.SourceFile; name: string } | null {
    const source = name.getSourceFile();
    const found = importOf(source, name.text);
    if (!found) return null;
    const stem = path.posix.join(path.posix.dirname(source.fileName), found.from).replace(/\.[cm]?[jt]sx?$/, '');
    const file = [...this.texts.keys()].find((key) => key.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '') === stem);
    return file === undefined ? null : { file: this.file(file), name: found.name };
  }

  private member(object: ts.Expression, name: string): ts.Expression | null {
    if (!ts.isIdentifier(object)) return null;
    const origin = this.origin(object) ?? { file: object.getSourceFile(), name: object.text };
    return enumMember(origin.file, origin.name, name);
  }
}

const sorted = (list: readonly string[]): string =>
  [...list]
    .map((one) => one.toLowerCase())
    .sort()
    .join(',');

/** The text without layout, quotes, types, and what only makes a list, or another case: toolkits have none. */
const wordsOf = (node: ts.Expression): string =>
  node
    .getText()
    .replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
    .replace(/\.map\(\((\w+)\) => \1\.to(?:Lower|Upper)Case\(\)\)|\.to(?:Lower|Upper)Case\(\)|\bas const\b/g, '')
    .replace(/[\s'"`;()!]|,(?=\s*[\]}])/g, '')
    .replace(/^\[(?:\.\.\.)?([^,[\]]*)\]$/, '$1')
    .toLowerCase();

/** The initializer of a constant of a block; null when it has no single one, undefined when the name is another's. */
function declarationIn(
  block: ts.Block | ts.SourceFile | ts.ModuleBlock,
  name: string,
): ts.Expression | null | undefined {
  for (const statement of block.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const one of statement.declarationList.declarations) {
      if (ts.isIdentifier(one.name) && one.name.text === name) return one.initializer ?? null;
      if (
        ts.isObjectBindingPattern(one.name) &&
        !isRequire(one) &&
        one.name.elements.some((part) => part.name.getText() === name)
      )
        return null;
    }
  }
  return undefined;
}

const isRequire = (one: ts.VariableDeclaration): boolean => /^require\(/.test(one.initializer?.getText() ?? '');

/** The file and the name that an imported or required name comes from. */
function importOf(source: ts.SourceFile, name: string): { from: string; name: string } | null {
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const bindings = statement.importClause?.namedBindings;
      const one =
        bindings && ts.isNamedImports(bindings) ? bindings.elements.find((part) => part.name.text === name) : undefined;
      if (one) return { from: statement.moduleSpecifier.text, name: (one.propertyName ?? one.name).text };
    }
    const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
    const from =
      declaration && isRequire(declaration)
        ? /^require\(['"](.*)['"]\)/.exec(declaration.initializer?.getText() ?? '')
        : null;
    if (from?.[1] && declaration && ts.isObjectBindingPattern(declaration.name)) {
      const one = declaration.name.elements.find((part) => part.name.getText() === name);
      if (one) return { from: from[1], name: (one.propertyName ?? one.name).getText() };
    }
  }
  return null;
}

function enumMember(file: ts.SourceFile, name: string, member: string): ts.Expression | null {
  for (const statement of file.statements) {
    if (!ts.isEnumDeclaration(statement) || statement.name.text !== name) continue;
    return statement.members.find((one) => one.name.getText() === member)?.initializer ?? null;
  }
  return null;
}
