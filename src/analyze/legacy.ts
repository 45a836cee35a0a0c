/**
 * Code on packages that share names with the SDK: the legacy SDK (`composio-core`), which is explained with today's
 * terms, and the raw client (`@composio/client`), which is right as it is.
 */
import { ts } from 'ts-morph';
import { describeLegacy, isLegacyClass, isLegacyModule, todayForMember } from '../sdk/legacy.js';
import type { ExpressionFacts } from './expressions.js';
import type { FileNote } from './fileNotes.js';
import { isMember, lineOf, memberName, propertyName, unwrap, unwrapAwait, walk } from './nodes.js';
import { createTracer, type Tracer } from './trace.js';

export type OtherPackage = 'legacy' | 'raw';

const RAW_PACKAGE = '@composio/client';
const tracers = new WeakMap<ExpressionFacts, Tracer>();
const legacyPrograms = new WeakMap<ExpressionFacts, boolean>();

/**
 * The package that a value comes from, where that is not the SDK: by its type, or by the `new` that makes it where it
 * has none. Null for anything else, clients of the SDK included.
 */
export function otherPackage(node: ts.Expression, facts: ExpressionFacts): OtherPackage | null {
  const given = facts.checker.getTypeAtLocation(unwrapAwait(node));
  const type = facts.checker.getNonNullableType(facts.checker.getAwaitedType(given) ?? given);
  const declared = type.getSymbol()?.declarations?.[0]?.getSourceFile().fileName ?? '';
  const module = /\/node_modules\/((?:@[\w-]+\/)?[\w-]+)\//.exec(declared)?.[1];
  if (module !== undefined) return kindOf(module);
  if (!(type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown))) return null;
  let trace = tracers.get(facts);
  if (!trace) tracers.set(facts, (trace = createTracer(facts)));
  const { ends } = trace(node);
  const kinds = ends.map((end) => (ts.isNewExpression(end) ? kindOf(moduleOf(end.expression, facts)) : null));
  const [first] = kinds;
  return first && kinds.every((kind) => kind === first) ? first : null;
}

/** Why a direct-looking call on a value of the legacy SDK is only reported. */
export function legacyClient(receiver: ts.Expression, api: string): string {
  const text = receiver.getText().replace(/\s+/g, ' ').slice(0, 60);
  return `${text} is of the legacy SDK, composio-core, whose ${api} is another call: move it to @composio/core first`;
}

/** One note for each export, member and parameter of the legacy SDK that a file uses, at its first use. */
export function legacyNotes(file: ts.SourceFile, facts: ExpressionFacts): FileNote[] {
  if (!mayBeLegacy(file, facts)) return [];
  const found = new Map<string, { line: number; count: number }>();
  const add = (name: string, node: ts.Node): void => {
    const known = found.get(name);
    if (known) known.count++;
    else found.set(name, { line: lineOf(node), count: 1 });
  };
  walk(file, (node) => {
    for (const name of loadedNames(node)) add(name, node);
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && isLegacyClass(node.expression.text)) {
      add(node.expression.text, node);
    }
    const member = isMember(node) ? memberName(node) : undefined;
    if (isMember(node) && member !== undefined && todayForMember(member) && isLegacyValue(node.expression, facts)) {
      add(member, ts.isPropertyAccessExpression(node) ? node.name : node);
    }
    const isKey = ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node);
    const key = isKey ? propertyName(node.name) : undefined;
    if (key !== undefined && todayForMember(key) && isGivenToLegacy(node, facts)) add(key, node);
  });
  return [...found].map(([name, { line, count }]) => ({
    line,
    code: 'legacy-sdk',
    message: describeLegacy(name === '' ? undefined : name) + (count > 1 ? ` ${count} places in this file.` : ''),
  }));
}

function kindOf(module: string | null): OtherPackage | null {
  if (module === null) return null;
  if (module === RAW_PACKAGE) return 'raw';
  return isLegacyModule(module) ? 'legacy' : null;
}

/** Nothing is followed in a project that has no legacy code. */
function mayBeLegacy(file: ts.SourceFile, facts: ExpressionFacts): boolean {
  let known = legacyPrograms.get(facts);
  if (known === undefined) {
    known = facts.program.sources.some((source) => source.text.includes('composio-core'));
    legacyPrograms.set(facts, known);
  }
  return known || /\b(?:Composio|OpenAI|Lang\w+|VercelAI|Cloudflare)ToolSet\b/.test(file.text);
}

/** Names that an import, `require` or `import()` of the legacy SDK brings in; '' for the module as a whole. */
function loadedNames(node: ts.Node): string[] {
  if (ts.isImportDeclaration(node) && isLegacySpecifier(node.moduleSpecifier)) {
    const bindings = node.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) return [''];
    return bindings.elements.map((element) => (element.propertyName ?? element.name).text);
  }
  if (!ts.isCallExpression(node) || !loads(node) || !isLegacySpecifier(node.arguments[0])) return [];
  let outer: ts.Node = node;
  while (ts.isAwaitExpression(outer.parent) || unwrap(outer.parent) === outer) outer = outer.parent;
  const { parent } = outer;
  if (isMember(parent)) return [memberName(parent) ?? ''];
  if (!ts.isVariableDeclaration(parent) || !ts.isObjectBindingPattern(parent.name)) return [''];
  return parent.name.elements.map(
    (element) => propertyName(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined)) ?? '',
  );
}

function isLegacySpecifier(node: ts.Expression | undefined): boolean {
  return node !== undefined && ts.isStringLiteralLike(node) && isLegacyModule(node.text);
}

function loads(call: ts.CallExpression): boolean {
  return call.expression.kind === ts.SyntaxKind.ImportKeyword || call.expression.getText() === 'require';
}

/** The value, or what it is a member or a result of, comes from the legacy SDK. */
function isLegacyValue(node: ts.Expression, facts: ExpressionFacts): boolean {
  let current = unwrapAwait(node) as ts.Expression;
  for (;;) {
    if (otherPackage(current, facts) === 'legacy') return true;
    if (!isMember(current) && !ts.isCallExpression(current)) return false;
    current = unwrapAwait(current.expression) as ts.Expression;
  }
}

/** The property stands in an argument of a legacy function or class. */
function isGivenToLegacy(property: ts.Node, facts: ExpressionFacts): boolean {
  for (let node = property.parent; node; node = node.parent) {
    if (ts.isNewExpression(node)) return otherPackage(node, facts) === 'legacy';
    if (ts.isCallExpression(node)) return isLegacyValue(node.expression, facts);
    if (ts.isStatement(node)) return false;
  }
  return false;
}

/** Module that a class comes from: of its import, or of its `require`. */
function moduleOf(callee: ts.Expression, facts: ExpressionFacts): string | null {
  const target = unwrap(callee);
  const name = isMember(target) ? unwrap(target.expression) : target;
  const symbol = facts.checker.getSymbolAtLocation(name);
  for (let node: ts.Node | undefined = symbol?.declarations?.[0]; node; node = node.parent) {
    if (ts.isImportDeclaration(node)) {
      return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : null;
    }
    if (ts.isVariableDeclaration(node)) {
      const value = node.initializer && unwrapAwait(node.initializer);
      const call = value && isMember(value) ? unwrapAwait(value.expression) : value;
      const [module] = call && ts.isCallExpression(call) && loads(call) ? call.arguments : [];
      return module && ts.isStringLiteralLike(module) ? module.text : null;
    }
  }
  return null;
}
