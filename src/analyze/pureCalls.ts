/** Calls of the language that only read: they give the same whenever they are made, as long as what they read does. */
import { ts } from 'ts-morph';
import type { Bindings } from './bindings.js';
import { isFunction, isMember, memberName, unwrap, wrapped } from './nodes.js';

/** Methods of strings; those that may take a function (`replace`) are harmless without one. */
const STRING_METHODS: ReadonlySet<string> = new Set([
  ...['at', 'charAt', 'charCodeAt', 'codePointAt', 'concat', 'endsWith', 'includes', 'indexOf', 'lastIndexOf'],
  ...['normalize', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'slice', 'split', 'startsWith'],
  ...['substring', 'toLowerCase', 'toString', 'toUpperCase', 'trim', 'trimEnd', 'trimStart'],
]);
/** Operators that read a date as a number or a text, and do not hand it on. */
const READING_OPERATORS: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.PlusToken, ts.SyntaxKind.MinusToken, ts.SyntaxKind.LessThanToken, ts.SyntaxKind.GreaterThanToken],
  ...[ts.SyntaxKind.LessThanEqualsToken, ts.SyntaxKind.GreaterThanEqualsToken],
]);
/** Functions that make a text of what they are given. */
const TEXT_FUNCTIONS: ReadonlySet<string> = new Set(['String', 'encodeURI', 'encodeURIComponent']);
const READS_DATE = /^(?:get[A-Z]\w*|to[A-Z]\w*|valueOf)$/;

/**
 * The parts of a call that decide what it gives, when the call itself does nothing but read them: `title.trim()` of a
 * string, `now.toISOString()` of a date that nothing sets, `String(id)`. Undefined for any other call.
 */
export function partsOfPureCall(
  call: ts.CallExpression,
  checker: ts.TypeChecker,
  bindings: Bindings,
): ts.Expression[] | undefined {
  if (call.questionDotToken || call.arguments.some((argument) => isFunction(unwrap(argument)))) return undefined;
  const callee = unwrap(call.expression) as ts.Expression;
  if (ts.isIdentifier(callee)) {
    const isText = TEXT_FUNCTIONS.has(callee.text) && !isOwn(callee, bindings);
    return isText && call.arguments.every((one) => isPrimitive(one, checker)) ? [...call.arguments] : undefined;
  }
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken) return undefined;
  const { expression: receiver, name } = callee;
  const readsText = STRING_METHODS.has(name.text) && isString(receiver, checker);
  if (readsText && call.arguments.every((one) => isPrimitive(one, checker) || ts.isRegularExpressionLiteral(one)))
    return [receiver, ...call.arguments];
  if (READS_DATE.test(name.text) && call.arguments.length === 0 && isSteadyDate(receiver, bindings)) return [];
  return undefined;
}

function isString(node: ts.Expression, checker: ts.TypeChecker): boolean {
  return hasOnly(node, ts.TypeFlags.StringLike, checker);
}

function isPrimitive(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const { StringLike, NumberLike, BooleanLike } = ts.TypeFlags;
  return !ts.isSpreadElement(node) && hasOnly(node, StringLike | NumberLike | BooleanLike, checker);
}

function hasOnly(node: ts.Expression, flags: ts.TypeFlags, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type]).every((part) => (part.flags & flags) !== 0);
}

/** A constant of this file that holds a new date, and that is nowhere but read: no `set…`, and nobody else gets it. */
function isSteadyDate(node: ts.Expression, bindings: Bindings): boolean {
  const target = unwrap(node);
  const symbol = ts.isIdentifier(target) ? bindings.symbolOf(target) : undefined;
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const made = unwrap(declaration.initializer);
  if (!ts.isNewExpression(made) || made.expression.getText() !== 'Date') return false;
  const file = target.getSourceFile();
  const isShared = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
  if (isShared || declaration.getSourceFile() !== file || bindings.writesTo(symbol).length > 0) return false;
  return bindings
    .referencesTo(symbol, file)
    .every((reference) => reference === declaration.name || isOnlyRead(reference));
}

function isOnlyRead(reference: ts.Node): boolean {
  const outer = wrapped(reference);
  const { parent } = outer;
  if (ts.isTemplateSpan(parent) || ts.isPrefixUnaryExpression(parent)) return true;
  if (ts.isBinaryExpression(parent)) return READING_OPERATORS.has(parent.operatorToken.kind);
  if (ts.isNewExpression(parent)) return parent.expression.getText() === 'Date';
  return isMember(parent) && parent.expression === outer && READS_DATE.test(memberName(parent) ?? '');
}

/** A declaration of the project hides the global one. */
function isOwn(name: ts.Identifier, bindings: Bindings): boolean {
  const file = bindings.symbolOf(name)?.declarations?.[0]?.getSourceFile();
  return file !== undefined && !file.isDeclarationFile;
}
