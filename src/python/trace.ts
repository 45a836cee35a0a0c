/** Follows values through names, attributes, calls, parameters and files, as far as the code in sight tells. */
import { PYTHON_CLIENT_CLASSES, PYTHON_NAMESPACES } from '../sdk/python/apis.js';
import { Classes } from './classes.js';
import type { Module, Program, Resolved } from './program.js';
import { parameterName, type Binding, type Import } from './scopes.js';
import { stringValue } from './strings.js';
import { around, unwrap, walk, type SyntaxNode } from './syntax.js';
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
  private readonly underWay = new Set<SyntaxNode>();
  private readonly typesUnderWay = new Set<SyntaxNode>();
  private readonly known = new Map<SyntaxNode, Traced>();

  constructor(readonly program: Program) {
    this.classes = new Classes(this);
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
        return this.call(node);
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
        return this.entered(binding.value);
      case 'iterated':
        return this.iterated(binding.value);
      case 'import':
        return this.imported(binding.import, this.program.moduleOf(binding.node));
      case 'function':
        return one({ kind: 'function', node: binding.node });
      case 'class':
        return one({ kind: 'class', node: binding.node });
      case 'parameter':
        return this.parameter(binding.parameter);
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

  private call(node: SyntaxNode): Traced {
    const callee = node.child('function');
    if (!callee) return OPEN;
    const called = this.valuesOf(callee);
    const parts = called.values.map((value): Traced => {
      switch (value.kind) {
        case 'class':
          return this.classes.made(value.node, node);
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
        return first && second ? union([this.ofType(first), this.valuesOf(second)]) : OPEN;
      case 'Provide':
        return first ? this.calling(first) : OPEN;
      case 'next':
      case 'anext':
        return first ? this.valuesOf(first) : OPEN;
      case 'getattr': {
        const attribute = second && stringValue(second);
        return first && attribute
          ? union([this.attribute(this.valuesOf(first), attribute, node), third ? this.valuesOf(third) : NOTHING])
          : OPEN;
      }
      default:
        return one({ kind: 'made', name, call: node });
    }
  }

  /** What calling a function that is named gives. */
  calling(callee: SyntaxNode): Traced {
    const { values, open } = this.valuesOf(callee);
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
      const declared = type ? this.ofType(type) : NOTHING;
      if (declared.values.some((value) => value.kind === 'client-type')) {
        const made = fn.kind === 'lambda' ? this.valuesOf(body) : this.results(body);
        const clients = made.values.filter((value) => value.kind === 'client');
        return clients.length > 0 ? { values: clients, open: made.open } : { ...declared, open: false };
      }
      const results = fn.kind === 'lambda' ? this.valuesOf(body) : this.results(body);
      return results.values.some((value) => value.kind !== 'none')
        ? results
        : union([results, declared, declared.values.length > 0 ? NOTHING : OPEN]);
    } finally {
      this.underWay.delete(fn);
    }
  }

  private results(body: SyntaxNode): Traced {
    return union(returnsIn(body).map((node) => (node ? this.valuesOf(node) : one({ kind: 'none' }))));
  }

  /** `with value as name`: a context manager of the project yields it; others give themselves. */
  private entered(node: SyntaxNode): Traced {
    const made = this.valuesOf(node);
    const parts = made.values.map((value) =>
      value.kind === 'instance' ? this.classes.entered(value.node) : one(value),
    );
    return union(made.open ? [...parts, OPEN] : parts);
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

  /** What a parameter is given: by its type, its default, FastAPI, the object of a method, or the callers in sight. */
  private parameter(parameter: SyntaxNode): Traced {
    const list = parameter.parent;
    const fn = list?.parent;
    if (!list || !fn) return OPEN;
    if (['list_splat_pattern', 'dictionary_splat_pattern'].includes(parameter.kind)) return OPEN;
    const self = this.classes.receiver(fn, parameter);
    if (self) return one(self);
    const type = parameter.child('type');
    const declared = type ? this.ofType(type) : OPEN;
    if (declared.values.some((value) => value.kind === 'client-type' || value.kind === 'client')) return declared;
    const fallback = parameter.child('value');
    const given = fallback ? this.valuesOf(fallback) : NOTHING;
    const isDeclared = !declared.open && declared.values.some((value) => value.kind !== 'none');
    if (isDeclared) return union([declared, { ...given, open: false }]);
    const fromCallers = this.fromCallers(fn, parameter);
    return union([{ ...declared, open: true }, given, fromCallers]);
  }

  private fromCallers(fn: SyntaxNode, parameter: SyntaxNode): Traced {
    const name = parameterName(parameter)?.text;
    const cls = this.classes.ofMethod(fn);
    const isInit = cls !== undefined && fn.child('name')?.text === '__init__';
    const called = isInit ? cls.child('name')?.text : fn.child('name')?.text;
    if (name === undefined || called === undefined || called.startsWith('__')) return NOTHING;
    const position = positionAmong(parameter) - (cls && !this.classes.isStatic(fn) ? 1 : 0);
    const found: Traced[] = [];
    for (const call of this.program.callsOf(called)) {
      const argument = argumentAt(call, position, name);
      if (!argument) continue;
      const callee = this.valuesOf(call.child('function')!);
      const isMeant = callee.values.some((value) =>
        isInit
          ? value.kind === 'class' && this.classes.derives(value.node, cls)
          : value.kind === 'function' && value.node === fn,
      );
      if (isMeant) found.push(this.valuesOf(argument));
    }
    return union(found);
  }

  /** What an annotation declares. */
  ofType(type: SyntaxNode): Traced {
    const node = type.kind === 'type' && type.parts[0] ? type.parts[0] : unwrap(type);
    if (this.typesUnderWay.has(node)) return NOTHING;
    this.typesUnderWay.add(node);
    try {
      return this.readType(node);
    } finally {
      this.typesUnderWay.delete(node);
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
        return this.namedType(this.valuesOf(node), node);
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
      if (value.kind === 'class') return this.classes.typed(value.node, node);
      return OPEN;
    });
    // `ComposioDep = Annotated[Composio, Depends(get_composio)]`
    const alias = node.kind === 'identifier' ? this.aliasedType(node) : undefined;
    return alias ?? union(open || parts.length === 0 ? [...parts, OPEN] : parts);
  }

  private aliasedType(node: SyntaxNode): Traced | undefined {
    const use = this.program.moduleOf(node);
    const [binding] = use.scopes.lookup(node.text, node);
    const found = binding?.kind === 'import' ? this.definition(binding.import, use) : binding;
    if (found?.kind !== 'value' || !['subscript', 'binary_operator'].includes(found.value.kind)) return undefined;
    return this.ofType(found.value);
  }

  private definition({ level, module, name }: Import, from: Module): Binding | undefined {
    const target = this.program.resolve(from, level, module);
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
    return this.namedType(this.valuesOf(head), head);
  }

  private annotated(items: readonly SyntaxNode[]): Traced {
    const declared = items[0] ? this.ofType(items[0]) : OPEN;
    for (const item of items.slice(1)) {
      const made = item.kind === 'type' && item.parts[0] ? item.parts[0] : item;
      if (made.kind !== 'call' || !/(^|\.)Depends$/.test(made.child('function')?.text ?? '')) continue;
      const given = this.valuesOf(made);
      if (given.values.some((value) => value.kind === 'client' || value.kind === 'client-type')) return given;
    }
    return declared;
  }

  /** `"Composio | None"`: the names in it, looked up where it stands. */
  private quotedType(node: SyntaxNode): Traced {
    const text = stringValue(node) ?? node.text;
    const parts = (text.match(/[\w.]+/g) ?? []).map((words): Traced => {
      const [first = '', ...rest] = words.split('.');
      let found = this.name(first, node);
      for (const word of rest) found = this.attribute(found, word, node);
      return this.namedType(found, node);
    });
    const telling = parts.filter((part) => part.values.length > 0);
    return telling.length > 0 ? union(telling) : OPEN;
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

/** What a function's own statements return or yield; null for nothing. */
function returnsIn(body: SyntaxNode): (SyntaxNode | null)[] {
  const found: (SyntaxNode | null)[] = [];
  walk(body, (node) => {
    if (['function_definition', 'lambda', 'class_definition'].includes(node.kind)) return false;
    if (node.kind === 'return_statement' || node.kind === 'yield') found.push(node.parts[0] ?? null);
    return true;
  });
  return found;
}

/** Arguments by position, up to the first that is spread. */
export function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  const list = call.child('arguments');
  if (!list) return [];
  if (list.kind === 'generator_expression') return [list];
  const found: SyntaxNode[] = [];
  for (const part of list.parts) {
    if (part.kind === 'list_splat') break;
    if (part.kind !== 'keyword_argument' && part.kind !== 'dictionary_splat') found.push(part);
  }
  return found;
}

/** The argument that a parameter is given, by name or by position. */
export function argumentAt(call: SyntaxNode, position: number, name: string): SyntaxNode | undefined {
  const named = call
    .child('arguments')
    ?.parts.find((part) => part.kind === 'keyword_argument' && part.child('name')?.text === name);
  return named?.child('value') ?? (position >= 0 ? argumentsOf(call)[position] : undefined);
}

/** Place among the parameters that can be given by position; -1 for one that only has a name. */
function positionAmong(parameter: SyntaxNode): number {
  let position = 0;
  for (const each of parameter.parent?.parts ?? []) {
    if (each === parameter) return position;
    if (['list_splat_pattern', 'keyword_separator'].includes(each.kind)) return -1;
    if (each.kind !== 'positional_separator') position++;
  }
  return -1;
}

/** The function, lambda or class around a node. */
export function frameOf(node: SyntaxNode): SyntaxNode | undefined {
  return around(node, 'function_definition', 'lambda', 'class_definition');
}
