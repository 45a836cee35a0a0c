/** Classes of the project: what their objects hold, and which of them are clients by inheritance. */
import { PYTHON_CLIENT_CLASSES } from '../sdk/python/apis.js';
import { parameterName } from './scopes.js';
import { unwrap, walk, type SyntaxNode } from './syntax.js';
import type { Tracer } from './trace.js';
import { NOTHING, one, OPEN, union, type Traced, type Value } from './values.js';

/** Longer chains of bases are not followed. */
const MOST_BASES = 12;

export class Classes {
  /** Class → attribute → what its methods assign to it. */
  private readonly assigned = new Map<
    SyntaxNode,
    Map<string, { value: SyntaxNode | null; type: SyntaxNode | null }[]>
  >();

  constructor(private readonly tracer: Tracer) {}

  /** The class that a function is a method of. */
  ofMethod(fn: SyntaxNode): SyntaxNode | undefined {
    if (fn.kind !== 'function_definition') return undefined;
    const statement = fn.parent?.kind === 'decorated_definition' ? fn.parent : fn;
    const body = statement.parent;
    return body?.kind === 'block' && body.parent?.kind === 'class_definition' ? body.parent : undefined;
  }

  isStatic(fn: SyntaxNode): boolean {
    return decoratorsOf(fn).includes('staticmethod');
  }

  /** What the first parameter of a method is; undefined for any other parameter. */
  receiver(fn: SyntaxNode, parameter: SyntaxNode): Value | undefined {
    const cls = this.ofMethod(fn);
    if (!cls || this.isStatic(fn) || fn.child('parameters')?.parts[0] !== parameter) return undefined;
    if (this.isClient(cls)) return { kind: 'client-type', type: parameter };
    const isOfClass = decoratorsOf(fn).includes('classmethod') || fn.child('name')?.text === '__new__';
    return { kind: isOfClass ? 'class' : 'instance', node: cls };
  }

  /** What calling a class gives: a client where the class is derived from one. */
  made(cls: SyntaxNode, call: SyntaxNode): Traced {
    return this.isClient(cls) ? one({ kind: 'client', call }) : one({ kind: 'instance', node: cls });
  }

  /** What a value of this type is. */
  typed(cls: SyntaxNode, type: SyntaxNode): Traced {
    return this.isClient(cls) ? one({ kind: 'client-type', type }) : one({ kind: 'instance', node: cls });
  }

  isClient(cls: SyntaxNode): boolean {
    return this.lineage(cls).bases.some((base) => base.kind === 'external' && PYTHON_CLIENT_CLASSES.has(base.name));
  }

  derives(cls: SyntaxNode, from: SyntaxNode): boolean {
    return this.lineage(cls).classes.includes(from);
  }

  /** Names of bases that are not of the project. */
  foreignBases(cls: SyntaxNode): string[] {
    return this.lineage(cls).bases.flatMap((base) => (base.kind === 'external' ? [base.name] : []));
  }

  /** What `object.name` is. */
  attribute(value: { kind: 'class' | 'instance'; node: SyntaxNode }, name: string): Traced {
    const { classes } = this.lineage(value.node);
    const isClient = this.isClient(value.node);
    const parts = classes.flatMap((cls) => this.own(cls, name, value.kind));
    if (parts.length > 0) return union(parts);
    if (!isClient) return OPEN;
    return this.tracer.attribute(one({ kind: 'client-type', type: value.node }), name, value.node);
  }

  /** The object says itself what `object.name` is. */
  has(cls: SyntaxNode, name: string): boolean {
    return this.lineage(cls).classes.some((each) => this.own(each, name, 'instance').length > 0);
  }

  /** `with object as name` */
  entered(cls: SyntaxNode): Traced {
    for (const each of this.lineage(cls).classes) {
      const enter = ['__enter__', '__aenter__'].flatMap((name) =>
        this.methods(each).filter((fn) => nameOf(fn) === name),
      );
      if (enter[0]) return this.tracer.returned(enter[0]);
    }
    return one({ kind: 'instance', node: cls });
  }

