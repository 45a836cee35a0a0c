/**
 * The config of `experimental.toolRouter.createSession`, as the config of `composio.create`.
 * Source: `ToolRouterConfigSchema` of @composio/core 0.1.53 to 0.2.6, `dist/index.js`: `toolkits` (slugs, or objects
 * with `toolkit` and `authConfigId`) and `manuallyManageConnections`; it drops every other key.
 * `ToolRouterCreateSessionConfigSchema` from 0.3.0 on.
 */
import { ts } from 'ts-morph';
import { lineIndent, lineStart } from '../../edit/tree.js';
import type { ExpressionFacts } from '../expressions.js';
import type { RouterProblem, TextChange } from '../facts.js';
import { isMember, propertyName, propertyValue, unwrap, walk } from '../nodes.js';
import { appendArgument, appendEntries, insertAfter } from './entries.js';

export interface BetaConfig {
  rewrites: TextChange[];
  problem: RouterProblem | null;
  /** Some toolkits may be used under any auth config. */
  openToolkits: boolean;
}

const WIDTH = 80;
const HINT = 'write the session config by hand: composio.create(user, { toolkits, authConfigs, manageConnections })';

class Refused extends Error {
  constructor(readonly problem: RouterProblem) {
    super(problem.message);
  }
}

function refuse(message: string, code: RouterProblem['code'] = 'unknown-shape', hint = HINT): never {
  throw new Refused({ code, message, hint });
}

/** @param extra entries that the new config has beside the carried ones, e.g. `mcp: true` */
export function betaConfig(call: ts.CallExpression, facts: ExpressionFacts, extra: readonly string[]): BetaConfig {
  try {
    return readConfig(call, facts, extra);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { rewrites: [], problem: error.problem, openToolkits: true };
  }
}

function readConfig(call: ts.CallExpression, facts: ExpressionFacts, extra: readonly string[]): BetaConfig {
  const [user, config, more] = call.arguments;
  if (!user) refuse('the call names no user');
  if (more || call.arguments.some((one) => ts.isSpreadElement(one))) refuse('the arguments of the call are not known');
  if (!config) return { rewrites: appendArgument(call, extra), problem: null, openToolkits: true };
  const literal = unwrap(config);
  if (!ts.isObjectLiteralExpression(literal)) refuse(`the config ${shorten(config)} is made elsewhere`);

  let toolkits: Toolkits = { changes: [], entry: null, loose: 0, open: true };
  const rewrites: TextChange[] = [];
  let loose = 0;
  for (const property of literal.properties) {
    const name = propertyName(property.name);
    const value = name === undefined ? undefined : propertyValue(literal, name);
    if (name === undefined || !value) refuse('the config holds a part that is only known at run time');
    if (name === 'toolkits') {
      if (toolkits.property) refuse('the config has toolkits twice');
      toolkits = { ...readToolkits(value, property, facts), property };
    } else if (name === 'manuallyManageConnections') {
      rewrites.push(manageConnections(property, value, facts));
      if (!facts.isStable(value)) loose++;
    } else {
      refuse(`createSession ignores ${name}, and composio.create would not: take it out, or decide what it should do`);
    }
  }
  if (toolkits.entry !== null && loose + toolkits.loose > 1) {
    refuse(
      'the auth configs would be evaluated in another order than now',
      'evaluation-order',
      'put what the config calls into constants before the session',
    );
  }
  const { property, entry } = toolkits;
  const isLast = property === literal.properties.at(-1);
  const beside = entry === null ? [] : [entry];
  rewrites.push(...toolkits.changes);
  if (property && isLast) rewrites.push(...insertAfter(literal, property, [...beside, ...extra]));
  else {
    if (property) rewrites.push(...insertAfter(literal, property, beside));
    if (extra.length > 0) rewrites.push(...appendEntries(literal, extra));
  }
  return { rewrites, problem: null, openToolkits: toolkits.open };
}

interface Toolkits {
  property?: ts.ObjectLiteralElementLike;
  changes: TextChange[];
  /** `authConfigs: { … }`; null when no toolkit has one. */
  entry: string | null;
  /** Expressions whose value or effects depend on when they are evaluated. */
  loose: number;
  open: boolean;
}

