/** Follows values through names, attributes, calls, parameters and files, as far as the code in sight tells. */
import { PYTHON_CLIENT_CLASSES, PYTHON_NAMESPACES } from '../sdk/python/apis.js';
import { Annotations } from './annotations.js';
import { Classes } from './classes.js';
import { Parameters } from './parameters.js';
import type { Module, Program, Resolved } from './program.js';
import { Results, returnsIn } from './results.js';
import type { Binding, Import } from './scopes.js';
import { stringValue } from './strings.js';
import { around, unwrap, type SyntaxNode } from './syntax.js';
import { NOTHING, one, OPEN, union, type Traced, type Value } from './values.js';

/** Ways longer than this are left open. */
const LONGEST_WAY = 40;

const LITERALS: ReadonlySet<string> = new Set([
  'string',
  'concatenated_string',
  'integer',
  'float',
  'true',
  'false',
  'list',
  'tuple',
  'dictionary',
  'set',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
  'comparison_operator',
  'not_operator',
]);

/** Functions and types of the language that matter here. */
const BUILT_IN: ReadonlySet<string> = new Set(
  'next anext getattr object dict list set tuple str int float bool type super open print len iter map filter zip Exception'.split(
    ' ',
  ),
);

export class Tracer {
  readonly classes: Classes;
  private readonly annotations: Annotations;
  private readonly parameters: Parameters;
  private readonly calls: Results;
  private readonly underWay = new Set<SyntaxNode>();
  private readonly known = new Map<SyntaxNode, Traced>();

  constructor(readonly program: Program) {
    this.classes = new Classes(this);
    this.annotations = new Annotations(this);
    this.parameters = new Parameters(this);
    this.calls = new Results(this);
  }

  /** What an expression can be. */
  valuesOf(node: SyntaxNode): Traced {
    const target = unwrap(node);
    const known = this.known.get(target);
    if (known) return known;
    // A value that depends on itself adds nothing to itself.
    if (this.underWay.has(target)) return NOTHING;
    if (this.underWay.size > LONGEST_WAY) return OPEN;
    const isFirst = this.underWay.size === 0;
    this.underWay.add(target);
    try {
      const found = this.follow(target);
      if (isFirst) this.known.set(target, found);
      return found;
    } finally {
      this.underWay.delete(target);
    }
  }

  private follow(node: SyntaxNode): Traced {
    if (LITERALS.has(node.kind)) return one({ kind: 'literal', node });
    switch (node.kind) {
      case 'identifier':
        return this.name(node.text, node);
      case 'none':
        return one({ kind: 'none' });
      case 'lambda':
        return one({ kind: 'function', node });
      case 'attribute': {
        const [object, attribute] = [node.child('object'), node.child('attribute')];
        return object && attribute ? this.attribute(this.valuesOf(object), attribute.text, node) : OPEN;
      }
      case 'call':
        return this.calls.valuesOf(node);
      case 'await':
        return node.parts[0] ? this.valuesOf(node.parts[0]) : OPEN;
      case 'conditional_expression': {
        const [then, , otherwise] = node.parts;
        return then && otherwise ? union([this.valuesOf(then), this.valuesOf(otherwise)]) : OPEN;
      }
      case 'boolean_operator':
        return union(node.parts.map((part) => this.valuesOf(part)));
      case 'named_expression':
        return node.child('value') ? this.valuesOf(node.child('value')!) : OPEN;
      case 'subscript':
        return this.subscript(node);
      default:
        return OPEN;
    }
  }

  /** What a name stands for where it is used. */
  name(name: string, use: SyntaxNode): Traced {
    const module = this.program.moduleOf(use);
    const bindings = module.scopes.lookup(name, use);
    if (bindings.length > 0) return this.ofBindings(bindings);
    const starred = this.throughStars(module, name);
    if (starred) return starred;
    return BUILT_IN.has(name) ? one({ kind: 'external', name: `builtins.${name}` }) : OPEN;
  }

