/** Finds every direct call of a file, every use of a direct method as a value, and each `toolkit_versions`. */
import { isPythonSdkModule, PYTHON_NAMESPACES, PYTHON_OWN_NAMES, type PythonMethod } from '../sdk/python/apis.js';
import { toolkitOfTool } from '../sdk/toolkits.js';
import type { Clients } from './clients.js';
import type { ClientFact } from './facts.js';
import type { Module } from './program.js';
import { stringValue } from './strings.js';
import { callOf, unwrap, walk, type SyntaxNode } from './syntax.js';
import { argumentsOf } from './parameters.js';
import type { Tracer } from './trace.js';

export interface FoundSite {
  /** Null for `toolkit_versions`. */
  method: PythonMethod | null;
  use: 'call' | 'value';
  /** The call; for a value the attribute; for `toolkit_versions` the argument. */
  node: SyntaxNode;
  /** Name of the method or argument. */
  name: SyntaxNode;
  client: ClientFact | null;
  untyped: string | null;
  /** The receiver is of the legacy SDK. */
  legacy?: true;
  /** `toolkit_versions`: the construction that it is given to. */
  construction: SyntaxNode | null;
}

export function findSites(module: Module, tracer: Tracer, clients: Clients): FoundSite[] {
  const found: FoundSite[] = [];
  const versions = new Set<SyntaxNode>();
  walk(module.file.root, (node) => {
    if (node.kind === 'attribute') {
      const site = siteAt(node, module, tracer, clients);
      if (site) found.push(site);
    }
    if (node.kind === 'call') {
      for (const site of versionsOf(node, tracer, clients)) {
        if (site.node.file !== module.file || versions.has(site.node)) continue;
        versions.add(site.node);
        found.push(site);
      }
    }
  });
  return found.sort((a, b) => a.name.start - b.name.start);
}

function siteAt(member: SyntaxNode, module: Module, tracer: Tracer, clients: Clients): FoundSite | null {
  const name = member.child('attribute');
  const object = member.child('object');
  if (!name || !object) return null;
  const space = namespaceOf(object, tracer);
  const method = space && PYTHON_NAMESPACES.get(space.name)?.get(name.text);
  const call = callOf(member) ?? null;
  const make = (of: PythonMethod, client: ClientFact | null, untyped: string | null): FoundSite => ({
    method: of,
    use: call ? 'call' : 'value',
    node: call ?? member,
    name,
    client,
    untyped,
    construction: null,
  });
  const other = clients.otherPackage(space?.receiver ?? object);
  if (other === 'raw') return null;
  if (!space || !method) {
    const own = PYTHON_OWN_NAMES.get(name.text);
    if (own && other === 'legacy') return { ...make(own, null, legacy(object)), legacy: true };
    return own && module.usesSdk && isProvider(object, name.text, tracer)
      ? make(own, null, `${shown(object)} is not reached through its client`)
      : null;
  }
  if (other === 'legacy') return { ...make(method, null, legacy(space.receiver)), legacy: true };
  const receiver = clients.recognise(space.receiver);
  if (receiver.kind === 'other') return null;
  if (receiver.kind === 'client') {
    // A name proves nothing where the object of the call is known to be something else.
    return receiver.fact.proof === 'name' && space.isOther ? null : make(method, receiver.fact, null);
  }
  if (receiver.mixed) return make(method, null, `${shown(space.receiver)} may be a Composio client or something else`);
  if (space.isOther) return null;
  const isNamed = /composio/i.test(space.receiver.text);
  if (!isNamed && !module.usesSdk && !isTelling(method, call)) return null;
  return make(method, null, `nothing proves that ${shown(space.receiver)} is a Composio client`);
}

interface Namespace {
  name: string;
  receiver: SyntaxNode;
  /** What stands before the method is something else for certain: a dict called `tools`. */
  isOther: boolean;
}

