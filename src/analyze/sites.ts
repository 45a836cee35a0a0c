/** Finds every direct call of a file, and every use of a direct method as a value. */
import { ts } from 'ts-morph';
import { DIRECT_METHODS, type DirectApi } from '../sdk/apis.js';
import { toolkitOfTool } from '../sdk/toolkits.js';
import type { Clients } from './clients.js';
import type { ExpressionFacts } from './expressions.js';
import type { ClientFact } from './facts.js';
import { legacyClient, otherPackage } from './legacy.js';
import { isMember, memberName, propertyName, propertyValue, unwrap, walk, wrapped } from './nodes.js';
import { configLiteral, lastName } from './clients.js';
import { isOfTest, isTested } from './tested.js';

export interface FoundSite {
  api: DirectApi;
  /** `probe`: only asked for (`typeof client.tools.get`); `test`: a test asks for it or replaces it, which is no site. */
  use: 'call' | 'value' | 'probe' | 'test';
  /** The call; for another use the member expression; for `toolkitVersions` the property. */
  node: ts.Node;
  /** Name of the method or property. */
  name: ts.Node;
  client: ClientFact | null;
  untyped: string | null;
  /** The receiver is of the legacy SDK. */
  legacy?: true;
  /** `toolkitVersions`: the construction that it is given to; null when it cannot be told. */
  construction: ts.NewExpression | null;
}

const CLIENT_NAMESPACES: ReadonlySet<string> = new Set(DIRECT_METHODS.keys());
/** Provider methods have names of their own: they count by the method alone in a file that imports the SDK. */
const OWN_NAMES: ReadonlySet<string> = new Set(['handleToolCalls', 'executeToolCall']);

