/**
 * What `tools.get` asks for: the filter, read through constants, spreads and conditions.
 *
 * What the SDK does with it (`@composio/core` 0.1.55 to 0.19.0, `Tools.get` and `getRawComposioTools`): a string is one
 * slug; anything else must be an object with `tools`, `toolkits`, `search` or `authConfigIds`, never `tools` and
 * `toolkits` together, or it throws a `ValidationError`. A list in its place throws too.
 */
import { ts } from 'ts-morph';
import { authConfigFact } from './authConfigs.js';
import type { ExpressionFacts } from './expressions.js';
import type { AuthConfigFact, FilterEntry, FilterFact, ListFact, ToolsGetFact } from './facts.js';
import { mayBeMissing } from './missing.js';
import { modifiersFact } from './modifiers.js';
import { propertyName, unwrap, walk } from './nodes.js';
import { objectLiteralOf } from './objectLiterals.js';
import { toolsUseFact } from './toolsUse.js';
import { isMutated } from './values.js';

const MAX_DEPTH = 6;
/** They rank the tools and permit none: a condition on them changes no limit. */
const RANKING_KEYS: ReadonlySet<string> = new Set(['limit', 'important']);

interface ReadEntry extends FilterEntry {
  node: ts.Expression;
}

interface ReadFilter extends Omit<FilterFact, 'entries'> {
  entries: ReadEntry[];
}

/**
 * Everything about a `tools.get` call.
 * @param call the call, in a file of the program.
 * @param siteIdOf the site id of another call; undefined when it is no site.
 */
export function toolsGetFact(
  call: ts.CallExpression,
  facts: ExpressionFacts,
  siteIdOf: (call: ts.CallExpression) => string | undefined,
): ToolsGetFact {
  const filter = readFilter(call, facts);
  const modifiers = call.arguments[2];
  const modifiersKnown = modifiers && !ts.isSpreadElement(modifiers) ? modifiersFact(modifiers, 'tools', facts) : null;
  return {
    filter: plain(filter),
    modifiers: modifiersKnown,
    use: toolsUseFact(call, slugsAndToolkits(filter), modifiersKnown, facts, siteIdOf),
    authConfigs: authConfigsOf(filter, call, facts),
  };
}

/** What the filter of a `tools.get` call says; never throws. */
export function filterFact(call: ts.CallExpression, facts: ExpressionFacts): FilterFact {
  return plain(readFilter(call, facts));
}

function plain(filter: ReadFilter): FilterFact {
  return {
    ...filter,
    entries: filter.entries.map(({ node: _node, ...entry }) => entry),
  };
}

function readFilter(call: ts.CallExpression, facts: ExpressionFacts): ReadFilter {
  const [user, filter] = call.arguments;
  if (call.arguments.some((argument) => ts.isSpreadElement(argument)))
    return without('unknown', 'the arguments are spread into the call');
  if (user && objectLiteralOf(user, facts) !== undefined)
    return invalid('missing', 'an object stands where the user id belongs');
  if (!filter || isNothing(filter)) return invalid('missing', 'there is no filter');

  const target = unwrap(filter) as ts.Expression;
  const type = facts.checker.getTypeAtLocation(target);
  if (ts.isArrayLiteralExpression(target) || facts.checker.isArrayType(type) || facts.checker.isTupleType(type))
    return invalid('unknown', 'a list stands where the filter belongs, which the SDK refuses: { tools: […] } is meant');
  if (isString(type) || facts.literals(filter)) return slugFilter(filter, facts);
  const literal = objectLiteralOf(target, facts);
  if (!literal) return without('unknown', whyUnknown(target, type, facts));
  return objectFilter(literal, call, facts);
}

function slugFilter(node: ts.Expression, facts: ExpressionFacts): ReadFilter {
  const fact = facts.describe(node);
  const known = fact.literals?.length === 1 ? fact.literals : null;
  const value: ListFact = {
    ...fact,
    items: [{ text: fact.text, literals: fact.literals, maybeUndefined: false, spread: false, spreadsList: false }],
    values: known,
    isList: false,
    lowerCase: false,
  };
  const missing = fact.type === 'maybe-undefined' ? `${fact.text} may be undefined` : null;
  const entry: ReadEntry = { key: 'tools', value, missing, inPlace: true, lowerItems: null, node };
  return { shape: 'slug', reason: null, invalid: null, entries: [entry] };
}

function objectFilter(
  literal: ts.ObjectLiteralExpression,
  call: ts.CallExpression,
  facts: ExpressionFacts,
): ReadFilter {
  const entries = new Map<string, ReadEntry>();
  const problem = addEntries(literal, entries, call, facts, 0);
  if (problem !== null) return without('unknown', problem);
  return { shape: 'object', reason: null, invalid: null, entries: [...entries.values()] };
}

/** Adds the properties of a literal in order, a later one over an earlier; returns why they are not all known. */
function addEntries(
  literal: ts.ObjectLiteralExpression,
  entries: Map<string, ReadEntry>,
  call: ts.CallExpression,
  facts: ExpressionFacts,
  depth: number,
): string | null {
  for (const property of literal.properties) {
    if (ts.isSpreadAssignment(property)) {
      const problem = addSpread(property.expression, entries, call, facts, depth + 1);
      if (problem !== null) return problem;
      continue;
    }
    const key = propertyName(property.name);
    if (key === undefined) return 'the filter has a key that is only known at run time';
    const node = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : null;
    if (!node) return `${key} of the filter is not a value`;
    const inPlace = isWithin(node, call);
    const value = facts.describeList(node);
    if (!inPlace && !RANKING_KEYS.has(key)) {
      const problem = whyNotHere(node, value, call, facts);
      if (problem !== null) return problem;
    }
    entries.delete(key);
    const missing = mayBeMissing(node, value, facts);
    entries.set(key, { key, value, missing, inPlace, lowerItems: lowerItemsOf(node, facts), node });
  }
  return null;
}

