/** Follows the url of a session to the MCP clients that connect with it, and gives them the headers that they need today. */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import type { TextChange } from '../facts.js';
import { isMember, memberName, propertyName, propertyValue, unwrap, wrapped } from '../nodes.js';
import { appendArgument, appendEntries } from './entries.js';
import { isTested } from '../tested.js';
import { describePlace, isExported, isPrinted } from './places.js';

/** What gives the headers, and the binding that must be in reach for it. */
export interface Endpoint {
  text: string;
  name: ts.Identifier;
}

export interface UrlFlow {
  rewrites: TextChange[];
  usesHeaders: boolean;
  problem: string | null;
}

/** How an MCP client takes headers: beside the url, or in the options of its requests. */
type HeaderStyle = 'headers' | 'requestInit';

const MAX_DEPTH = 6;

/** @param headers null when nothing names the session, so that its headers cannot be read again */
export function followUrl(node: ts.Expression, headers: Endpoint | null, facts: ExpressionFacts): UrlFlow {
  const flow: UrlFlow = { rewrites: [], usesHeaders: false, problem: null };
  follow(node, headers, facts, flow, 0);
  return flow;
}

function follow(
  node: ts.Expression,
  headers: Endpoint | null,
  facts: ExpressionFacts,
  flow: UrlFlow,
  depth: number,
): void {
  const outer = wrapped(node) as ts.Expression;
  const { parent } = outer;
  const on = (next: ts.Expression): void => follow(next, headers, facts, flow, depth + 1);
  const lose = (): void => {
    flow.problem ??= `the url of the session ${describePlace(outer)}: it cannot be seen who connects with it, and its endpoint takes no request without session.mcp.headers`;
  };
  if (depth > MAX_DEPTH) return lose();
  if (ts.isExpressionStatement(parent) || isPrinted(outer) || isTested(outer)) return;
  if (ts.isNewExpression(parent) && parent.arguments?.[0] === outer) {
    if (parent.expression.getText() === 'URL' && parent.arguments.length === 1) return on(parent);
    if (/(?:^|\.)StreamableHTTPClientTransport$/.test(parent.expression.getText())) {
      return giveToTransport(parent, outer, headers, facts, flow, lose);
    }
    return lose();
  }
  if (isMember(parent) && parent.expression === outer) {
    if (memberName(parent) === 'href') return on(parent);
    const isText = memberName(parent) === 'toString' && ts.isCallExpression(parent.parent);
    return isText ? on(parent.parent as ts.CallExpression) : lose();
  }
  if (ts.isVariableDeclaration(parent) && parent.initializer === outer && ts.isIdentifier(parent.name)) {
    const symbol = facts.bindings.symbolOf(parent.name);
    if (!symbol || isExported(parent) || facts.bindings.writesTo(symbol).length > 0) return lose();
    for (const reference of facts.bindings.referencesTo(symbol, parent.getSourceFile())) {
      if (reference !== parent.name) on(reference);
    }
    return;
  }
  const literal = (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) && parent.parent;
  if (!literal || !ts.isObjectLiteralExpression(literal)) return lose();
  const style = styleOf(literal, propertyName(parent.name) ?? '');
  if (style === null || literal.properties.some((one) => ts.isSpreadAssignment(one))) return lose();
  giveToLiteral(literal, style, outer, headers, facts, flow, lose);
}

/**
 * How the MCP client that an object configures takes headers; null when it is none that is known. OpenAI (`server_url` of
 * the tool type `mcp`), OpenAI Agents (`hostedMcpTool`, `MCPServerStreamableHttp`), Vercel AI SDK and Claude Agent SDK
 * (`type` beside `url`), Mastra (`servers` of `MCPClient`).
 */
function styleOf(literal: ts.ObjectLiteralExpression, key: string): HeaderStyle | null {
  const type = propertyValue(literal, 'type');
  const kind = type && ts.isStringLiteralLike(unwrap(type)) ? (unwrap(type) as ts.StringLiteralLike).text : null;
  if (key === 'server_url') return kind === 'mcp' ? 'headers' : null;
  const holder = wrapped(literal).parent;
  const callee = ts.isCallExpression(holder) || ts.isNewExpression(holder) ? holder.expression.getText() : '';
  if (key === 'serverUrl') return /(?:^|\.)hostedMcpTool$/.test(callee) ? 'headers' : null;
  if (key !== 'url') return null;
  if (kind === 'http' || kind === 'sse') return 'headers';
  if (/(?:^|\.)MCPServerStreamableHttp$/.test(callee)) return 'requestInit';
  return isServerOfMastra(literal) ? 'requestInit' : null;
}

function isServerOfMastra(literal: ts.ObjectLiteralExpression): boolean {
  const entry = wrapped(literal).parent;
  const servers = entry.parent?.parent;
  if (!ts.isPropertyAssignment(entry) || !servers || !ts.isPropertyAssignment(servers)) return false;
  const client = servers.parent.parent;
  return (
    propertyName(servers.name) === 'servers' &&
    ts.isNewExpression(client) &&
    /MCPClient$/.test(client.expression.getText())
  );
}

function giveToLiteral(
  literal: ts.ObjectLiteralExpression,
  style: HeaderStyle,
  at: ts.Node,
  headers: Endpoint | null,
  facts: ExpressionFacts,
  flow: UrlFlow,
  lose: () => void,
): void {
  const given = propertyValue(literal, style);
  if (style === 'headers' && given) return;
  const text = reach(headers, at, facts);
  if (style === 'requestInit' && given) {
    const init = unwrap(given);
    if (!ts.isObjectLiteralExpression(init) || init.properties.some((one) => ts.isSpreadAssignment(one))) return lose();
    if (propertyValue(init, 'headers')) return;
    if (text === null) return lose();
    flow.rewrites.push(...appendEntries(init, [entryFor('headers', text)]));
  } else {
    if (text === null) return lose();
    flow.rewrites.push(...appendEntries(literal, [entryFor(style, text)]));
  }
  flow.usesHeaders = true;
}

function giveToTransport(
  transport: ts.NewExpression,
  at: ts.Node,
  headers: Endpoint | null,
  facts: ExpressionFacts,
  flow: UrlFlow,
  lose: () => void,
): void {
  const options = transport.arguments?.[1];
  const literal = options && unwrap(options);
  if (literal && ts.isObjectLiteralExpression(literal)) {
    if (literal.properties.some((one) => ts.isSpreadAssignment(one))) return lose();
    return giveToLiteral(literal, 'requestInit', at, headers, facts, flow, lose);
  }
  const text = reach(headers, at, facts);
  if (options || text === null) return lose();
  flow.rewrites.push(...appendArgument(transport, [entryFor('requestInit', text)]));
  flow.usesHeaders = true;
}

function entryFor(style: HeaderStyle, text: string): string {
  const entry = text === 'headers' ? text : `headers: ${text}`;
  return style === 'headers' ? entry : `requestInit: { ${entry} }`;
}

/** Source of the headers as it can stand at a node; null when its binding is not in reach there. */
function reach(headers: Endpoint | null, at: ts.Node, facts: ExpressionFacts): string | null {
  if (!headers) return null;
  const wanted = facts.bindings.symbolOf(headers.name);
  const found = facts.checker.getSymbolsInScope(at, ts.SymbolFlags.Value).find((one) => one.name === headers.name.text);
  return wanted !== undefined && found === wanted ? headers.text : null;
}