  private own(cls: SyntaxNode, name: string, kind: 'class' | 'instance'): Traced[] {
    const found: Traced[] = [];
    const scopes = this.tracer.program.scopesOf(cls);
    for (const binding of scopes.of(cls)?.bindings.get(name) ?? []) {
      if (binding.kind === 'value') found.push(this.tracer.valuesOf(binding.value));
      else if (binding.kind === 'typed') found.push(this.tracer.ofType(binding.type));
      else if (binding.kind === 'function') {
        const isProperty = decoratorsOf(binding.node).some((one) => /(^|[._])property$/.test(one));
        found.push(
          isProperty && kind === 'instance'
            ? this.tracer.returned(binding.node)
            : one({ kind: 'function', node: binding.node }),
        );
      } else if (binding.kind === 'class') found.push(one({ kind: 'class', node: binding.node }));
      else found.push(OPEN);
    }
    for (const { value, type } of this.assignments(cls).get(name) ?? []) {
      const declared = type ? this.tracer.ofType(type) : NOTHING;
      if (declared.values.some((each) => each.kind === 'client-type')) found.push(declared);
      else found.push(value ? this.tracer.valuesOf(value) : OPEN);
    }
    // A bare declaration says less than what is assigned.
    const telling = found.filter((each) => each.values.length > 0);
    return telling.length > 0 ? telling : found;
  }

  /** `self.name = value` in the methods of a class, `Class.name = value` in its file. */
  private assignments(cls: SyntaxNode): Map<string, { value: SyntaxNode | null; type: SyntaxNode | null }[]> {
    const known = this.assigned.get(cls);
    if (known) return known;
    const found = new Map<string, { value: SyntaxNode | null; type: SyntaxNode | null }[]>();
    this.assigned.set(cls, found);
    const take = (target: SyntaxNode, value: SyntaxNode | null, type: SyntaxNode | null): void => {
      const name = target.child('attribute')?.text;
      if (name === undefined) return;
      found.set(name, [...(found.get(name) ?? []), { value, type }]);
    };
    const lookAt = (root: SyntaxNode, object: string): void =>
      walk(root, (node) => {
        if (node.kind !== 'assignment') return;
        const [left, right] = [node.child('left'), node.child('right') ?? null];
        if (!left) return;
        if (isAttributeOf(left, object)) take(left, right && lastOf(right), node.child('type') ?? null);
        const values =
          right && ['tuple', 'expression_list', 'list'].includes(unwrap(right).kind) ? unwrap(right).parts : [];
        if (left.kind === 'pattern_list' || left.kind === 'tuple_pattern') {
          left.parts.forEach((part, index) => isAttributeOf(part, object) && take(part, values[index] ?? null, null));
        }
      });
    for (const fn of this.methods(cls)) {
      const first = fn.child('parameters')?.parts[0];
      const self = first && !this.isStatic(fn) ? parameterName(first)?.text : undefined;
      const body = fn.child('body');
      if (self !== undefined && body) lookAt(body, self);
    }
    const name = nameOf(cls);
    if (name !== undefined) lookAt(cls.file.root, name);
    return found;
  }

  private methods(cls: SyntaxNode): SyntaxNode[] {
    const statements = cls.child('body')?.parts ?? [];
    return statements.flatMap((statement) => {
      const definition = statement.kind === 'decorated_definition' ? statement.child('definition') : statement;
      return definition?.kind === 'function_definition' ? [definition] : [];
    });
  }

  /** A class with the classes of the project that it is derived from, and its other bases. */
  private lineage(cls: SyntaxNode): { classes: SyntaxNode[]; bases: Value[] } {
    const classes: SyntaxNode[] = [];
    const bases: Value[] = [];
    const pending = [cls];
    for (let next = pending.shift(); next && classes.length < MOST_BASES; next = pending.shift()) {
      if (classes.includes(next)) continue;
      classes.push(next);
      for (const base of next.child('superclasses')?.parts ?? []) {
        if (base.kind === 'keyword_argument') continue;
        const named = base.kind === 'subscript' ? base.child('value')! : base;
        for (const value of this.tracer.valuesOf(named).values) {
          if (value.kind === 'class') pending.push(value.node);
          else bases.push(value);
        }
      }
    }
    return { classes, bases };
  }
}

/** Texts of the decorators of a function or class, without arguments. */
export function decoratorsOf(node: SyntaxNode): string[] {
  if (node.parent?.kind !== 'decorated_definition') return [];
  return node.parent.parts
    .filter((part) => part.kind === 'decorator')
    .map((decorator) => {
      const [inner] = decorator.parts;
      return (inner?.kind === 'call' ? inner.child('function') : inner)?.text ?? '';
    });
}

function nameOf(node: SyntaxNode): string | undefined {
  return node.child('name')?.text;
}

function isAttributeOf(node: SyntaxNode, object: string): boolean {
  const target = node.kind === 'attribute' ? node.child('object') : undefined;
  return target?.kind === 'identifier' && target.text === object;
}

function lastOf(right: SyntaxNode): SyntaxNode {
  let value = right;
  while (value.kind === 'assignment' && value.child('right')) value = value.child('right')!;
  return value;
}
