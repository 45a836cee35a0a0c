/** Rung 2: auth configs that the SDK lists, creates or gets. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, memberName, propertyName, propertyValue, unwrap, unwrapAwait } from '../nodes.js';
import { declaredValue } from '../values.js';
import { isTextAt } from './asked.js';
import { nothing, type Trace } from './claims.js';
import type { Follower, Step } from './follow.js';
import { placeOf } from './names.js';
import { toolkitOf, type Frame } from './slots.js';

/**
 * Schemes in which users type credentials in: no consent page, so that `initiate` keeps its meaning.
 * Source: `AuthSchemeTypes`, @composio/core 0.19.0.
 */
const NOT_OAUTH: ReadonlySet<string> = new Set([
  'API_KEY',
  'BASIC',
  'BEARER_TOKEN',
  'BILLCOM_AUTH',
  'GOOGLE_SERVICE_ACCOUNT',
  'NO_AUTH',
  'BASIC_WITH_JWT',
  'CALCOM_AUTH',
  'SERVICE_ACCOUNT',
]);

/** The trace of `x.authConfigs.list / create / get(…)`; null for any other call. */
export function followAuthConfigCall(
  node: ts.CallExpression,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace | null {
  const callee = unwrap(node.expression);
  if (!isMember(callee)) return null;
  const method = memberName(callee) ?? '';
  if (!isAuthConfigsOfClient(callee.expression, follower.facts)) return null;
  const [first, second] = node.arguments;
  if (method === 'get' || method === 'retrieve') {
    // The auth config with this id: reading its id gives the id back.
    return first && isId(path) && isSdkMethod(callee, follower.facts) ? follower.follow(first, [], frame) : null;
  }
  if (method === 'list') return listed(node, first, path, frame, follower.facts);
  if (method === 'create' && first) return created(node, first, second, path, frame, follower.facts);
  return null;
}

function listed(
  node: ts.CallExpression,
  query: ts.Expression | undefined,
  path: readonly Step[],
  frame: Frame | null,
  facts: ExpressionFacts,
): Trace {
  const literal = query && objectOf(query, facts);
  const value =
    literal && ['toolkit', 'toolkitSlug', 'toolkit_slug'].map((key) => propertyValue(literal, key)).find((one) => one);
  const asked = value !== undefined && isTextAt(value, false, facts);
  const toolkit = value && isId(path) ? toolkitOf(value, frame, facts, { asked }) : null;
  const place = placeOf(node, facts.program);
  if (!toolkit) return nothing({ source: 'api' });
  return nothing({ source: 'api', claims: [{ rung: 2, toolkit, how: `it comes from authConfigs.list (${place})` }] });
}

function created(
  node: ts.CallExpression,
  slug: ts.Expression,
  options: ts.Expression | undefined,
  path: readonly Step[],
  frame: Frame | null,
  facts: ExpressionFacts,
): Trace {
  const asked = isTextAt(slug, true, facts);
  const toolkit = isId(path) ? toolkitOf(slug, frame, facts, { asked }) : null;
  const notOAuth = options ? schemeWithoutConsent(options, facts) : null;
  const how = `it comes from authConfigs.create (${placeOf(node, facts.program)})`;
  return nothing({ source: 'api', notOAuth, claims: toolkit ? [{ rung: 2, toolkit, how }] : [] });
}

function isId(path: readonly Step[]): boolean {
  const last = path.at(-1);
  return last?.kind === 'name' && last.name === 'id';
}

/** `authScheme: 'API_KEY'` and its like, through constants and the SDK's own table of names. */
function schemeWithoutConsent(options: ts.Expression, facts: ExpressionFacts): string | null {
  const literal = objectOf(options, facts);
  const value = literal && propertyValue(literal, 'authScheme');
  if (!value) return null;
  const target = unwrap(value);
  const schemes = facts.literals(value) ?? (isMember(target) ? [memberName(target) ?? ''] : []);
  const known = schemes.length > 0 && schemes.every((scheme) => NOT_OAUTH.has(scheme));
  return known ? `it is created with the scheme ${schemes.join(' or ')}` : null;
}

function objectOf(node: ts.Expression, facts: ExpressionFacts): ts.ObjectLiteralExpression | undefined {
  const target = unwrapAwait(node) as ts.Expression;
  if (ts.isObjectLiteralExpression(target)) return target;
  const declared = declaredValue(target, facts);
  const value = declared && unwrapAwait(declared);
  return value && ts.isObjectLiteralExpression(value) ? value : undefined;
}

/** `composio.authConfigs`, or a name that stands for it. */
function isAuthConfigsOfClient(node: ts.Expression, facts: ExpressionFacts): boolean {
  const target = unwrapAwait(node) as ts.Expression;
  if (isMember(target)) return memberName(target) === 'authConfigs';
  if (!ts.isIdentifier(target)) return false;
  const declaration = facts.bindings.symbolOf(target)?.declarations?.[0];
  if (!declaration) return false;
  if (ts.isBindingElement(declaration)) {
    const key = declaration.propertyName ?? (ts.isIdentifier(declaration.name) ? declaration.name : undefined);
    return propertyName(key) === 'authConfigs';
  }
  const value =
    ts.isVariableDeclaration(declaration) && declaration.initializer && unwrapAwait(declaration.initializer);
  return !!value && isMember(value) && memberName(value) === 'authConfigs';
}

/** A `Map` may be called `authConfigs` too: `get` counts only where the SDK declares it, or nothing declares it. */
function isSdkMethod(
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  facts: ExpressionFacts,
): boolean {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee.argumentExpression;
  const declaration = facts.bindings.symbolOf(name)?.declarations?.[0];
  return !!declaration && facts.program.isSdk(declaration.getSourceFile());
}
