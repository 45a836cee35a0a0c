/**
 * Older session calls: `experimental.toolRouter.createSession` (@composio/core 0.1.53 to 0.2.6), `toolRouter.create` and
 * `toolRouter.use` (from 0.3.0, the same functions as `create` and `use` of the client), `experimental.create` (in the
 * vendor's examples of 0.3).
 */
import { ts } from 'ts-morph';
import type { DirectApi } from '../sdk/apis.js';
import type { Clients } from './clients.js';
import type { ExpressionFacts } from './expressions.js';
import type { ClientFact, RouterFact, RouterProblem, TextChange } from './facts.js';
import { isMember, memberName, propertyName, propertyValue, unwrap, walk, wrapped } from './nodes.js';
import { otherPackage } from './legacy.js';
import { betaConfig } from './router/betaConfig.js';
import { appendArgument, appendEntries } from './router/entries.js';
import { betaSessionUse, readsMcp } from './router/sessionUse.js';
import { declaredBy } from './sites.js';

export interface FoundRouterSite {
  api: DirectApi;
  /** The methods came and went with versions: code that asks for one is a person's to look at. */
  use: 'call' | 'value';
  node: ts.Node;
  name: ts.Node;
  client: ClientFact | null;
  untyped: string | null;
  router: RouterFact;
}

/** Namespaces of the client → methods in them → name of the call in the report. */
const OLDER: ReadonlyMap<string, ReadonlyMap<string, DirectApi>> = new Map([
  ['experimental.toolRouter', new Map<string, DirectApi>([['createSession', 'toolRouter.createSession']])],
  [
    'toolRouter',
    new Map<string, DirectApi>([
      ['create', 'toolRouter.create'],
      ['use', 'toolRouter.use'],
    ]),
  ],
  ['experimental', new Map<string, DirectApi>([['create', 'experimental.create']])],
]);

const MCP = 'mcp: true';

export function findRouterSites(file: ts.SourceFile, facts: ExpressionFacts, clients: Clients): FoundRouterSite[] {
  const usesSdk = /(?:from|require\(|import\()\s*['"]@composio\//.test(file.text);
  const found: FoundRouterSite[] = [];
  walk(file, (node) => {
    const site = isMember(node)
      ? siteAt(node, facts, clients, usesSdk)
      : ts.isBindingElement(node)
        ? takenOut(node, facts, clients)
        : null;
    if (site) found.push(site);
  });
  return found;
}

type Member = ts.PropertyAccessExpression | ts.ElementAccessExpression;

function siteAt(member: Member, facts: ExpressionFacts, clients: Clients, usesSdk: boolean): FoundRouterSite | null {
  const method = memberName(member);
  if (method === undefined || ![...OLDER.values()].some((methods) => methods.has(method))) return null;
  const space = spaceOf(member.expression, facts);
  const api = space && OLDER.get(space.name)?.get(method);
  if (!space || !api) return null;
  const name = ts.isPropertyAccessExpression(member) ? member.name : member.argumentExpression;
  if (otherPackage(space.receiver, facts) !== null) return null;
  const client = clients.recognise(space.receiver);
  const untyped = client ? null : whyUntyped(space.receiver, name, api, facts, usesSdk);
  if (!client && untyped === null) return null;

  const callee = wrapped(member);
  const call = ts.isCallExpression(callee.parent) && callee.parent.expression === callee ? callee.parent : null;
  const optional = isMember(space.node) && space.node.questionDotToken !== undefined;
  const reachable = space.alias ? space.near && facts.isStable(space.receiver) : true;
  return {
    api,
    use: call ? 'call' : 'value',
    node: call ?? member,
    name,
    client: client && { ...client, optional },
    untyped: untyped ?? (reachable ? null : 'the client is not in reach where its tool router is used'),
    router: routerFact(api, call, member, space, client, facts),
  };
}

/** `const { createSession } = composio.experimental.toolRouter`: the method is taken out as a value. */
function takenOut(element: ts.BindingElement, facts: ExpressionFacts, clients: Clients): FoundRouterSite | null {
  const holder = element.parent.parent;
  const name = element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined);
  const method = propertyName(name);
  if (!ts.isVariableDeclaration(holder) || !holder.initializer || !name || method === undefined) return null;
  const space = spaceOf(holder.initializer, facts);
  const api = space && OLDER.get(space.name)?.get(method);
  const client =
    space && api && otherPackage(space.receiver, facts) === null ? clients.recognise(space.receiver) : null;
  if (!api || !client) return null;
  const router = routerFact(api, null, name, space, client, facts);
  return { api, use: 'value', node: element, name, client, untyped: null, router };
}

interface Space {
  name: string;
  receiver: ts.Expression;
  /** The outermost namespace at the call. */
  node: ts.Expression;
  /** The call goes through a name that stands for the namespace. */
  alias: boolean;
  /** That name is declared in the file of the call. */
  near: boolean;
}

/** `composio.experimental.toolRouter`, or a name that stands for it: `const router = composio.toolRouter`. */
function spaceOf(node: ts.Expression, facts: ExpressionFacts): Space | null {
  const target = unwrap(node) as ts.Expression;
  const direct = isMember(target) ? spaceOfMember(target.expression, memberName(target), target, facts) : null;
  if (direct || !ts.isIdentifier(target)) return direct;
  const symbol = facts.bindings.symbolOf(target);
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration || facts.bindings.writesTo(symbol).length > 0) return null;
  const near = declaration.getSourceFile() === target.getSourceFile();
  const found = aliasedSpace(declaration, target, facts);
  return found && { ...found, alias: true, near };
}

function spaceOfMember(
  object: ts.Expression,
  name: string | undefined,
  node: ts.Expression,
  facts: ExpressionFacts,
): Space | null {
  if (name === 'experimental') return { name, receiver: object, node, alias: false, near: true };
  if (name !== 'toolRouter') return null;
  const outer = spaceOf(object, facts);
  if (outer?.name === 'experimental') return { ...outer, name: 'experimental.toolRouter' };
  return { name, receiver: object, node, alias: false, near: true };
}

/** What `const x = composio.toolRouter` or `const { toolRouter } = composio` stands for. */
function aliasedSpace(declaration: ts.Declaration, node: ts.Expression, facts: ExpressionFacts): Space | null {
  if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
    const value = unwrap(declaration.initializer);
    return isMember(value) ? spaceOfMember(value.expression, memberName(value), node, facts) : null;
  }
  if (!ts.isBindingElement(declaration) || !ts.isIdentifier(declaration.name)) return null;
  const holder = declaration.parent.parent;
  if (!ts.isVariableDeclaration(holder) || !holder.initializer) return null;
  return spaceOfMember(holder.initializer, propertyName(declaration.propertyName ?? declaration.name), node, facts);
}