function readToolkits(value: ts.Expression, property: ts.Node, facts: ExpressionFacts): Toolkits {
  const list = unwrap(value) as ts.Expression;
  if (!ts.isArrayLiteralExpression(list)) {
    if (!isStringList(list, facts)) refuse(`${shorten(value)} may hold auth configs beside its toolkits`);
    return { changes: [], entry: null, loose: facts.isStable(value) ? 0 : 1, open: true };
  }
  if (list.elements.length === 0) {
    refuse(
      'an empty list of toolkits does not mean the same to every version of the service',
      'unknown-shape',
      'leave toolkits out for a session with all of them',
    );
  }
  const items = list.elements.map((element) => readItem(element, facts));
  const withConfig = items.filter((item) => item.authConfig !== null);
  const keys = withConfig.map((item) => item.key);
  if (new Set(keys).size < keys.length) refuse('a toolkit is named with two auth configs, and a session takes one');
  const loose = items.reduce((sum, item) => sum + item.loose, 0);
  const entry = withConfig.length === 0 ? null : authConfigs(withConfig, property, list.elements.hasTrailingComma);
  return { changes: itemChanges(list, items), entry, loose, open: withConfig.length < items.length };
}

interface Item {
  element: ts.Expression;
  /** The toolkit as an item of today's list. */
  text: string;
  /** It replaces an object. */
  isObject: boolean;
  /** The toolkit as a key of `authConfigs`. */
  key: string;
  authConfig: { text: string; guarded: boolean } | null;
  loose: number;
}

function readItem(element: ts.Expression, facts: ExpressionFacts): Item {
  const literal = unwrap(element);
  if (!ts.isObjectLiteralExpression(literal)) {
    const isSpread = ts.isSpreadElement(element);
    const value = isSpread ? element.expression : element;
    const known = isSpread ? isStringList(value, facts) : isString(value, facts);
    if (!known) refuse(`${shorten(element)} may hold an auth config beside its toolkit`);
    const loose = facts.isStable(value) ? 0 : 1;
    return { element, text: slugText(element), isObject: false, key: '', authConfig: null, loose };
  }
  const names = literal.properties.map((one) => propertyName(one.name));
  const stranger = names.find((name) => name !== 'toolkit' && name !== 'authConfigId');
  const toolkit = propertyValue(literal, 'toolkit');
  if (stranger !== undefined) refuse(`createSession ignores ${stranger} of a toolkit: it may be a slip of the pen`);
  if (!toolkit || names.includes(undefined)) refuse('a toolkit of the config is only known at run time');
  const authConfig = propertyValue(literal, 'authConfigId');
  const plain = unwrap(toolkit);
  const isConstant = ts.isStringLiteralLike(plain);
  if (authConfig && !isConstant && !facts.isStable(toolkit)) {
    const hint = 'put the toolkit into a constant before the session';
    refuse(`the toolkit ${shorten(toolkit)} would be evaluated twice`, 'evaluation-order', hint);
  }
  return {
    element,
    text: slugText(toolkit),
    isObject: true,
    key: isConstant ? keyText(plain.text.toLowerCase(), plain) : `[${toolkit.getText()}]`,
    authConfig: authConfig ? authConfigValue(authConfig, facts) : null,
    loose: [toolkit, authConfig].filter((one) => one && !facts.isStable(one)).length,
  };
}

/** An auth config that may be undefined was left out by the older call; in a session's config it would throw. */
function authConfigValue(node: ts.Expression, facts: ExpressionFacts): NonNullable<Item['authConfig']> {
  const fact = facts.describe(node);
  const guarded = fact.env !== null || fact.type === 'maybe-undefined' || (fact.type === 'any' && !fact.literals);
  const text = guarded && ts.isNonNullExpression(node) ? node.expression.getText() : fact.text;
  if (guarded && !fact.stable) {
    const hint = 'put the auth config into a constant before the session';
    refuse(`the auth config ${shorten(node)} may be undefined and would be evaluated twice`, 'evaluation-order', hint);
  }
  return { text, guarded };
}

