/**
 * What becomes of a session that an older call makes. The first form gave `{ sessionId, url }`; today's session has
 * `mcp: { url, headers }`, and its endpoint takes no request without these headers.
 * Source: `ToolRouterSessionSchema` of @composio/core 0.2.6; `createMCPServerConfig` of 0.3.0, `ToolRouterSession` of 0.19.0.
 */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from '../expressions.js';
import type { TextChange } from '../facts.js';
import {
  functionAround,
  isAsync,
  isFunction,
  isMember,
  isWriteTarget,
  memberName,
  propertyName,
  unwrap,
  wrapped,
} from '../nodes.js';
import { callsOf } from '../trace.js';
import { isTested } from '../tested.js';
import { describePlace, isExported, isPrinted, nameOf } from './places.js';
import { followUrl, type Endpoint } from './urlUse.js';

export interface SessionUse {
  rewrites: TextChange[];
  /** `mcp` of the new session is read, now or after the rewrites. */
  readsMcp: boolean;
  /** Why a use of the session cannot be carried over; null when all are. */
  problem: string | null;
}

const MAX_DEPTH = 4;

class Lost extends Error {}

function lose(message: string): never {
  throw new Lost(message);
}

/** Follows the `{ sessionId, url }` that `createSession` gave, and turns every read of it into one of today's session. */
export function betaSessionUse(call: ts.CallExpression, facts: ExpressionFacts): SessionUse {
  const use: SessionUse = { rewrites: [], readsMcp: false, problem: null };
  try {
    new BetaSession(facts, use).promise(call, 0);
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    return { rewrites: [], readsMcp: false, problem: error.message };
  }
  return use;
}

class BetaSession {
  constructor(
    private readonly facts: ExpressionFacts,
    private readonly use: SessionUse,
  ) {}

  /** An expression whose value is a promise of the session. */
  promise(node: ts.Expression, depth: number): void {
    const outer = wrapped(node);
    if (ts.isAwaitExpression(outer.parent)) return this.session(outer.parent, depth);
    if (ts.isReturnStatement(outer.parent) || ts.isArrowFunction(outer.parent))
      return this.returned(outer, true, depth);
    if (!ts.isExpressionStatement(outer.parent)) lose(`the promise of the session ${describePlace(outer)}`);
  }

  /** An expression whose value is the session. */
  private session(node: ts.Expression, depth: number): void {
    const outer = wrapped(node);
    const { parent } = outer;
    if (ts.isExpressionStatement(parent)) return;
    if (isMember(parent) && parent.expression === outer) return this.read(parent, null);
    if (ts.isVariableDeclaration(parent) && parent.initializer === outer) return this.declared(parent);
    if (
      ts.isBinaryExpression(parent) &&
      parent.right === outer &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    )
      return this.assigned(parent);
    if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return this.returned(outer, false, depth);
    lose(`the session ${describePlace(outer)}`);
  }

  private declared(declaration: ts.VariableDeclaration): void {
    if (declaration.type) lose(`the session has the written type ${declaration.type.getText()}`);
    if (isExported(declaration)) lose('the session is exported');
    if (ts.isObjectBindingPattern(declaration.name)) return this.destructured(declaration.name);
    if (ts.isIdentifier(declaration.name)) return this.variable(declaration.name, []);
    lose('the session is destructured as a list');
  }

  /** `let session; … session = await …`, with no other value. */
  private assigned(assignment: ts.BinaryExpression): void {
    const target = unwrap(assignment.left);
    if (!ts.isIdentifier(target) || !ts.isExpressionStatement(assignment.parent)) {
      lose(`the session is stored in ${assignment.left.getText()}`);
    }
    const declaration = this.facts.bindings.symbolOf(target)?.declarations?.[0];
    if (!declaration || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) {
      lose(`the session is stored in ${target.text}`);
    }
    if (declaration.type) lose(`the session has the written type ${declaration.type.getText()}`);
    if (declaration.initializer || isExported(declaration)) lose(`${target.text} holds other values too`);
    this.variable(declaration.name, [target]);
  }

  private variable(name: ts.Identifier, writes: readonly ts.Node[]): void {
    const { bindings } = this.facts;
    const symbol = bindings.symbolOf(name);
    if (!symbol || bindings.writesTo(symbol).some((write) => !writes.includes(write))) {
      lose(`${name.text} holds other values too`);
    }
    for (const reference of bindings.referencesTo(symbol, name.getSourceFile())) {
      if (reference === name || writes.includes(reference)) continue;
      const outer = wrapped(reference);
      const { parent } = outer;
      if (isMember(parent) && parent.expression === outer) this.read(parent, { text: name.text, name });
      else if (
        ts.isVariableDeclaration(parent) &&
        parent.initializer === outer &&
        ts.isObjectBindingPattern(parent.name)
      )
        this.destructured(parent.name);
      else if (ts.isReturnStatement(parent)) this.returned(outer, false, 1);
      else if (!isTested(outer)) lose(`the session ${describePlace(outer)}`);
    }
  }