  private ofBindings(bindings: readonly Binding[]): Traced {
    const typed = bindings.filter((each) => each.kind === 'typed');
    const others = bindings.filter((each) => each.kind !== 'typed');
    const types = union(typed.map((each) => this.ofType(each.type)));
    if (types.values.some((value) => value.kind === 'client-type')) return types;
    const assigned = union(others.map((each) => this.ofBinding(each)));
    if (others.length > 0) return assigned;
    return types.values.length > 0 ? types : OPEN;
  }

  private ofBinding(binding: Binding): Traced {
    // Two modules may import a name from each other.
    if (binding.kind === 'import' && this.underWay.has(binding.node)) return NOTHING;
    if (binding.kind !== 'import') return this.readBinding(binding);
    this.underWay.add(binding.node);
    try {
      return this.readBinding(binding);
    } finally {
      this.underWay.delete(binding.node);
    }
  }

  private readBinding(binding: Binding): Traced {
    switch (binding.kind) {
      case 'value':
        return this.valuesOf(binding.value);
      case 'typed':
        return this.ofType(binding.type);
      case 'element': {
        return this.element(binding.value, binding.index);
      }
      case 'entered':
        return this.calls.entered(binding.value);
      case 'iterated':
        return this.iterated(binding.value);
      case 'import':
        return this.imported(binding.import, this.program.moduleOf(binding.node));
      case 'function':
        return one({ kind: 'function', node: binding.node });
      case 'class':
        return one({ kind: 'class', node: binding.node });
      case 'parameter':
        return this.parameters.valuesOf(binding.parameter);
      default:
        return OPEN;
    }
  }

  private iterated(node: SyntaxNode): Traced {
    const value = unwrap(node);
    const isList =
      ['list', 'tuple', 'set'].includes(value.kind) && value.parts.every((part) => part.kind !== 'list_splat');
    return isList ? union(value.parts.map((part) => this.valuesOf(part))) : OPEN;
  }

  /** One of several values: of a tuple, or of a function that returns one. */
  private element(node: SyntaxNode, index: number): Traced {
    const value = unwrap(node);
    if (['tuple', 'list', 'expression_list'].includes(value.kind)) {
      const item = value.parts.some((part) => part.kind === 'list_splat') ? undefined : value.parts[index];
      return item ? this.valuesOf(item) : OPEN;
    }
    if (value.kind === 'await' && value.parts[0]) return this.element(value.parts[0], index);
    const callee = value.kind === 'call' ? value.child('function') : undefined;
    if (!callee || this.underWay.has(value)) return OPEN;
    this.underWay.add(value);
    try {
      const { values, open } = this.valuesOf(callee);
      const parts = values.map((called): Traced => {
        const body =
          called.kind === 'function' && called.node.kind !== 'lambda' ? called.node.child('body') : undefined;
        return body ? union(returnsIn(body).map((one) => (one ? this.element(one, index) : NOTHING))) : OPEN;
      });
      return union(open || parts.length === 0 ? [...parts, OPEN] : parts);
    } finally {
      this.underWay.delete(value);
    }
  }

  /** What an import brings. */
  imported({ level, module, name }: Import, from: Module): Traced {
    const target = this.program.resolve(from, level, module);
    if (name === null) return one(valueOf(target));
    return this.member(target, name, from, level, module);
  }

  private member(target: Resolved, name: string, from: Module, level: number, module: string): Traced {
    if (target.kind === 'external') return one({ kind: 'external', name: `${target.name}.${name}` });
    if (target.kind === 'module') {
      const own = this.exported(target.module, name);
      if (own && level === 0 && PYTHON_CLIENT_CLASSES.has(`${module}.${name}`) && isSdkSource(own)) {
        return one({ kind: 'external', name: `${module}.${name}` });
      }
      if (own) return own;
    }
    const below = this.program.resolve(from, level, module === '' ? name : `${module}.${name}`);
    if (below.kind !== 'external') return one(valueOf(below));
    // A file called composio.py that has no such name cannot be what is meant.
    const asSdk = `${module}.${name}`;
    return PYTHON_CLIENT_CLASSES.has(asSdk) && level === 0 ? one({ kind: 'external', name: asSdk }) : OPEN;
  }