function authConfigs(items: Item[], property: ts.Node, trailingComma: boolean): string {
  const { text } = property.getSourceFile();
  const entries = items.map(({ key, authConfig }) => {
    if (!authConfig) return '';
    const entry = key === authConfig.text ? key : `${key}: ${authConfig.text}`;
    const value = authConfig.text;
    return authConfig.guarded ? `...(${value} !== undefined ? { ${entry} } : {})` : entry;
  });
  const indent = lineIndent(text, property.getStart());
  const oneLine = `authConfigs: { ${entries.join(', ')} }`;
  const ownLine = text.slice(lineStart(text, property.getStart()), property.getStart()).trim() === '';
  if (!ownLine || indent.length + oneLine.length < WIDTH) return oneLine;
  const inner = `\n${indent}${indent.startsWith('\t') ? '\t' : '  '}`;
  return `authConfigs: {${inner}${entries.join(`,${inner}`)}${trailingComma ? ',' : ''}\n${indent}}`;
}

/** A list whose objects all become strings goes on one line where it fits, as an array of strings is written. */
function itemChanges(list: ts.ArrayLiteralExpression, items: Item[]): TextChange[] {
  const { text } = list.getSourceFile();
  const source = list.getText();
  const column = list.getStart() - text.lastIndexOf('\n', list.getStart()) - 1;
  const oneLine = `[${items.map((item) => item.text).join(', ')}]`;
  const fits = column + oneLine.length < WIDTH && !/\/\/|\/\*/.test(source);
  if (fits && items.every((item) => item.isObject))
    return [{ start: list.getStart(), end: list.getEnd(), text: oneLine }];
  return items
    .filter((item) => item.text !== item.element.getText())
    .map((item) => ({ start: item.element.getStart(), end: item.element.getEnd(), text: withComments(item) }));
}

/** Comments of the object that becomes a string stand before it. */
function withComments(item: Item): string {
  if (!item.isObject) return item.text;
  const { text } = item.element.getSourceFile();
  const found = new Map<number, string>();
  walk(item.element, (node) => {
    for (const range of [
      ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
      ...(ts.getLeadingCommentRanges(text, node.getLastToken()?.pos ?? node.pos) ?? []),
    ]) {
      const inside = range.pos > item.element.getStart() && range.end < item.element.getEnd();
      if (inside) found.set(range.pos, text.slice(range.pos, range.end));
    }
  });
  const indent = lineIndent(text, item.element.getStart());
  return [...found.values(), item.text].join(`\n${indent}`);
}

function manageConnections(property: ts.Node, value: ts.Expression, facts: ExpressionFacts): TextChange {
  const range = { start: property.getStart(), end: property.getEnd() };
  return { ...range, text: `manageConnections: ${not(value, facts)}` };
}

function not(value: ts.Expression, facts: ExpressionFacts): string {
  const target = unwrap(value) as ts.Expression;
  if (target.kind === ts.SyntaxKind.TrueKeyword) return 'false';
  if (target.kind === ts.SyntaxKind.FalseKeyword) return 'true';
  if (ts.isPrefixUnaryExpression(target) && target.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = facts.checker.getTypeAtLocation(target.operand);
    if (inner.flags & ts.TypeFlags.BooleanLike) return target.operand.getText();
  }
  const simple = ts.isIdentifier(target) || isMember(target) || ts.isCallExpression(target);
  return simple ? `!${value.getText()}` : `!(${value.getText()})`;
}

/** A slug as it is written today: in lower case, in the quotes of the source. */
function slugText(node: ts.Expression): string {
  const target = unwrap(node);
  return ts.isStringLiteralLike(target) && target.text !== target.text.toLowerCase()
    ? node.getText().replace(target.text, target.text.toLowerCase())
    : node.getText();
}

function keyText(slug: string, literal: ts.StringLiteralLike): string {
  const quote = literal.getText()[0] === '"' ? '"' : "'";
  return /^[A-Za-z_$][\w$]*$/.test(slug) ? slug : quote + slug + quote;
}

function isString(node: ts.Expression, facts: ExpressionFacts): boolean {
  return facts.describe(node).type === 'string';
}

function isStringList(node: ts.Expression, facts: ExpressionFacts): boolean {
  const fact = facts.describeList(node);
  if (fact.values) return true;
  const type = facts.checker.getNonNullableType(facts.checker.getTypeAtLocation(node));
  const item = facts.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const parts = item?.isUnion() ? item.types : item ? [item] : [];
  return parts.length > 0 && parts.every((part) => part.flags & ts.TypeFlags.StringLike);
}

function shorten(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length > 50 ? `${text.slice(0, 47)}…` : text;
}
