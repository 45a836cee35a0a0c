/** Auth configs in the user's code: the toolkit behind one, how it can be written elsewhere, maps and constants of them. */
import path from 'node:path';
import { ts } from 'ts-morph';
import { branchesOf } from './evidence/branches.js';
import { keyOf, type Claim, type Trace } from './evidence/claims.js';
import { createFollower } from './evidence/follow.js';
import { guardsOf, type Guard } from './evidence/guards.js';
import { isAuthConfigName, isToolkitName, lastNameOf } from './evidence/names.js';
import { matchToolkitInId, matchToolkitInName, slugInAnyCase, slugOfKey } from '../sdk/toolkits.js';
import { namesAround } from './evidence/around.js';
import { moduleConstant, portableOf } from './evidence/portable.js';
import { serviceSlug } from './evidence/serviceSlug.js';
import { isVisibleAt } from './evidence/visible.js';
import { entriesOf } from './evidence/maps.js';
import type { ExpressionFacts } from './expressions.js';
import type { AuthConfigFact, FileFacts, ImportFact, ToolkitEvidence } from './facts.js';
import { isMember, lineOf, unwrap, unwrapAwait } from './nodes.js';
import { declaredValue, envOf } from './values.js';

/** Ids of older systems, and ids of connected accounts, given where an auth config id belongs. */
const MISTAKEN = /^ca_|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What is known about the auth config argument of a call.
 *
 * @param node the argument
 * @param call the direct call that it belongs to: evidence must hold, and expressions must be visible, there
 */
export function authConfigFact(node: ts.Expression, call: ts.CallExpression, facts: ExpressionFacts): AuthConfigFact {
  const trace = createFollower(facts).follow(node, [], null);
  const guards = guardsOf(call, facts);
  // A test around the call need not be about the auth config: what it tests must have the name of a toolkit.
  const about = guards.filter((guard) => isToolkitName(lastNameOf(guard.subject)));
  const branches = branchesOf(about, null, facts);
  const claims = refine([...trace.claims, ...branches.claims], guards, facts);
  const path = facts.program.pathOf(call.getSourceFile());
  const visible = claims
    .filter((claim) => claim.toolkit.kind === 'constant' || isVisibleAt(claim.toolkit.value, call, facts))
    .map((claim) => withoutFarTable(claim, path));
  // What the service names replaces expressions that prove nothing.
  const service = serviceSlug(node, call, visible, facts);
  const evidence = strongestFirst(service.length > 0 ? service : visible);
  const literals = facts.literals(node);
  const mistaken = literals?.find((value) => MISTAKEN.test(value)) ?? null;
  return {
    expression: facts.describe(node),
    kind: kindOf(node, trace, facts),
    mistaken,
    notOAuth: trace.notOAuth,
    evidence,
    portable: portableOf(node, facts),
    names: namesOf(node, trace, facts),
    around: namesAround(call, facts),
    likely: null,
  };
}

/** A table stands below its map: another file would have to import it. */
function withoutFarTable(claim: Claim, path: string): Claim {
  const { toolkit } = claim;
  if (toolkit.kind !== 'expression' || !toolkit.table || toolkit.table.path === path) return claim;
  return { ...claim, toolkit: { ...toolkit, table: null } };
}

/** An expression that a test around the call holds to one value, or to a few, has no other values there. */
function refine(claims: readonly Claim[], guards: readonly Guard[], facts: ExpressionFacts): Claim[] {
  const tests = guards.map((guard) => ({ identity: facts.describe(guard.subject).identity, values: guard.values }));
  return claims.map((claim): Claim => {
    const { toolkit } = claim;
    if (toolkit.kind !== 'expression' || toolkit.value.identity === null) return claim;
    const test = tests.find((one) => one.identity === toolkit.value.identity);
    if (!test) return claim;
    const possible = toolkit.possible?.filter((value) => test.values.includes(value)) ?? test.values;
    const looked = possible.length === 1 && toolkit.table?.slugs.find(([one]) => one === possible[0]);
    if (looked) return { ...claim, toolkit: { kind: 'constant', slug: looked[1] } };
    if (possible.length === 1)
      return { ...claim, toolkit: { kind: 'constant', slug: slugInAnyCase(possible[0]!) ?? possible[0]! } };
    return possible.length > 0 ? { ...claim, toolkit: { ...toolkit, possible } } : claim;
  });
}

