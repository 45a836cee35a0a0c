/** What calls give: instances, what functions return, what FastAPI and context managers hand on. */
import { PYTHON_CLIENT_CLASSES } from '../sdk/python/apis.js';
import { argumentsOf } from './parameters.js';
import { stringValue } from './strings.js';
import { walk, type SyntaxNode } from './syntax.js';
import type { Tracer } from './trace.js';
import { NOTHING, one, OPEN, union, type Traced } from './values.js';

export class Results {
  private readonly underWay = new Set<SyntaxNode>();

  constructor(private readonly tracer: Tracer) {}

  valuesOf(node: SyntaxNode): Traced {
    const callee = node.child('function');
    if (!callee) return OPEN;
    const called = this.tracer.valuesOf(callee);
    const parts = called.values.map((value): Traced => {
      switch (value.kind) {
        case 'class':
          return this.tracer.classes.made(value.node, node);
        case 'function':
          return this.returned(value.node);
        case 'external':
          return this.externalCall(value.name, node);
        default:
          return OPEN;
      }
    });
    return union(called.open || parts.length === 0 ? [...parts, OPEN] : parts);
  }

  private externalCall(name: string, node: SyntaxNode): Traced {
    if (PYTHON_CLIENT_CLASSES.has(name)) return one({ kind: 'client', call: node });
    const [first, second, third] = argumentsOf(node);
    switch (name.slice(name.lastIndexOf('.') + 1)) {
      case 'Depends':
      case 'Security':
        return first ? this.calling(first) : OPEN;
      case 'cast':
        return first && second ? union([this.tracer.ofType(first), this.tracer.valuesOf(second)]) : OPEN;
      case 'Provide':
        return first ? this.calling(first) : OPEN;
      case 'next':
      case 'anext':
        return first ? this.tracer.valuesOf(first) : OPEN;
      case 'getattr': {
        const attribute = second && stringValue(second);
        return first && attribute
          ? union([
              this.tracer.attribute(this.tracer.valuesOf(first), attribute, node),
              third ? this.tracer.valuesOf(third) : NOTHING,
            ])
          : OPEN;
      }
      default:
        return one({ kind: 'made', name, call: node });
    }
  }

  /** What calling a function that is named gives. */
  private calling(callee: SyntaxNode): Traced {
    const { values, open } = this.tracer.valuesOf(callee);
    const parts = values.map((value): Traced => {
      if (value.kind === 'function') return this.returned(value.node);
      if (value.kind === 'class') return one({ kind: 'instance', node: value.node });
      if (value.kind === 'external' && PYTHON_CLIENT_CLASSES.has(value.name))
        return one({ kind: 'client-type', type: callee });
      return OPEN;
    });
    return union(open || parts.length === 0 ? [...parts, OPEN] : parts);
  }

  /** What a function gives: by its returns and yields, or by its annotation where these say nothing. */
  returned(fn: SyntaxNode): Traced {
    const body = fn.child('body');
    if (!body) return OPEN;
    if (this.underWay.has(fn)) return NOTHING;
    this.underWay.add(fn);
    try {
      const type = fn.child('return_type');
      const declared = type ? this.tracer.ofType(type) : NOTHING;
      if (declared.values.some((value) => value.kind === 'client-type')) {
        const made = fn.kind === 'lambda' ? this.tracer.valuesOf(body) : this.results(body);
        const clients = made.values.filter((value) => value.kind === 'client');
        return clients.length > 0 ? { values: clients, open: made.open } : { ...declared, open: false };
      }
      const results = fn.kind === 'lambda' ? this.tracer.valuesOf(body) : this.results(body);
      return results.values.some((value) => value.kind !== 'none')
        ? results
        : union([results, declared, declared.values.length > 0 ? NOTHING : OPEN]);
    } finally {
      this.underWay.delete(fn);
    }
  }

  private results(body: SyntaxNode): Traced {
    return union(returnsIn(body).map((node) => (node ? this.tracer.valuesOf(node) : one({ kind: 'none' }))));
  }

  /** `with value as name`: a context manager of the project yields it; others give themselves. */
  entered(node: SyntaxNode): Traced {
    const made = this.tracer.valuesOf(node);
    const parts = made.values.map((value) =>
      value.kind === 'instance' ? this.tracer.classes.entered(value.node) : one(value),
    );
    return union(made.open ? [...parts, OPEN] : parts);
  }
}

/** What a function's own statements return or yield; null for nothing. */
export function returnsIn(body: SyntaxNode): (SyntaxNode | null)[] {
  const found: (SyntaxNode | null)[] = [];
  walk(body, (node) => {
    if (['function_definition', 'lambda', 'class_definition'].includes(node.kind)) return false;
    if (node.kind === 'return_statement' || node.kind === 'yield') found.push(node.parts[0] ?? null);
    return true;
  });
  return found;
}