/** `composio.tools`, or a name that stands for it: `tools = composio.tools`, `experimental.tool_router`. */
function namespaceOf(node: SyntaxNode, tracer: Tracer): Namespace | null {
  const target = unwrap(node);
  if (target.kind === 'attribute') {
    const name = target.child('attribute')?.text ?? '';
    const receiver = target.child('object');
    if (receiver && PYTHON_NAMESPACES.has(name)) {
      return { name, receiver: withoutExperimental(receiver), isOther: isOther(target, tracer) };
    }
  }
  const { values } = tracer.valuesOf(target);
  const [only, another] = values.filter((value) => value.kind !== 'none');
  if (another || only?.kind !== 'namespace') return null;
  const member = only.member;
  const receiver = member.kind === 'attribute' ? member.child('object') : argumentsOf(member)[0];
  return receiver ? { name: only.name, receiver, isOther: false } : null;
}

/** `composio.experimental.tool_router`: the client is one step further. */
function withoutExperimental(receiver: SyntaxNode): SyntaxNode {
  const inner = receiver.kind === 'attribute' && receiver.child('attribute')?.text === 'experimental';
  return inner ? receiver.child('object')! : receiver;
}

function isOther(node: SyntaxNode, tracer: Tracer): boolean {
  const { values, open } = tracer.valuesOf(node);
  const others = values.filter((value) => value.kind !== 'none');
  return (
    !open &&
    others.length > 0 &&
    others.every(
      (value) =>
        ['literal', 'instance', 'class', 'function', 'module'].includes(value.kind) ||
        (value.kind === 'made' && value.name.startsWith('builtins.')),
    )
  );
}

/** A provider method has a name of its own; the project's own objects with such a method are none. */
function isProvider(object: SyntaxNode, method: string, tracer: Tracer): boolean {
  const { values, open } = tracer.valuesOf(object);
  const { classes } = tracer;
  const isDerived = values.some(
    (value) =>
      value.kind === 'instance' &&
      !classes.has(value.node, method) &&
      classes.foreignBases(value.node).some((base) => isPythonSdkModule(base)),
  );
  const isForeign = values.some(
    (value) => (value.kind === 'made' || value.kind === 'external') && !value.name.startsWith('builtins.'),
  );
  return open || values.length === 0 || isForeign || isDerived;
}

/** The call says by itself that it is a direct one: a name that only the SDK has, a tool slug, an argument of its own. */
function isTelling(method: PythonMethod, call: SyntaxNode | null): boolean {
  if (method.name.startsWith('connected_accounts.') || method.name === 'toolkits.authorize') return true;
  if (!call) return false;
  const parts = call.child('arguments')?.parts ?? [];
  const named = parts.filter((part) => part.kind === 'keyword_argument').map((part) => part.child('name')?.text ?? '');
  if (named.includes('user_id') || (method.name === 'tools.get' && named.includes('toolkits'))) return true;
  const slug = parts
    .find((part) => part.kind === 'keyword_argument' && part.child('name')?.text === 'slug')
    ?.child('value');
  const text = stringValue(slug ?? argumentsOf(call)[0] ?? call);
  return text !== null && toolkitOfTool(text).toolkit !== null;
}

/** Each `toolkit_versions` that a construction is given: by name, or in a dict that is spread. */
function versionsOf(call: SyntaxNode, tracer: Tracer, clients: Clients): FoundSite[] {
  if (!clients.isConstruction(call)) return [];
  const site = (node: SyntaxNode, name: SyntaxNode): FoundSite => ({
    method: null,
    use: 'call',
    node,
    name,
    client: null,
    untyped: null,
    construction: call,
  });
  return (call.child('arguments')?.parts ?? []).flatMap((part) => {
    if (part.kind === 'keyword_argument') {
      const name = part.child('name')!;
      return name.text === 'toolkit_versions' ? [site(part, name)] : [];
    }
    if (part.kind !== 'dictionary_splat' || !part.parts[0]) return [];
    return tracer.valuesOf(part.parts[0]).values.flatMap((value) => {
      if (value.kind !== 'literal' || value.node.kind !== 'dictionary') return [];
      const pair = value.node.parts.find(
        (each) => each.kind === 'pair' && stringValue(each.child('key')!) === 'toolkit_versions',
      );
      return pair ? [site(pair, pair.child('key')!)] : [];
    });
  });
}

function legacy(receiver: SyntaxNode): string {
  return `${shown(receiver)} is of the legacy SDK, whose calls have no user and no session`;
}

function shown(node: SyntaxNode): string {
  return node.text.replace(/\s+/g, ' ').slice(0, 60);
}
