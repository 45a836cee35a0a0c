/** Names by Python's rules: what binds a name, in which scope, and which of these bindings a use can see. */
import { reaching } from './reaching.js';
import { FUNCTIONS, walk, type SyntaxFile, type SyntaxNode } from './syntax.js';

export type Binding = { node: SyntaxNode } & (
  | { kind: 'value'; value: SyntaxNode }
  /** An annotation: `x: Composio`. */
  | { kind: 'typed'; type: SyntaxNode }
  /** One of several names that are assigned at once: `a, b = value`. */
  | { kind: 'element'; value: SyntaxNode; index: number }
  | { kind: 'iterated'; value: SyntaxNode }
  /** `with value as x` */
  | { kind: 'entered'; value: SyntaxNode }
  | { kind: 'import'; import: Import }
  | { kind: 'function' }
  | { kind: 'class' }
  | { kind: 'parameter'; parameter: SyntaxNode }
  /** Bound to something that is not followed: `except … as x`, a pattern, `x += 1`. */
  | { kind: 'opaque' }
);

/** One name that an import binds; `name` null: the module itself. */
export interface Import {
  /** Dots before the module: `from ..x import y` has 2. */
  level: number;
  module: string;
  name: string | null;
}

export interface Scope {
  kind: 'module' | 'class' | 'function' | 'comprehension';
  node: SyntaxNode;
  parent: Scope | null;
  bindings: Map<string, Binding[]>;
  /** Names that `global` hands to the module and `nonlocal` to a function around. */
  elsewhere: Map<string, 'global' | 'nonlocal'>;
  /** `from x import *` */
  stars: Import[];
}