  /** A name at the top of a module; undefined when it has none. */
  exported(module: Module, name: string): Traced | undefined {
    const bindings = module.scopes.module.bindings.get(name);
    if (bindings) return this.ofBindings(bindings);
    return this.throughStars(module, name);
  }

  private throughStars(module: Module, name: string): Traced | undefined {
    for (const star of module.scopes.module.stars) {
      const target = this.program.resolve(module, star.level, star.module);
      if (target.kind === 'external' && PYTHON_CLIENT_CLASSES.has(`${target.name}.${name}`))
        return one({ kind: 'external', name: `${target.name}.${name}` });
      if (target.kind !== 'module' || target.module === module) continue;
      const marker = target.module.file.root;
      if (this.underWay.has(marker)) continue;
      this.underWay.add(marker);
      try {
        const found = this.exported(target.module, name);
        if (found) return found;
      } finally {
        this.underWay.delete(marker);
      }
    }
    return undefined;
  }

  /** `value.name`. */
  attribute(of: Traced, name: string, node: SyntaxNode): Traced {
    const parts = of.values.map((value): Traced => this.attributeOf(value, name, node));
    return union(of.open ? [...parts, OPEN] : parts);
  }

  private attributeOf(value: Value, name: string, node: SyntaxNode): Traced {
    switch (value.kind) {
      case 'client':
      case 'client-type':
        return PYTHON_NAMESPACES.has(name) ? one({ kind: 'namespace', name, member: node }) : OPEN;
      case 'external':
        return one({ kind: 'external', name: `${value.name}.${name}` });
      case 'module': {
        const own = this.exported(value.module, name);
        if (own) return own;
        const below = this.program.resolve(value.module, 1, name);
        const isPackage = value.module.path.endsWith('__init__.py');
        return isPackage && below.kind !== 'external' ? one(valueOf(below)) : OPEN;
      }
      case 'folder': {
        const from = this.program.moduleOf(node);
        const below = this.program.resolve(from, 0, `${value.path.replaceAll('/', '.')}.${name}`);
        return below.kind === 'external' ? OPEN : one(valueOf(below));
      }
      case 'class':
      case 'instance':
        return this.classes.attribute(value, name);
      case 'literal':
        // `.value` of a member of an enumeration.
        return name === 'value' && node.child('object')?.kind === 'attribute' ? one(value) : OPEN;
      case 'none':
        return NOTHING;
      default:
        return OPEN;
    }
  }

  /** What calling a function gives. */
  returned(fn: SyntaxNode): Traced {
    return this.calls.returned(fn);
  }

  private subscript(node: SyntaxNode): Traced {
    const container = node.child('value');
    const key = node.child('subscript');
    if (!container || !key) return OPEN;
    const { values, open } = this.valuesOf(container);
    const text = stringValue(unwrap(key));
    const [only, another] = values;
    if (open || another || only?.kind !== 'literal' || only.node.kind !== 'dictionary' || text === null) return OPEN;
    const pair = only.node.parts.find((part) => part.kind === 'pair' && stringValue(part.child('key')!) === text);
    const value = pair?.child('value');
    return value ? this.valuesOf(value) : OPEN;
  }

  /** What an annotation declares. */
  ofType(type: SyntaxNode): Traced {
    return this.annotations.ofType(type);
  }
}

/** The class of the SDK itself, in a project that has the SDK's source. */
function isSdkSource({ values }: Traced): boolean {
  return values.some((value) => value.kind === 'class' && /(?:^|\/)composio\/sdk\.py$/.test(value.node.file.path));
}

function valueOf(target: Resolved): Value {
  if (target.kind === 'module') return { kind: 'module', module: target.module };
  return target.kind === 'folder' ? { kind: 'folder', path: target.path } : { kind: 'external', name: target.name };
}

/** The function, lambda or class around a node. */
export function frameOf(node: SyntaxNode): SyntaxNode | undefined {
  return around(node, 'function_definition', 'lambda', 'class_definition');
}