export function findSites(file: ts.SourceFile, facts: ExpressionFacts, clients: Clients): FoundSite[] {
  const usesSdk = /(?:from|require\(|import\()\s*['"]@composio\//.test(file.text);
  const found: FoundSite[] = [];
  const versionProperties = new Map<ts.Node, ts.NewExpression | null>();

  walk(file, (node) => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return false;
    if (clients.isConstruction(node)) {
      const config = node.arguments?.[0] && configLiteral(node.arguments[0], facts);
      const property = config?.properties.find((one) => propertyName(one.name) === 'toolkitVersions');
      if (property) versionProperties.set(property, node);
    }
    if (isVersionsProperty(node) && usesSdk && !versionProperties.has(node)) versionProperties.set(node, null);
    if (isMember(node)) {
      const site = siteAt(node, facts, clients, usesSdk);
      if (site) found.push(site);
    }
    if (ts.isBindingElement(node)) {
      const site = takenMethod(node, facts, clients);
      if (site) found.push(site);
    }
    return true;
  });
  for (const [property, construction] of versionProperties) {
    if (property.getSourceFile() !== file) continue;
    found.push({
      api: 'toolkitVersions',
      use: 'call',
      node: property,
      name: (property as ts.PropertyAssignment).name,
      client: null,
      untyped: null,
      construction,
    });
  }
  return found.sort((a, b) => a.name.getStart() - b.name.getStart());
}

function isVersionsProperty(node: ts.Node): boolean {
  const isProperty = ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node);
  return isProperty && propertyName(node.name) === 'toolkitVersions' && ts.isObjectLiteralExpression(node.parent);
}

function siteAt(
  member: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  facts: ExpressionFacts,
  clients: Clients,
  usesSdk: boolean,
): FoundSite | null {
  const method = memberName(member);
  if (method === undefined) return null;
  const space = namespaceOf(member.expression, facts);
  const isDirect = space !== null && DIRECT_METHODS.get(space.name)?.has(method) === true;
  const typed = isDirect ? null : namespaceByType(member, facts);
  if (!isDirect && typed === null && !(OWN_NAMES.has(method) && usesSdk)) return null;

  const callee = wrapped(member);
  const call = ts.isCallExpression(callee.parent) && callee.parent.expression === callee ? callee.parent : null;
  const name = ts.isPropertyAccessExpression(member) ? member.name : member.argumentExpression;
  const make = (client: ClientFact | null, untyped: string | null): FoundSite => ({
    api: `${isDirect ? space.name : (typed ?? 'provider')}.${method}` as DirectApi,
    use: call ? 'call' : isOfTest(member) ? 'test' : isTested(member) ? 'probe' : 'value',
    node: call ?? member,
    name,
    client,
    untyped,
    construction: null,
  });

  const declared = declaredBy(name, facts);
  if (declared === 'implementation') return null;
  if (!isDirect || !space) {
    if (otherPackage(member.expression, facts) === 'legacy') return null;
    const provided = declared === 'sdk' || OWN_NAMES.has(method);
    return provided
      ? make(null, `${lastName(member.expression) || `the ${typed ?? 'provider'}`} is not reached through its client`)
      : null;
  }
  const { receiver } = space;
  const other = otherPackage(receiver, facts);
  // The raw client has a class of the same name with calls of its own: none of them is direct code.
  if (other === 'raw') return null;
  if (other === 'legacy') return { ...make(null, legacyClient(receiver, `${space.name}.${method}`)), legacy: true };
  const client = clients.recognise(receiver);
  if (client) {
    const optional = isMember(space.node) && space.node.questionDotToken !== undefined;
    const fact = { ...client, optional };
    if (declared === 'signature') return make(null, handWritten(receiver, facts));
    return make(fact, space.reachable ? null : `the client is not in reach where its ${space.name} are used`);
  }
  if (declared === 'sdk') return make(null, `${receiver.getText()} has only a part of a client's type`);
  if (declared === 'elsewhere') return null;
  const named = /composio/i.test(receiver.getText()) || /composio/i.test(typeName(receiver, facts));
  if (declared === 'signature') {
    return named || clients.isClient(receiver) ? make(null, handWritten(receiver, facts)) : null;
  }
  if (!named && !usesSdk && !isTelling(space.name, call)) return null;
  return make(null, `nothing proves that ${receiver.getText().slice(0, 60)} is a Composio client`);
}

function handWritten(receiver: ts.Expression, facts: ExpressionFacts): string {
  return `${receiver.getText().slice(0, 60)} has a type written by hand (${typeName(receiver, facts)}), which has no sessions`;
}

function typeName(node: ts.Expression, facts: ExpressionFacts): string {
  return facts.checker.typeToString(facts.checker.getTypeAtLocation(node)).slice(0, 60);
}

/** Classes of the SDK with direct methods, and the namespace of the client that each of them is. */
const NAMESPACE_CLASSES: ReadonlyMap<string, string> = new Map([
  ['Tools', 'tools'],
  ['ConnectedAccounts', 'connectedAccounts'],
  ['Toolkits', 'toolkits'],
]);

/** `tools.execute` on a value that has the type of `composio.tools`, wherever it comes from. */
function namespaceByType(
  member: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  facts: ExpressionFacts,
): string | null {
  const method = memberName(member);
  const isMethod = [...DIRECT_METHODS.values()].some((methods) => method !== undefined && methods.has(method));
  if (!isMethod) return null;
  const name = ts.isPropertyAccessExpression(member) ? member.name : member.argumentExpression;
  const declaration = facts.bindings.symbolOf(name)?.declarations?.[0];
  const owner = declaration?.parent;
  if (!owner || !ts.isClassDeclaration(owner) || !facts.program.isSdk(owner.getSourceFile())) return null;
  const className = owner.name?.text ?? '';
  const space = NAMESPACE_CLASSES.get(className) ?? (className.endsWith('Provider') ? 'provider' : undefined);
  return space !== undefined && method !== undefined && DIRECT_METHODS.get(space)?.has(method) ? space : null;
}

interface Namespace {
  name: string;
  receiver: ts.Expression;
  /** The expression of the namespace at the call. */
  node: ts.Expression;
  /** The receiver can be written where the call is. */
  reachable: boolean;
}

/** The call says by itself that it is a direct one: a name that only the SDK has, a tool slug, a filter. */
function isTelling(space: string, call: ts.CallExpression | null): boolean {
  if (space === 'connectedAccounts' || space === 'toolkits') return true;
  const [first, second] = call?.arguments ?? [];
  if (first && ts.isStringLiteralLike(first) && toolkitOfTool(first.text).toolkit !== null) return true;
  const keys = ['userId', 'toolkits', 'tools', 'authConfigIds'];
  return (
    !!second && ts.isObjectLiteralExpression(second) && keys.some((key) => propertyValue(second, key) !== undefined)
  );
}

/** `const { execute } = composio.tools`, `const { tools: { get } } = composio`: a method taken out as a value. */
function takenMethod(element: ts.BindingElement, facts: ExpressionFacts, clients: Clients): FoundSite | null {
  const method = keyOf(element);
  const pattern = element.parent;
  const holder = pattern.parent;
  let space: string | undefined;
  let receiver: ts.Expression | undefined;
  if (ts.isVariableDeclaration(holder) && holder.initializer) {
    const found = namespaceOf(holder.initializer, facts);
    [space, receiver] = [found?.name, found?.receiver];
  } else if (ts.isBindingElement(holder) && ts.isVariableDeclaration(holder.parent.parent)) {
    [space, receiver] = [keyOf(holder), holder.parent.parent.initializer];
  }
  if (method === undefined || space === undefined || !receiver || !DIRECT_METHODS.get(space)?.has(method)) return null;
  const client = clients.recognise(receiver);
  if (!client) return null;
  const api = `${space}.${method}` as DirectApi;
  return {
    api,
    use: 'value',
    node: element,
    name: element.propertyName ?? element.name,
    client,
    untyped: null,
    construction: null,
  };
}

function keyOf(element: ts.BindingElement): string | undefined {
  return propertyName(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined));
}