  private read(member: ts.PropertyAccessExpression | ts.ElementAccessExpression, holder: Endpoint | null): void {
    const name = memberName(member);
    if (name === 'sessionId') return;
    if (name !== 'url' || !ts.isPropertyAccessExpression(member)) lose(`${nameOf(member)} of the session is not known`);
    if (isWriteTarget(member)) lose('the url of the session is written');
    const headers = holder && { ...holder, text: `${holder.text}.mcp.headers` };
    this.use.rewrites.push({ start: member.name.getStart(), end: member.name.getEnd(), text: 'mcp.url' });
    this.url(member, headers);
  }

  private destructured(pattern: ts.ObjectBindingPattern): void {
    for (const element of pattern.elements) {
      const name = propertyName(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined));
      if (element.dotDotDotToken || element.initializer || !ts.isIdentifier(element.name)) {
        lose('the session is destructured with a rest or defaults');
      }
      if (name === 'sessionId') continue;
      if (name !== 'url') lose(`${name ?? 'a part'} of the session is not known`);
      const headers = this.freeName(element.name);
      const before = this.use.rewrites.length;
      const endpoint = { text: headers, name: element.name };
      const usesHeaders = this.urlBinding(element.name, endpoint);
      const url = element.name.text === 'url' ? 'url' : `url: ${element.name.text}`;
      const wanted = headers === 'headers' ? 'headers' : `headers: ${headers}`;
      const text = `mcp: { ${url}${usesHeaders ? `, ${wanted}` : ''} }`;
      this.use.rewrites.splice(before, 0, { start: element.getStart(), end: element.getEnd(), text });
    }
  }

  /** A name for the headers that nothing in the file has. */
  private freeName(near: ts.Node): string {
    const names = new Set(this.facts.checker.getSymbolsInScope(near, ts.SymbolFlags.Value).map((one) => one.name));
    const { text } = near.getSourceFile();
    const free = ['headers', 'mcpHeaders', 'sessionHeaders'].find(
      (name) => !names.has(name) && !new RegExp(`\\b${name}\\b(?!\\s*:)`).test(text),
    );
    return free ?? lose('there is no free name for the headers of the session');
  }

  /** The function that makes the session: its callers get it. */
  private returned(node: ts.Node, isPromise: boolean, depth: number): void {
    const owner = functionAround(node);
    if (!owner || depth > MAX_DEPTH || !isFunction(owner)) lose('the session is returned');
    const name = ts.isFunctionDeclaration(owner) ? owner.name : wrapped(owner).parent;
    const declaration = name && ts.isVariableDeclaration(name) ? name : owner;
    if (owner.type || (declaration !== owner && 'type' in declaration && declaration.type)) {
      lose('the session is returned by a function with a written type');
    }
    if (isExported(declaration)) lose('the session is returned by a function that other files may call');
    const calls = callsOf(owner, this.facts);
    if (!calls || calls.some((one) => one.getSourceFile() !== owner.getSourceFile())) {
      lose('the session is returned to callers that cannot all be seen');
    }
    for (const call of calls) {
      if (isPromise || isAsync(owner)) this.promise(call, depth + 1);
      else this.session(call, depth + 1);
    }
  }

  private url(node: ts.Expression, headers: Endpoint | null): boolean {
    this.use.readsMcp = true;
    const flow = followUrl(node, headers, this.facts);
    if (flow.problem !== null) lose(flow.problem);
    this.use.rewrites.push(...flow.rewrites);
    return flow.usesHeaders;
  }

  private urlBinding(name: ts.Identifier, headers: Endpoint): boolean {
    const symbol = this.facts.bindings.symbolOf(name);
    if (!symbol || this.facts.bindings.writesTo(symbol).length > 0) lose(`${name.text} holds other values too`);
    this.use.readsMcp = true;
    let uses = false;
    for (const reference of this.facts.bindings.referencesTo(symbol, name.getSourceFile())) {
      if (reference !== name) uses = this.url(reference, headers) || uses;
    }
    return uses;
  }
}

/**
 * Whether `mcp` is read of a session that `toolRouter.create`, `toolRouter.use` or `experimental.create` gave: seen where
 * the session is, or anywhere in the file when the session goes further.
 */
export function readsMcp(call: ts.CallExpression, facts: ExpressionFacts): boolean {
  const awaited = wrapped(call).parent;
  const outer = wrapped(ts.isAwaitExpression(awaited) ? awaited : call);
  const { parent } = outer;
  if (ts.isExpressionStatement(parent)) return false;
  if (isMember(parent) && parent.expression === outer) return memberName(parent) === 'mcp';
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) {
    return parent.name.elements.some((one) => propertyName(one.propertyName ?? (one.name as ts.Identifier)) === 'mcp');
  }
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && !isExported(parent)) {
    const symbol = facts.bindings.symbolOf(parent.name);
    const uses = symbol ? facts.bindings.referencesTo(symbol, parent.getSourceFile()) : [];
    const members = uses.filter((one) => one !== parent.name).map((one) => wrapped(one));
    if (members.some((one) => isMember(one.parent) && memberName(one.parent) === 'mcp')) return true;
    if (members.every((one) => isMember(one.parent) || isPrinted(one as ts.Expression))) return false;
  }
  return /\bmcp\s*(?:[!?]?\.\s*(?:url|headers|type)\b|\})/.test(call.getSourceFile().text);
}