function strongestFirst(claims: readonly ToolkitEvidence[]): ToolkitEvidence[] {
  const seen = new Set<string>();
  const evidence: ToolkitEvidence[] = [];
  for (const claim of [...claims].sort((a, b) => a.rung - b.rung)) {
    const key = `${claim.rung}${keyOf(claim)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    evidence.push({ rung: claim.rung, toolkit: claim.toolkit, how: claim.how });
  }
  return evidence;
}

function kindOf(node: ts.Expression, trace: Trace, facts: ExpressionFacts): AuthConfigFact['kind'] {
  const target = unwrapAwait(node) as ts.Expression;
  if (ts.isStringLiteralLike(target)) return 'literal';
  if (trace.source === 'map') return 'map';
  if (trace.source === 'api') return 'api';
  const declared = declaredValue(target, facts);
  if (declared && ts.isStringLiteralLike(unwrap(declared))) return 'literal';
  if (envOf(node, facts) !== null) return 'env';
  if (ts.isIdentifier(target)) {
    const declaration = facts.bindings.symbolOf(target)?.declarations?.[0];
    if (declaration && ts.isParameter(declaration)) return 'parameter';
  }
  return isMember(target) ? 'member' : 'computed';
}

/** What the user may call this auth config in a mapping: its ids, its names, its source text. */
function namesOf(node: ts.Expression, trace: Trace, facts: ExpressionFacts): string[] {
  const env = envOf(node, facts);
  const literals = facts.literals(node) ?? [];
  const text = unwrapAwait(node).getText().replace(/\s+/g, ' ');
  const names = [...literals, ...(env === null ? [] : [env]), text, ...trace.names];
  return [...new Set(names)].filter((name) => name !== 'id' && name !== '');
}

/**
 * Auth configs that a file's constants and maps hold (`const AUTH_CONFIGS = { github: process.env.GITHUB_… }`), with
 * the toolkit that their keys and names agree on.
 */
export function fileAuthConfigs(file: ts.SourceFile, facts: ExpressionFacts): FileFacts['authConfigs'] {
  const found: FileFacts['authConfigs'] = [];
  const take = (declaration: ts.VariableDeclaration, value: ts.Expression, path: string[], names: string[]): void => {
    const target = unwrap(value) as ts.Expression;
    if (ts.isObjectLiteralExpression(target)) {
      if (path.length > 3) return;
      for (const entry of entriesOf(target, facts) ?? []) {
        if (entry.key !== null) take(declaration, entry.value, [...path, entry.key], [...names, entry.key]);
      }
      return;
    }
    const holds = portableOf(value, facts);
    const plain = holds?.kind === 'export' ? holds.holds : holds;
    if (!plain) return;
    const env = plain.kind === 'env' ? (envOf(value, facts) ?? envNameIn(plain.text)) : null;
    const all = [...names, ...(env === null ? [] : [env])];
    const isAuthConfig =
      plain.kind === 'literal' ? plain.value.startsWith('ac_') : all.some((name) => isAuthConfigName(name));
    const id = plain.kind === 'literal' ? plain.value : null;
    const toolkit = isAuthConfig ? agreedToolkit(all, id) : null;
    if (toolkit === null) return;
    found.push({ toolkit, line: lineOf(value), portable: moduleConstant(declaration, path, holds, false, facts) });
  };
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      if (!ts.isIdentifier(declaration.name) || !declaration.initializer) continue;
      const symbol = facts.bindings.symbolOf(declaration.name);
      if (!symbol || facts.bindings.writesTo(symbol).length > 0) continue;
      take(declaration, declaration.initializer, [], [declaration.name.text]);
    }
  }
  return found;
}

function envNameIn(text: string): string | null {
  return /\benv\.(\w+)/.exec(text)?.[1] ?? null;
}

/** The one toolkit that the names and the id speak of; null when there is none, or when they disagree. */
function agreedToolkit(names: readonly string[], id: string | null): string | null {
  const slugs = new Set<string>();
  const spoken = [
    ...names.map((name) => ({ own: slugOfKey(name), match: matchToolkitInName(name) })),
    ...(id === null ? [] : [{ own: null, match: matchToolkitInId(id) }]),
  ];
  for (const { own, match } of spoken) {
    const slug = own ?? (match && 'toolkit' in match ? match.toolkit : null);
    if (slug !== null) slugs.add(slug);
    else if (match) return null;
  }
  return slugs.size === 1 ? [...slugs][0]! : null;
}

/** What a file imports, with `require` of constants; in order. */
export function fileImports(file: ts.SourceFile, facts: ExpressionFacts): ImportFact[] {
  const imports: ImportFact[] = [];
  const moduleOf = (specifier: string): string => {
    const target = facts.program.resolve(specifier, file.fileName);
    const name = target === undefined ? undefined : path.posix.relative(facts.program.root, target);
    return name !== undefined && facts.program.fileAt(name) ? name : specifier;
  };
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const specifier = statement.moduleSpecifier.text;
      const clause = statement.importClause;
      const names: ImportFact['names'] = [];
      if (clause?.name) names.push({ exported: 'default', local: clause.name.text });
      if (clause?.namedBindings && ts.isNamespaceImport(clause.namedBindings)) {
        names.push({ exported: '*', local: clause.namedBindings.name.text });
      } else if (clause?.namedBindings) {
        for (const one of (clause.namedBindings as ts.NamedImports).elements) {
          if (!one.isTypeOnly) names.push({ exported: (one.propertyName ?? one.name).text, local: one.name.text });
        }
      }
      imports.push({
        module: moduleOf(specifier),
        specifier,
        names,
        typeOnly: clause?.isTypeOnly ?? false,
        required: false,
      });
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const specifier = requiredModule(declaration);
      if (specifier === null) continue;
      const names = ts.isIdentifier(declaration.name)
        ? [{ exported: '*', local: declaration.name.text }]
        : (declaration.name.elements as ts.NodeArray<ts.ArrayBindingElement>).flatMap((one) =>
            ts.isBindingElement(one) && ts.isIdentifier(one.name)
              ? [{ exported: one.propertyName?.getText() ?? one.name.text, local: one.name.text }]
              : [],
          );
      imports.push({ module: moduleOf(specifier), specifier, names, typeOnly: false, required: true });
    }
  }
  return imports;
}

function requiredModule(declaration: ts.VariableDeclaration): string | null {
  const call = declaration.initializer && unwrapAwait(declaration.initializer);
  if (!call || !ts.isCallExpression(call)) return null;
  const loads = call.expression.kind === ts.SyntaxKind.ImportKeyword || lastNameOf(call.expression) === 'require';
  const [argument] = call.arguments;
  return loads && argument && ts.isStringLiteralLike(argument) ? argument.text : null;
}
