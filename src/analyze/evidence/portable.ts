/** How the value of an auth config can be written elsewhere: a literal, an environment read, an exported constant. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import type { PortableValue } from '../facts.js';
import { functionAround, isFunction, isMember, memberName, unwrap, unwrapAwait, walk } from '../nodes.js';
import { functionsCalled, returnsOf } from '../trace.js';
import { declaredValue } from '../values.js';
import { isEnvironment } from './follow.js';

const MAX_DEPTH = 6;

/** The portable form of an expression; null when it has none. */
export function portableOf(node: ts.Expression, facts: ExpressionFacts, depth = 0): PortableValue | null {
  const target = unwrap(node) as ts.Expression;
  if (depth > MAX_DEPTH) return null;
  if (ts.isStringLiteralLike(target)) return target.text === '' ? null : { kind: 'literal', value: target.text };
  if (ts.isBinaryExpression(target)) return withDefault(target, facts, depth);
  if (isMember(target) && memberName(target) !== undefined && isEnvironment(target.expression)) {
    return { kind: 'env', text: target.getText(), mayBeUnset: true };
  }
  if (ts.isCallExpression(target) || ts.isAwaitExpression(target)) return throughHelper(target, facts, depth);
  const shared = constantOfModule(target, facts, depth);
  if (shared) return shared;
  const declared = declaredValue(target, facts);
  return declared ? portableOf(declared, facts, depth + 1) : null;
}

/** `requireGmailConfig()`: a helper without parameters whose only value is an environment read. */
function throughHelper(node: ts.Expression, facts: ExpressionFacts, depth: number): PortableValue | null {
  const call = unwrapAwait(node);
  if (!ts.isCallExpression(call) || call.arguments.length > 0) return null;
  const owners = functionsCalled(call, facts);
  const values = owners?.flatMap((owner) => (owner.parameters.length === 0 ? returnsOf(owner) : [])) ?? [];
  const [only] = values;
  const value = only && values.length === 1 ? portableOf(only, facts, depth + 1) : null;
  const plain = value?.kind === 'export' ? value.holds : value;
  return plain?.kind === 'env' ? { ...plain, mayBeUnset: true } : null;
}

/** `process.env.X ?? ''` is an environment read that may be unset, `process.env.X || 'ac_…'` one that never is. */
function withDefault(node: ts.BinaryExpression, facts: ExpressionFacts, depth: number): PortableValue | null {
  const operator = node.operatorToken.kind;
  if (operator !== ts.SyntaxKind.QuestionQuestionToken && operator !== ts.SyntaxKind.BarBarToken) return null;
  const left = portableOf(node.left, facts, depth + 1);
  const right = unwrap(node.right);
  if (!ts.isStringLiteralLike(right) || left?.kind !== 'env') return null;
  if (right.text === '') return left;
  const plain =
    isMember(unwrap(node.left)) && isEnvironment((unwrap(node.left) as ts.PropertyAccessExpression).expression);
  return plain ? { kind: 'env', text: node.getText(), mayBeUnset: false } : null;
}

/** A constant of a module, or a member of one by names that are known: `AUTH_CONFIGS.github`. */
function constantOfModule(node: ts.Expression, facts: ExpressionFacts, depth: number): PortableValue | null {
  const names: string[] = [];
  let root = node;
  while (isMember(root)) {
    const name = memberName(root) ?? keyOf(root, facts);
    if (name === undefined) return null;
    names.unshift(name);
    root = unwrap(root.expression) as ts.Expression;
  }
  if (!ts.isIdentifier(root)) return null;
  const symbol = facts.bindings.symbolOf(root);
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name))
    return null;
  if (functionAround(declaration) || !declaration.initializer || facts.bindings.writesTo(symbol).length > 0)
    return null;
  if (facts.program.isSdk(declaration.getSourceFile())) return null;
  const value = declaredValue(node, facts);
  const holds = value ? portableOf(value, facts, depth + 1) : null;
  return moduleConstant(declaration, names, holds, mayBeMissing(node, facts), facts);
}

/** The portable form of a constant that a module declares. */
export function moduleConstant(
  declaration: ts.VariableDeclaration,
  names: readonly string[],
  holds: PortableValue | null,
  missing: boolean,
  facts: ExpressionFacts,
): PortableValue {
  const file = declaration.getSourceFile();
  const name = declaration.name.getText();
  const exportName = exportNameOf(declaration, name);
  // What an exported constant stands for is looked at once, not through every name that it goes by.
  const inner = holds?.kind === 'export' ? holds.holds : holds;
  return {
    kind: 'export',
    path: facts.program.pathOf(file),
    exportName: exportName ?? name,
    text:
      (exportName ?? name) +
      names.map((one) => (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(one) ? `.${one}` : `['${one}']`)).join(''),
    mayBeUnset: missing || (inner?.kind === 'env' && inner.mayBeUnset),
    plainModule: isPlainModule(file),
    clientBoundary: file.statements.some((one) => isDirective(one, /^use (client|server)$/)),
    exported: exportName !== null,
    holds: inner,
  };
}

function keyOf(node: ts.Node, facts: ExpressionFacts): string | undefined {
  if (!ts.isElementAccessExpression(node)) return undefined;
  const keys = facts.literals(node.argumentExpression);
  return keys?.length === 1 ? keys[0] : undefined;
}

function mayBeMissing(node: ts.Expression, facts: ExpressionFacts): boolean {
  const type = facts.checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null));
}

/** The variable's name when an ES module exports it under that name; null otherwise. */
function exportNameOf(declaration: ts.VariableDeclaration, name: string): string | null {
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement)) return null;
  if (ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)) return name;
  for (const other of declaration.getSourceFile().statements) {
    if (!ts.isExportDeclaration(other) || other.moduleSpecifier || other.isTypeOnly || !other.exportClause) continue;
    if (!ts.isNamedExports(other.exportClause)) continue;
    for (const one of other.exportClause.elements) {
      if (one.name.text === name && (one.propertyName ?? one.name).text === name) return name;
    }
  }
  return null;
}

const plainModules = new WeakMap<ts.SourceFile, boolean>();

/** No imports and no calls when it is loaded: importing it does nothing. */
function isPlainModule(file: ts.SourceFile): boolean {
  let plain = plainModules.get(file);
  if (plain === undefined) {
    plain = true;
    walk(file, (node) => {
      if (isFunction(node)) return false;
      const loads =
        (ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly) ||
        (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && !node.isTypeOnly) ||
        ts.isImportEqualsDeclaration(node);
      const runs =
        ts.isNewExpression(node) ||
        ts.isAwaitExpression(node) ||
        ts.isTaggedTemplateExpression(node) ||
        (ts.isCallExpression(node) && node.expression.getText() !== 'Object.freeze');
      if (loads || runs) plain = false;
      return plain;
    });
    plainModules.set(file, plain);
  }
  return plain;
}

function isDirective(statement: ts.Statement, pattern: RegExp): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isStringLiteral(statement.expression) &&
    pattern.test(statement.expression.text)
  );
}
