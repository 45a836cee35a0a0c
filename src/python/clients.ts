/**
 * Who is a Composio client: by an annotation, by following the value, by its name (`composio…`) where neither says.
 * A local object that only has the same members is none.
 */
import { isPythonRawClient, isPythonSdkModule } from '../sdk/python/apis.js';
import { isLegacyPython } from '../sdk/python/legacy.js';
import type { ClientFact, ConstructionFact } from './facts.js';
import { stringValue } from './strings.js';
import { unwrap, type SyntaxNode } from './syntax.js';
import type { Tracer } from './trace.js';
import type { Value } from './values.js';

/** What a receiver of a direct call is. */
export type Receiver =
  | { kind: 'client'; fact: ClientFact }
  /** Something else for certain. */
  | { kind: 'other' }
  /** Nothing is proven; `mixed`: it may be a client, or something else. */
  | { kind: 'unknown'; mixed: boolean };

const NAME_OF_A_CLIENT = /composio/i;

export class Clients {
  /** Constructions that clients were followed to, by their ids. */
  private readonly met = new Map<string, SyntaxNode>();

  /** @param otherNames names of the client's class beside those that say Composio */
  constructor(
    private readonly tracer: Tracer,
    private readonly otherNames: ReadonlySet<string>,
  ) {}

  recognise(node: SyntaxNode): Receiver {
    const { values, open } = this.tracer.valuesOf(node);
    const clients = values.filter((value) => value.kind === 'client' || value.kind === 'client-type');
    const others = values.filter((value) => this.isOther(value));
    if (clients.length > 0 && others.length === 0) {
      const isTyped = clients.every((value) => value.kind === 'client-type');
      return { kind: 'client', fact: this.fact(node, isTyped ? 'type' : 'value', open) };
    }
    if (clients.length > 0) return { kind: 'unknown', mixed: true };
    if (others.length > 0 && !open) return { kind: 'other' };
    // Of two things in sight one is something else: its name proves nothing.
    if (others.length > 0) return { kind: 'unknown', mixed: false };
    return NAME_OF_A_CLIENT.test(lastName(node))
      ? { kind: 'client', fact: this.fact(node, 'name', true) }
      : { kind: 'unknown', mixed: false };
  }

  /** Every construction that the value may come from; null when not all are known. */
  constructionsOf(node: SyntaxNode): string[] | null {
    const { values, open } = this.tracer.valuesOf(node);
    const made = values.flatMap((value) => {
      if (value.kind !== 'client') return [];
      const id = constructionId(value.call);
      this.met.set(id, value.call);
      return [id];
    });
    const isAll = values.every((value) => value.kind === 'client' || value.kind === 'none');
    return made.length > 0 && isAll && !open ? made : null;
  }

  /** `Composio(…)` of the SDK, or of a class that is derived from it. */
  isConstruction(call: SyntaxNode): boolean {
    // Following every call of a file would lead through the whole project.
    const name = lastName(call);
    if (!NAME_OF_A_CLIENT.test(name) && !this.otherNames.has(name)) return false;
    return this.tracer.valuesOf(call).values.some((value) => value.kind === 'client' && value.call === call);
  }

  /** Package of the provider of a construction that was met, by its id. */
  providerOfConstruction(id: string): string | null {
    const call = this.met.get(id);
    return call ? this.constructionFact(call).provider : null;
  }

  constructionFact(call: SyntaxNode): ConstructionFact {
    const parts = call.child('arguments')?.parts ?? [];
    const named = (name: string): SyntaxNode | undefined =>
      parts.find((part) => part.kind === 'keyword_argument' && part.child('name')?.text === name);
    const isSpread = parts.some((part) => part.kind === 'dictionary_splat');
    const provider =
      named('provider')?.child('value') ?? (parts[0]?.kind === 'keyword_argument' ? undefined : parts[0]);
    return {
      id: constructionId(call),
      path: call.file.path,
      start: call.start,
      end: call.end,
      ...(provider && provider.kind !== 'dictionary_splat'
        ? this.providerOf(provider)
        : { provider: isSpread ? null : 'composio', providerClass: null }),
      versions: isSpread || named('toolkit_versions') !== undefined,
    };
  }

  private providerOf(node: SyntaxNode): Pick<ConstructionFact, 'provider' | 'providerClass'> {
    const { values, open } = this.tracer.valuesOf(node);
    const [made, another] = values;
    if (open || another || made?.kind !== 'made') return { provider: null, providerClass: null };
    const parts = made.name.split('.');
    return { provider: parts[0] ?? null, providerClass: parts.at(-1) ?? null };
  }

  private isOther(value: Value): boolean {
    switch (value.kind) {
      case 'instance':
      case 'class':
        // A protocol or an abstract class says what is expected, not what is given.
        return this.tracer.classes
          .foreignBases(value.node)
          .every((base) => !isPythonSdkModule(base) && !/(?:^|\.)(?:Protocol|ABC)$/.test(base));
      case 'literal':
      case 'module':
      case 'folder':
      case 'function':
        return true;
      case 'made':
        return value.name.startsWith('builtins.') || isForeignMade(value.name);
      default:
        return false;
    }
  }

  /** Which other package of Composio's the value is of: its raw client, which has no direct calls, or its legacy SDK. */
  otherPackage(node: SyntaxNode): 'raw' | 'legacy' | null {
    for (const value of this.tracer.valuesOf(node).values) {
      const names =
        value.kind === 'made'
          ? [value.name]
          : value.kind === 'instance'
            ? this.tracer.classes.foreignBases(value.node)
            : [];
      if (names.some(isPythonRawClient)) return 'raw';
      if (names.some(isForeignMade)) return 'legacy';
    }
    return null;
  }

  private fact(node: SyntaxNode, proof: ClientFact['proof'], open: boolean): ClientFact {
    const constructions = open ? null : this.constructionsOf(node);
    return {
      start: node.start,
      end: node.end,
      text: node.text,
      proof,
      evidence: this.evidence(node, proof),
      constructions,
    };
  }

  private evidence(node: SyntaxNode, proof: ClientFact['proof']): string {
    const text = node.text.replace(/\s+/g, ' ').slice(0, 60);
    const made = this.tracer.valuesOf(node).values.find((value) => value.kind === 'client');
    const where = made?.kind === 'client' ? `, made in ${made.call.file.path}` : '';
    if (proof === 'type') return `${text} is a Composio client by its annotation${where}`;
    if (proof === 'value') return `${text} is a Composio client: its value was followed${where}`;
    return `${text} has no type; it is taken for a Composio client by its name`;
  }
}

/** `Composio` of the raw client, or a class of the legacy SDK. */
function isForeignMade(name: string): boolean {
  const module = name.slice(0, name.lastIndexOf('.'));
  return isPythonRawClient(name) || isLegacyPython(module, name.slice(name.lastIndexOf('.') + 1));
}

export function constructionId(call: SyntaxNode): string {
  return `${call.file.path}:${call.start}`;
}

/** The name by which the code calls a value: of the variable, the attribute, the key, or the function called. */
export function lastName(node: SyntaxNode): string {
  const target = unwrap(node);
  switch (target.kind) {
    case 'identifier':
      return target.text;
    case 'attribute':
      return target.child('attribute')?.text ?? '';
    case 'call':
    case 'await': {
      const inner = target.kind === 'await' ? target.parts[0] : target.child('function');
      return inner ? lastName(inner) : '';
    }
    case 'subscript': {
      const key = target.child('subscript');
      const container = target.child('value');
      return `${container ? lastName(container) : ''} ${key ? (stringValue(key) ?? '') : ''}`;
    }
    default:
      return '';
  }
}
