/** What annotations declare: `Composio`, `Optional[Composio]`, `Annotated[Composio, Depends(get)]`, `"Composio | None"`. */
import { PYTHON_CLIENT_CLASSES } from '../sdk/python/apis.js';
import type { Module } from './program.js';
import type { Binding, Import } from './scopes.js';
import { stringValue } from './strings.js';
import { unwrap, type SyntaxNode } from './syntax.js';
import type { Tracer } from './trace.js';
import { NOTHING, one, OPEN, union, type Traced } from './values.js';

export class Annotations {
  private readonly underWay = new Set<SyntaxNode>();

  constructor(private readonly tracer: Tracer) {}

  /** What an annotation declares. */
  ofType(type: SyntaxNode): Traced {
    const node = type.kind === 'type' && type.parts[0] ? type.parts[0] : unwrap(type);
    if (this.underWay.has(node)) return NOTHING;
    this.underWay.add(node);
    try {
      return this.readType(node);
    } finally {
      this.underWay.delete(node);
    }
  }

  private readType(node: SyntaxNode): Traced {
    switch (node.kind) {
      case 'none':
        return one({ kind: 'none' });
      case 'string':
      case 'concatenated_string':
        return this.quotedType(node);
      case 'identifier':
      case 'attribute':
        return this.namedType(this.tracer.valuesOf(node), node);
      case 'union_type':
      case 'binary_operator':
        return union(node.parts.map((part) => this.ofType(part)));
      case 'generic_type':
      case 'subscript':
        return this.genericType(node);
      case 'member_type':
        return this.quotedType(node);
      default:
        return OPEN;
    }
  }

  private namedType({ values, open }: Traced, node: SyntaxNode): Traced {
    const parts = values.map((value): Traced => {
      if (value.kind === 'external') {
        if (PYTHON_CLIENT_CLASSES.has(value.name)) return one({ kind: 'client-type', type: node });
        // `object` says nothing.
        const isOfLanguage = value.name.startsWith('builtins.') && value.name !== 'builtins.object';
        return isOfLanguage ? one({ kind: 'made', name: value.name, call: node }) : OPEN;
      }
      if (value.kind === 'class') return this.tracer.classes.typed(value.node, node);
      return OPEN;
    });
    // `ComposioDep = Annotated[Composio, Depends(get_composio)]`
    const alias = node.kind === 'identifier' ? this.aliasedType(node) : undefined;
    return alias ?? union(open || parts.length === 0 ? [...parts, OPEN] : parts);
  }

  private aliasedType(node: SyntaxNode): Traced | undefined {
    const use = this.tracer.program.moduleOf(node);
    const [binding] = use.scopes.lookup(node.text, node);
    const found = binding?.kind === 'import' ? this.definition(binding.import, use) : binding;
    if (found?.kind !== 'value' || !['subscript', 'binary_operator'].includes(found.value.kind)) return undefined;
    return this.ofType(found.value);
  }

  private definition({ level, module, name }: Import, from: Module): Binding | undefined {
    const target = this.tracer.program.resolve(from, level, module);
    if (target.kind !== 'module' || name === null) return undefined;
    return target.module.scopes.module.bindings.get(name)?.[0];
  }

  private genericType(node: SyntaxNode): Traced {
    const [head, ...rest] = node.parts;
    if (!head) return OPEN;
    const items = rest.flatMap((part) => (part.kind === 'type_parameter' ? part.parts : [part]));
    const name = head.text.slice(head.text.lastIndexOf('.') + 1);
    if (name === 'Optional' || name === 'Union') return union(items.map((item) => this.ofType(item)));
    if (name === 'Annotated') return this.annotated(items);
    if (['Generator', 'Iterator', 'AsyncGenerator', 'AsyncIterator', 'Awaitable', 'Final', 'ClassVar'].includes(name)) {
      return items[0] ? this.ofType(items[0]) : OPEN;
    }
    return this.namedType(this.tracer.valuesOf(head), head);
  }

  private annotated(items: readonly SyntaxNode[]): Traced {
    const declared = items[0] ? this.ofType(items[0]) : OPEN;
    for (const item of items.slice(1)) {
      const made = item.kind === 'type' && item.parts[0] ? item.parts[0] : item;
      if (made.kind !== 'call' || !/(^|\.)Depends$/.test(made.child('function')?.text ?? '')) continue;
      const given = this.tracer.valuesOf(made);
      if (given.values.some((value) => value.kind === 'client' || value.kind === 'client-type')) return given;
    }
    return declared;
  }

  /** `"Composio | None"`: the names in it, looked up where it stands. */
  private quotedType(node: SyntaxNode): Traced {
    const text = stringValue(node) ?? node.text;
    const parts = (text.match(/[\w.]+/g) ?? []).map((words): Traced => {
      const [first = '', ...rest] = words.split('.');
      let found = this.tracer.name(first, node);
      for (const word of rest) found = this.tracer.attribute(found, word, node);
      return this.namedType(found, node);
    });
    const telling = parts.filter((part) => part.values.length > 0);
    return telling.length > 0 ? union(telling) : OPEN;
  }
}
