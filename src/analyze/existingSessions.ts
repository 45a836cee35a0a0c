/** Sessions that the code makes already: `const session = await composio.create(user, config)`. */
import { ts } from 'ts-morph';
import type { Clients } from './clients.js';
import type { ExpressionFacts } from './expressions.js';
import type { ExistingSessionFact } from './facts.js';
import { memberName, propertyName, propertyValue, unwrap, unwrapAwait, walk } from './nodes.js';
import { placementOf } from './placement.js';

const SESSION_SPACES: ReadonlySet<string> = new Set(['sessions', 'toolRouter']);

export function existingSessions(file: ts.SourceFile, facts: ExpressionFacts, clients: Clients): ExistingSessionFact[] {
  const found: ExistingSessionFact[] = [];
  walk(file, (node) => {
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !node.initializer) return;
    if (!ts.isAwaitExpression(unwrap(node.initializer))) return;
    const call = unwrapAwait(node.initializer);
    if (!ts.isCallExpression(call) || call.arguments.length === 0) return;
    const receiver = createdOn(call);
    const client = receiver && clients.recognise(receiver);
    const symbol = facts.bindings.symbolOf(node.name);
    if (!client || client.proof === 'name' || !symbol || facts.bindings.writesTo(symbol).length > 0) return;
    const user = call.arguments[0]!;
    found.push({
      path: facts.program.pathOf(file),
      start: call.getStart(),
      end: call.getEnd(),
      name: node.name.text,
      client,
      user: facts.describe(user),
      placement: placementOf(call, facts),
      config: canonicalConfig(call.arguments[1]),
      ...configFacts(call.arguments[1], facts),
    });
  });
  return found;
}

/** The client of `client.create(…)`, `client.sessions.create(…)`, `client.toolRouter.create(…)`. */
export function createdOn(call: ts.CallExpression): ts.Expression | undefined {
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'create') return undefined;
  const holder = unwrap(callee.expression) as ts.Expression;
  const space = memberName(holder);
  if (space !== undefined && SESSION_SPACES.has(space) && ts.isPropertyAccessExpression(holder))
    return holder.expression;
  return holder;
}

type ConfigFacts = Pick<
  ExistingSessionFact,
  'toolkits' | 'limitless' | 'authConfigs' | 'hasToolLimits' | 'hasAccounts'
>;

const UNKNOWN: ConfigFacts = {
  toolkits: null,
  limitless: false,
  authConfigs: [],
  hasToolLimits: true,
  hasAccounts: true,
};

function configFacts(config: ts.Expression | undefined, facts: ExpressionFacts): ConfigFacts {
  if (!config) return { toolkits: null, limitless: true, authConfigs: [], hasToolLimits: false, hasAccounts: false };
  const literal = unwrap(config);
  if (!ts.isObjectLiteralExpression(literal)) return UNKNOWN;
  if (literal.properties.some((one) => propertyName(one.name) === undefined)) return UNKNOWN;
  const toolkits = propertyValue(literal, 'toolkits');
  const authConfigs = propertyValue(literal, 'authConfigs');
  const authLiteral = authConfigs && unwrap(authConfigs);
  return {
    toolkits: toolkits ? facts.describeList(toolkits).values : null,
    limitless: !toolkits,
    authConfigs: authLiteral && ts.isObjectLiteralExpression(authLiteral) ? entriesOf(authLiteral, facts) : [],
    hasToolLimits: ['tools', 'sessionPreset', 'preload', 'tags'].some(
      (key) => propertyValue(literal, key) !== undefined,
    ),
    hasAccounts: propertyValue(literal, 'connectedAccounts') !== undefined,
  };
}

function entriesOf(literal: ts.ObjectLiteralExpression, facts: ExpressionFacts): ExistingSessionFact['authConfigs'] {
  return literal.properties.flatMap((property) => {
    const toolkit = propertyName(property.name);
    const value = toolkit === undefined ? undefined : propertyValue(literal, toolkit);
    return toolkit === undefined || !value ? [] : [{ toolkit, value: facts.describe(value) }];
  });
}

/**
 * The config as one line without style, so that two of them can be compared: `{toolkits:["github"]}`. Equal texts are
 * the same config as long as the names in it mean the same.
 */
export function canonicalConfig(config: ts.Expression | undefined): string {
  return config ? canonical(config) : '{}';
}

function canonical(node: ts.Expression): string {
  const target = unwrap(node) as ts.Expression;
  if (ts.isStringLiteralLike(target)) return JSON.stringify(target.text);
  if (ts.isArrayLiteralExpression(target)) return `[${target.elements.map((one) => canonical(one)).join(',')}]`;
  if (ts.isObjectLiteralExpression(target)) return `{${target.properties.map(canonicalProperty).join(',')}}`;
  if (ts.isConditionalExpression(target)) {
    return `(${canonical(target.condition)}?${canonical(target.whenTrue)}:${canonical(target.whenFalse)})`;
  }
  return target.getText().replace(/\s+/g, ' ');
}

function canonicalProperty(property: ts.ObjectLiteralElementLike): string {
  if (ts.isSpreadAssignment(property)) return `...${canonical(property.expression)}`;
  if (ts.isShorthandPropertyAssignment(property)) return `${property.name.text}:${property.name.text}`;
  if (!ts.isPropertyAssignment(property)) return property.getText().replace(/\s+/g, ' ');
  const name = propertyName(property.name);
  const key = name ?? (ts.isComputedPropertyName(property.name) ? `[${canonical(property.name.expression)}]` : '');
  return `${key}:${canonical(property.initializer)}`;
}