/** Why a call that looks like one of ours is only reported; null when it is none. */
function whyUntyped(
  receiver: ts.Expression,
  name: ts.Node,
  api: DirectApi,
  facts: ExpressionFacts,
  usesSdk: boolean,
): string | null {
  const declared = declaredBy(name, facts);
  if (declared === 'implementation' || declared === 'elsewhere') return null;
  const named = /composio/i.test(receiver.getText());
  // `toolRouter` and `experimental` are anybody's names; both together with `createSession` are not.
  if (!named && !(usesSdk && api === 'toolRouter.createSession')) return null;
  return `nothing proves that ${receiver.getText().slice(0, 60)} is a Composio client`;
}

function routerFact(
  api: DirectApi,
  call: ts.CallExpression | null,
  member: ts.Node,
  space: Space,
  client: ClientFact | null,
  facts: ExpressionFacts,
): RouterFact {
  const beta = api === 'toolRouter.createSession';
  const callee = call ? unwrap(call.expression) : member;
  // A cast around a namespace opens before the client: the whole name of the call is written again.
  const whole = space.alias || space.receiver.getStart() !== callee.getStart();
  const base = {
    method: api === 'toolRouter.use' ? ('use' as const) : ('create' as const),
    receiver: { start: space.receiver.getStart(), end: space.receiver.getEnd() },
    clientText: whole ? (client?.text ?? null) : null,
    beta,
    openToolkits: false,
  };
  const none = { ...base, rewrites: [], rewritesWithMcp: null };
  if (!call) return { ...none, problem: null };
  const replaced = callee.getText().slice(whole ? 0 : space.receiver.getEnd() - callee.getStart());
  if (/\/[/*]/.test(replaced)) {
    return { ...none, problem: byHand('a comment stands inside the name of the call') };
  }
  if (!beta) {
    const withMcp = readsMcp(call, facts) ? mcpOption(call) : null;
    return { ...base, problem: null, rewrites: [], rewritesWithMcp: withMcp };
  }
  const use = betaSessionUse(call, facts);
  const plain = betaConfig(call, facts, []);
  const problem = plain.problem ?? (use.problem === null ? null : byHand(use.problem));
  if (problem) return { ...none, problem };
  return {
    ...base,
    problem: null,
    openToolkits: plain.openToolkits,
    rewrites: [...plain.rewrites, ...use.rewrites],
    rewritesWithMcp: use.readsMcp ? [...betaConfig(call, facts, [MCP]).rewrites, ...use.rewrites] : null,
  };
}

/** `mcp: true` in the second argument; null where it has it, or cannot take it. */
function mcpOption(call: ts.CallExpression): TextChange[] | null {
  const [first, config] = call.arguments;
  if (!first || call.arguments.some((one) => ts.isSpreadElement(one))) return null;
  if (!config) return appendArgument(call, [MCP]);
  const literal = unwrap(config);
  if (!ts.isObjectLiteralExpression(literal) || propertyValue(literal, 'mcp')) return null;
  return appendEntries(literal, [MCP]);
}

function byHand(message: string): RouterProblem {
  return {
    code: 'unknown-shape',
    message,
    hint: 'make the session with composio.create(user, config), and connect with session.mcp.url and session.mcp.headers',
  };
}