/** `composio.tools`, or a name that stands for it: `const { tools } = composio`, `const tools = composio.tools`. */
function namespaceOf(node: ts.Expression, facts: ExpressionFacts): Namespace | null {
  const target = unwrap(node) as ts.Expression;
  if (isMember(target)) {
    const name = memberName(target);
    if (name !== undefined && CLIENT_NAMESPACES.has(name)) {
      return { name, receiver: target.expression, node: target, reachable: true };
    }
    return null;
  }
  if (!ts.isIdentifier(target)) return null;
  const symbol = facts.bindings.symbolOf(target);
  const declaration = symbol?.declarations?.[0];
  const found = declaration && namespaceDeclared(declaration);
  if (!symbol || !found || facts.bindings.writesTo(symbol).length > 0) return null;
  const sameFile = declaration.getSourceFile() === target.getSourceFile();
  return { ...found, node: target, reachable: sameFile && facts.isStable(found.receiver) };
}

/** The declaration takes a namespace of some value: its name and that value. */
function namespaceDeclared(declaration: ts.Declaration): Pick<Namespace, 'name' | 'receiver'> | null {
  if (ts.isBindingElement(declaration)) {
    const holder = declaration.parent.parent;
    const name = keyOf(declaration);
    const isOne = name !== undefined && CLIENT_NAMESPACES.has(name);
    return isOne && ts.isVariableDeclaration(holder) && holder.initializer
      ? { name, receiver: holder.initializer }
      : null;
  }
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return null;
  const inner = unwrap(declaration.initializer);
  const name = isMember(inner) ? memberName(inner) : undefined;
  return isMember(inner) && name !== undefined && CLIENT_NAMESPACES.has(name)
    ? { name, receiver: inner.expression }
    : null;
}

type Declared = 'sdk' | 'implementation' | 'signature' | 'elsewhere' | 'unknown';

/** Where the method is declared: in the SDK, with a body in the user's code, as a bare signature, in the language's library. */
export function declaredBy(name: ts.Node, facts: ExpressionFacts): Declared {
  const declarations = facts.bindings.symbolOf(name)?.declarations ?? [];
  const [first] = declarations;
  if (!first) return 'unknown';
  const file = first.getSourceFile();
  if (facts.program.isSdk(file)) return 'sdk';
  if (file.isDeclarationFile) return 'elsewhere';
  const hasBody = declarations.some(
    (one) =>
      (ts.isFunctionLike(one) && 'body' in one && one.body !== undefined) ||
      ((ts.isPropertyAssignment(one) || ts.isPropertyDeclaration(one)) && one.initializer !== undefined) ||
      ts.isShorthandPropertyAssignment(one) ||
      ts.isBinaryExpression(one) ||
      isMember(one),
  );
  return hasBody ? 'implementation' : 'signature';
}