/** Whether each item of an array literal is proven to be lower case; null for any other expression. */
function lowerItemsOf(node: ts.Expression, facts: ExpressionFacts): boolean[] | null {
  const list = unwrap(node);
  if (!ts.isArrayLiteralExpression(list)) return null;
  return list.elements.map((element) => {
    if (ts.isSpreadElement(element)) return facts.describeList(element.expression).lowerCase;
    return facts.literals(element)?.every((value) => value === value.toLowerCase()) ?? false;
  });
}

function addSpread(
  node: ts.Expression,
  entries: Map<string, ReadEntry>,
  call: ts.CallExpression,
  facts: ExpressionFacts,
  depth: number,
): string | null {
  const text = shorten(node.getText());
  if (depth > MAX_DEPTH) return `what ${text} adds to the filter cannot be followed`;
  const literal = objectLiteralOf(node, facts);
  if (literal) return addEntries(literal, entries, call, facts, depth);
  const branches = branchesOf(unwrap(node) as ts.Expression);
  if (!branches) return `what ${text} adds to the filter is only known at run time`;
  for (const branch of branches) {
    const added = new Map<string, ReadEntry>();
    const inner = objectLiteralOf(branch, facts);
    if (!inner || addEntries(inner, added, call, facts, depth) !== null)
      return `what ${text} adds to the filter is only known at run time`;
    for (const entry of added.values()) {
      if (!RANKING_KEYS.has(entry.key)) return `${entry.key} of the filter is given on a condition (${text})`;
      entries.set(entry.key, entry);
    }
  }
  return null;
}

/** Values of `c ? a : b`, `c && a`; undefined for anything else. */
function branchesOf(node: ts.Expression): ts.Expression[] | undefined {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return [node.right];
  return undefined;
}

/** A value of a filter that is written elsewhere can be written again at the call: why not, or null. */
function whyNotHere(
  node: ts.Expression,
  value: ListFact,
  call: ts.CallExpression,
  facts: ExpressionFacts,
): string | null {
  if (value.values !== null || value.literals !== null) return null;
  const text = shorten(value.text);
  if (node.getSourceFile() !== call.getSourceFile()) return `${text} of the filter is only known in another file`;
  if (!value.stable) return `${text} of the filter is computed where the filter is made`;
  const inScope = facts.checker.getSymbolsInScope(call, ts.SymbolFlags.Value);
  let hidden: string | null = null;
  walk(node, (part) => {
    if (!ts.isIdentifier(part) || (ts.isPropertyAccessExpression(part.parent) && part.parent.name === part)) return;
    const symbol = facts.bindings.symbolOf(part);
    const here = inScope.find((candidate) => candidate.name === part.text);
    const local = symbol?.declarations?.some((one) => one.getSourceFile() === call.getSourceFile());
    if (local && here !== symbol) hidden = `${part.text}, which the filter reads, is not in reach of the call`;
  });
  return hidden;
}

function whyUnknown(target: ts.Expression, type: ts.Type, facts: ExpressionFacts): string {
  const text = shorten(target.getText());
  if (ts.isConditionalExpression(target)) return 'the filter is chosen at run time';
  if (ts.isCallExpression(target)) return `the filter comes from the call ${text}`;
  const declaration = facts.bindings.symbolOf(target)?.declarations?.[0];
  if (declaration && ts.isParameter(declaration)) return `the filter is the parameter ${text}`;
  if (ts.isIdentifier(target) && isMutated(target, facts)) return `the filter ${text} is put together in several steps`;
  if (type.flags & ts.TypeFlags.Any) return `${text} may be a slug or a filter: its type is not known`;
  return `the filter ${text} is only known at run time`;
}

/** Auth configs of `authConfigIds: [a, b]`; none for a list that is not written out. */
function authConfigsOf(filter: ReadFilter, call: ts.CallExpression, facts: ExpressionFacts): AuthConfigFact[] {
  const node = filter.entries.find((entry) => entry.key === 'authConfigIds')?.node;
  const list = node && (unwrap(node) as ts.Expression);
  if (!list || !ts.isArrayLiteralExpression(list)) return [];
  if (list.elements.some((element) => ts.isSpreadElement(element))) return [];
  return list.elements.map((element) => authConfigFact(element, call, facts));
}

/** Proven slugs and toolkits of the filter, for the signs that name them; null when they are not all proven. */
function slugsAndToolkits(filter: ReadFilter): { slugs: string[] | null; toolkits: string[] | null } {
  const valuesOf = (key: string): string[] | null => {
    const entry = filter.entries.find((one) => one.key === key);
    return entry?.value.values ?? null;
  };
  return { slugs: valuesOf('tools'), toolkits: valuesOf('toolkits') };
}

function without(shape: FilterFact['shape'], reason: string): ReadFilter {
  return { shape, reason, invalid: null, entries: [] };
}

function invalid(shape: FilterFact['shape'], reason: string): ReadFilter {
  return { shape, reason, invalid: reason, entries: [] };
}

function isNothing(node: ts.Expression): boolean {
  const target = unwrap(node);
  return target.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(target) && target.text === 'undefined');
}

function isString(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null;
  return (
    parts.some((part) => part.flags & ts.TypeFlags.StringLike) &&
    parts.every((part) => part.flags & (ts.TypeFlags.StringLike | nothing))
  );
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  for (let current: ts.Node | undefined = node; current; current = current.parent) if (current === outer) return true;
  return false;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 50 ? `${line.slice(0, 47)}…` : line;
}