export const COMPREHENSIONS: ReadonlySet<string> = new Set([
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

/** The scopes of one file. */
export class Scopes {
  readonly module: Scope;
  private readonly byNode = new Map<SyntaxNode, Scope>();

  constructor(readonly file: SyntaxFile) {
    this.module = this.add('module', file.root, null);
    walk(file.root, (node) => this.enter(node));
    walk(file.root, (node) => this.bind(node));
    for (const scope of this.byNode.values()) moveElsewhere(scope, this.module);
  }

  /** The scope that a node's names are looked up in; of a function or class: where it stands. */
  at(node: SyntaxNode): Scope {
    let below: SyntaxNode | null = null;
    for (let child = node, parent = node.parent; parent; below = child, child = parent, parent = parent.parent) {
      const scope = this.byNode.get(parent);
      if (scope && isInside(child, below, parent)) return scope;
    }
    return this.module;
  }

  /** The scope that a function, class or comprehension opens. */
  of(node: SyntaxNode): Scope | undefined {
    return this.byNode.get(node);
  }

  /** The scope that holds a name for a use, or null for a name that nothing in the file binds. */
  holder(name: string, use: SyntaxNode): Scope | null {
    const first = this.at(use);
    for (let scope: Scope | null = first; scope; scope = scope.parent) {
      // What stands in a class body is seen there only, not by the functions in it.
      if (scope.kind === 'class' && scope !== first) continue;
      if (scope.elsewhere.get(name) === 'global') return this.module.bindings.has(name) ? this.module : null;
      if (scope.bindings.has(name)) return scope;
    }
    return null;
  }

  /** The bindings of a name that a use can see, as far as the order of statements tells. */
  lookup(name: string, use: SyntaxNode): Binding[] {
    const scope = this.holder(name, use);
    if (!scope) return [];
    const all = scope.bindings.get(name)!;
    return this.frame(this.at(use)) === this.frame(scope) ? reaching(all, use) : all;
  }

  /** Comprehensions run where they stand. */
  private frame(scope: Scope): Scope {
    let current = scope;
    while (current.kind === 'comprehension' && current.parent) current = current.parent;
    return current;
  }

  private enter(node: SyntaxNode): void {
    if (FUNCTIONS.has(node.kind)) this.add('function', node, this.at(node));
    else if (node.kind === 'class_definition') this.add('class', node, this.at(node));
    else if (COMPREHENSIONS.has(node.kind)) this.add('comprehension', node, this.at(node));
  }

  private add(kind: Scope['kind'], node: SyntaxNode, parent: Scope | null): Scope {
    const scope: Scope = { kind, node, parent, bindings: new Map(), elsewhere: new Map(), stars: [] };
    this.byNode.set(node, scope);
    return scope;
  }

  private bind(node: SyntaxNode): void {
    switch (node.kind) {
      case 'assignment': {
        const [left, right, type] = [node.child('left'), node.child('right'), node.child('type')];
        if (left?.kind === 'identifier' && type) this.put(left, { kind: 'typed', node: left, type });
        if (left && right) this.target(left, lastValue(right));
        return;
      }
      case 'augmented_assignment':
        return this.opaque(node.child('left'));
      case 'named_expression': {
        const [name, value] = [node.child('name'), node.child('value')];
        if (name && value) this.put(name, { kind: 'value', node: name, value }, true);
        return;
      }
      case 'for_statement':
      case 'for_in_clause': {
        const [left, right] = [node.child('left'), node.child('right')];
        if (left && right)
          this.eachName(left, (name) =>
            this.put(
              name,
              name === left ? { kind: 'iterated', node: name, value: right } : { kind: 'opaque', node: name },
            ),
          );
        return;
      }
      case 'as_pattern':
        return this.asPattern(node);
      case 'function_definition':
      case 'class_definition': {
        const name = node.child('name');
        if (name) this.put(name, { kind: node.kind === 'class_definition' ? 'class' : 'function', node }, false, node);
        return;
      }
      case 'parameters':
      case 'lambda_parameters':
        return this.parameters(node);
      case 'import_statement':
      case 'import_from_statement':
        return this.imports(node);
      case 'global_statement':
      case 'nonlocal_statement': {
        const scope = this.at(node);
        const kind = node.kind === 'global_statement' ? 'global' : 'nonlocal';
        for (const name of node.parts) scope.elsewhere.set(name.text, kind);
        return;
      }
      case 'case_pattern':
      case 'splat_pattern':
        for (const part of node.parts) {
          if (part.kind === 'dotted_name' && part.parts.length === 1) this.opaque(part.parts[0]);
          if (part.kind === 'identifier') this.opaque(part);
        }
        return;
      case 'delete_statement':
        for (const part of node.parts) this.opaque(part);
        return;
      case 'type_parameter':
        return;
      default:
    }
  }

  private target(left: SyntaxNode, value: SyntaxNode): void {
    if (left.kind === 'identifier') return this.put(left, { kind: 'value', node: left, value });
    if (left.kind !== 'pattern_list' && left.kind !== 'tuple_pattern' && left.kind !== 'list_pattern') return;
    const isFlat = left.parts.every((part) => part.kind !== 'list_splat_pattern');
    left.parts.forEach((part, index) => {
      if (part.kind === 'identifier' && isFlat) this.put(part, { kind: 'element', node: part, value, index });
      else this.opaque(part);
    });
  }

  private asPattern(node: SyntaxNode): void {
    const alias = node.child('alias');
    const [value] = node.parts;
    if (!alias || !value) return;
    const isWith = node.parent?.kind === 'with_item';
    this.eachName(alias, (name) =>
      this.put(
        name,
        isWith && alias.parts[0] === name ? { kind: 'entered', node: name, value } : { kind: 'opaque', node: name },
      ),
    );
  }

  private parameters(list: SyntaxNode): void {
    const scope = list.parent && this.byNode.get(list.parent);
    if (!scope) return;
    for (const parameter of list.parts) {
      const name = parameterName(parameter);
      if (name) addTo(scope, name.text, { kind: 'parameter', node: name, parameter });
    }
  }

  private imports(node: SyntaxNode): void {
    const scope = this.at(node);
    const from = node.child('module_name');
    const { level, module } = from ? moduleOf(from) : { level: 0, module: '' };
    if (node.parts.some((part) => part.kind === 'wildcard_import')) {
      scope.stars.push({ level, module, name: null });
      return;
    }
    for (const one of node.childrenOf('name')) {
      const target = one.kind === 'aliased_import' ? one.child('name')! : one;
      const alias = one.kind === 'aliased_import' ? one.child('alias') : undefined;
      if (from) {
        addTo(scope, (alias ?? target).text, {
          kind: 'import',
          node: one,
          import: { level, module, name: target.text },
        });
      } else if (alias) {
        addTo(scope, alias.text, { kind: 'import', node: one, import: { level: 0, module: target.text, name: null } });
      } else {
        // `import a.b` binds `a`.
        const top = target.parts[0]?.text ?? target.text;
        addTo(scope, top, { kind: 'import', node: one, import: { level: 0, module: top, name: null } });
      }
    }
  }

  private opaque(node: SyntaxNode | undefined): void {
    if (node) this.eachName(node, (name) => this.put(name, { kind: 'opaque', node: name }));
  }

  /** The names in a target; `a.b` and `a[0]` bind none. */
  private eachName(target: SyntaxNode, use: (name: SyntaxNode) => void): void {
    walk(target, (node) => {
      if (node.kind === 'attribute' || node.kind === 'subscript') return false;
      if (node.kind === 'identifier') use(node);
      return true;
    });
  }

  /** @param at where the binding happens, when that is not where the name stands */
  private put(name: SyntaxNode, binding: Binding, leavesComprehension = false, at = name): void {
    let scope = this.at(at);
    while (leavesComprehension && scope.kind === 'comprehension' && scope.parent) scope = scope.parent;
    addTo(scope, name.text, binding);
  }
}

function addTo(scope: Scope, name: string, binding: Binding): void {
  const list = scope.bindings.get(name);
  if (list) list.push(binding);
  else scope.bindings.set(name, [binding]);
}

/** Decorators, defaults, annotations and bases are read outside; so is what a comprehension goes through first. */
function isInside(child: SyntaxNode, below: SyntaxNode | null, parent: SyntaxNode): boolean {
  if (FUNCTIONS.has(parent.kind) || parent.kind === 'class_definition') return child.field === 'body';
  if (!COMPREHENSIONS.has(parent.kind) || child.kind !== 'for_in_clause') return true;
  return below?.field !== 'right' || parent.parts.find((part) => part.kind === 'for_in_clause') !== child;
}

function moveElsewhere(scope: Scope, module: Scope): void {
  for (const [name, kind] of scope.elsewhere) {
    const bindings = scope.bindings.get(name);
    if (!bindings) continue;
    let target: Scope | null = kind === 'global' ? module : scope.parent;
    while (target && kind === 'nonlocal' && (target.kind !== 'function' || !target.bindings.has(name)))
      target = target.parent;
    if (!target || target === scope) continue;
    scope.bindings.delete(name);
    for (const binding of bindings) addTo(target, name, binding);
  }
}

/** `a = b = value` */
function lastValue(right: SyntaxNode): SyntaxNode {
  let value = right;
  while (value.kind === 'assignment' && value.child('right')) value = value.child('right')!;
  return value;
}

/** The name of a parameter, with or without a type, a default or stars. */
export function parameterName(parameter: SyntaxNode): SyntaxNode | undefined {
  if (parameter.kind === 'identifier') return parameter;
  const name = parameter.child('name') ?? parameter.parts[0];
  return name && name !== parameter ? parameterName(name) : undefined;
}

/** `..x.y` → level 2, module `x.y` */
function moduleOf(node: SyntaxNode): { level: number; module: string } {
  if (node.kind !== 'relative_import') return { level: 0, module: node.text.replace(/\s/g, '') };
  const [, dots = '', rest = ''] = /^([.\s]*)([\s\S]*)$/.exec(node.text) ?? [];
  return { level: dots.replace(/\s/g, '').length, module: rest.replace(/\s/g, '') };
}
