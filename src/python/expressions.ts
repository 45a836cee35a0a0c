/** What is known of an expression: its value, where it comes from, whether it can be moved. */
import type { ExpressionFact, ListFact, ListItem } from './facts.js';
import { parameterName, type Binding } from './scopes.js';
import { stringValue } from './strings.js';
import { unwrap, walk, type SyntaxNode } from './syntax.js';
import type { Tracer } from './trace.js';
import type { Traced } from './values.js';

const LISTS: ReadonlySet<string> = new Set(['list', 'tuple', 'set']);

export class Expressions {
  constructor(private readonly tracer: Tracer) {}

  describe(node: SyntaxNode): ExpressionFact {
    return {
      start: node.start,
      end: node.end,
      text: node.text,
      literals: this.literalsOf(node),
      type: this.typeOf(node),
      stable: this.isStable(node),
      pure: isPure(node),
      origin: this.originOf(node),
      env: this.envOf(node),
    };
  }

  /** As a list of strings; one string alone is not a list. */
  list(node: SyntaxNode): ListFact {
    const written = this.writtenList(node);
    const items = written?.parts.map((part): ListItem => {
      const spread = part.kind === 'list_splat';
      const inner = spread ? part.parts[0]! : part;
      return { text: part.text, literals: spread ? this.valuesIn(inner) : this.literalsOf(inner), spread };
    });
    const values = items?.every((item) => item.literals !== null) ? items.flatMap((item) => item.literals!) : null;
    return {
      ...this.describe(node),
      items: items ?? null,
      values,
      isList: written !== undefined,
      lowerCase: values?.every((value) => value === value.toLowerCase()) ?? false,
      inPlace: written !== undefined && written === unwrap(node),
    };
  }

  private valuesIn(node: SyntaxNode): string[] | null {
    return this.list(node).values;
  }

  /** The list that is written out at a place, or in the one constant that it names and nobody changes. */
  private writtenList(node: SyntaxNode): SyntaxNode | undefined {
    const target = unwrap(node);
    if (LISTS.has(target.kind)) return target;
    const { values, open } = this.tracer.valuesOf(target);
    const [only, another] = values;
    if (open || another || only?.kind !== 'literal' || !LISTS.has(only.node.kind)) return undefined;
    return this.isChanged(only.node) ? undefined : only.node;
  }

  /** The list is changed in its file by its name: `TOOLKITS.append(…)`, `TOOLKITS += […]`, `TOOLKITS[0] = …`. */
  private isChanged(list: SyntaxNode): boolean {
    const assignment = list.parent?.kind === 'assignment' ? list.parent : undefined;
    const name = assignment?.child('left')?.text;
    if (name === undefined) return true;
    let changed = false;
    walk(list.file.root, (node) => {
      const target =
        node.kind === 'augmented_assignment' || node.kind === 'assignment'
          ? node.child('left')
          : node.kind === 'call'
            ? node.child('function')
            : node.kind === 'delete_statement'
              ? node.parts[0]
              : undefined;
      if (!target) return;
      const isMethod =
        node.kind === 'call' && target.kind === 'attribute' && CHANGING.has(target.child('attribute')?.text ?? '');
      const object = isMethod
        ? target.child('object')
        : target.kind === 'subscript' && node.kind !== 'call'
          ? target.child('value')
          : undefined;
      if (object?.text === name || (node.kind === 'augmented_assignment' && target.text === name)) changed = true;
    });
    return changed;
  }

  literalsOf(node: SyntaxNode): string[] | null {
    const { values, open } = this.tracer.valuesOf(node);
    if (open || values.length === 0) return null;
    const found: string[] = [];
    for (const value of values) {
      if (value.kind === 'none') continue;
      const text = value.kind === 'literal' ? stringValue(value.node) : null;
      if (text === null) return null;
      found.push(text);
    }
    return found.length > 0 ? [...new Set(found)] : null;
  }

  private typeOf(node: SyntaxNode): ExpressionFact['type'] {
    const target = unwrap(node);
    const traced = this.tracer.valuesOf(target);
    if (traced.values.some((value) => value.kind === 'none')) return 'maybe-undefined';
    const declared = this.declaredType(target);
    if (declared !== null) return declared;
    if (target.kind === 'string' || target.kind === 'concatenated_string' || this.literalsOf(target)) return 'string';
    if (/^(?:builtins\.)?(?:str)$/.test(madeBy(traced)) || this.envOf(target) !== null)
      return this.envOf(target) === null ? 'string' : 'maybe-undefined';
    return traced.open || traced.values.length === 0 ? 'any' : 'other';
  }

  private declaredType(node: SyntaxNode): ExpressionFact['type'] | null {
    const binding = this.bindingOf(node);
    const type =
      binding?.kind === 'parameter'
        ? binding.parameter.child('type')
        : binding?.kind === 'typed'
          ? binding.type
          : undefined;
    if (!type) return null;
    const text = type.text.replace(/["'\s]/g, '');
    if (text === 'str') return 'string';
    return /(^|[^\w])None($|[^\w])|Optional\[/.test(text) ? 'maybe-undefined' : null;
  }

  private bindingOf(node: SyntaxNode): Binding | undefined {
    if (node.kind !== 'identifier') return undefined;
    const bindings = this.tracer.program.scopesOf(node).lookup(node.text, node);
    return bindings.length === 1 ? bindings[0] : undefined;
  }

  /** A literal, a name that is bound once, or built from these. */
  private isStable(node: SyntaxNode): boolean {
    const target = unwrap(node);
    switch (target.kind) {
      case 'string':
        return target.parts.every(
          (part) => part.kind !== 'interpolation' || this.isStable(part.child('expression') ?? part),
        );
      case 'integer':
      case 'float':
      case 'true':
      case 'false':
      case 'none':
        return true;
      case 'identifier': {
        const holder = this.tracer.program.scopesOf(target).holder(target.text, target);
        return holder?.bindings.get(target.text)?.length === 1 && holder.kind !== 'class';
      }
      case 'concatenated_string':
      case 'tuple':
      case 'binary_operator':
        return target.parts.every((part) => this.isStable(part));
      default:
        return false;
    }
  }

  private originOf(node: SyntaxNode): string {
    const target = unwrap(node);
    const env = this.envOf(target);
    const literals = this.literalsOf(target);
    if (env !== null) return `environment variable ${env}`;
    if (target.kind === 'string')
      return literals ? `constant ${JSON.stringify(literals[0])}` : `computed ${target.text}`;
    const binding = this.bindingOf(target);
    if (binding?.kind === 'parameter') return `parameter ${target.text}`;
    if (target.kind === 'identifier') return literals ? `constant ${target.text}` : `variable ${target.text}`;
    if (target.kind === 'attribute') return `member ${target.text}`;
    if (target.kind === 'call') return `call ${target.child('function')?.text ?? target.text}()`;
    return `computed ${target.text.replace(/\s+/g, ' ').slice(0, 60)}`;
  }

  /** `os.getenv("X")`, `os.environ["X"]`, `os.environ.get("X")`, a field of pydantic settings; through constants and `or ""`. */
  envOf(node: SyntaxNode): string | null {
    const target = unwrap(node);
    if (target.kind === 'boolean_operator' && target.has('or')) return this.envOf(target.parts[0]!);
    if (target.kind === 'subscript') {
      const [container, key] = [target.child('value'), target.child('subscript')];
      return container && key && this.isNamed(container, 'os.environ') ? stringValue(key) : null;
    }
    if (target.kind === 'call') {
      const callee = target.child('function')!;
      const isRead = ['os.getenv', 'os.environ.get'].some((name) => this.isNamed(callee, name));
      const [name] = target.child('arguments')?.parts ?? [];
      return isRead && name ? stringValue(name) : null;
    }
    if (target.kind === 'attribute') return this.settingOf(target);
    const binding = this.bindingOf(target);
    return binding?.kind === 'value' && !isWithinItself(binding.value, target) ? this.envOf(binding.value) : null;
  }

  /** `settings.composio_api_key` of a class derived from pydantic's `BaseSettings`. */
  private settingOf(node: SyntaxNode): string | null {
    const [object, attribute] = [node.child('object'), node.child('attribute')];
    if (!object || !attribute) return null;
    const { values } = this.tracer.valuesOf(object);
    const isSettings = values.some(
      (value) =>
        value.kind === 'instance' &&
        this.tracer.classes.foreignBases(value.node).some((base) => base.endsWith('.BaseSettings')) &&
        this.tracer.classes.has(value.node, attribute.text),
    );
    return isSettings ? attribute.text.toUpperCase() : null;
  }

  private isNamed(node: SyntaxNode, name: string): boolean {
    return this.tracer.valuesOf(node).values.some((value) => value.kind === 'external' && value.name === name);
  }

  /** The names under which a value is known, outermost first: variables, attributes, keys, environment variables. */
  namesOf(node: SyntaxNode): string[] {
    const names: string[] = [];
    const add = (name: string | null | undefined): void => {
      if (name && !names.includes(name)) names.push(name);
    };
    let current: SyntaxNode | undefined = unwrap(node);
    for (let step = 0; current && step < 8; step++) {
      if (current.kind === 'identifier') add(current.text);
      if (current.kind === 'attribute') add(current.child('attribute')?.text);
      if (current.kind === 'subscript') add(stringValue(current.child('subscript')!));
      add(this.envOf(current));
      const binding = this.bindingOf(current);
      current = binding?.kind === 'value' ? unwrap(binding.value) : undefined;
    }
    return names;
  }

  isParameter(node: SyntaxNode): boolean {
    const binding = this.bindingOf(unwrap(node));
    return binding?.kind === 'parameter' && parameterName(binding.parameter) !== undefined;
  }
}

const CHANGING: ReadonlySet<string> = new Set([
  'append',
  'extend',
  'insert',
  'remove',
  'pop',
  'clear',
  'sort',
  'reverse',
  'add',
  'discard',
  'update',
]);

function isPure(node: SyntaxNode): boolean {
  let pure = true;
  walk(node, ({ kind }) => {
    if (['call', 'await', 'yield', 'named_expression'].includes(kind)) pure = false;
  });
  return pure;
}

function madeBy({ values }: Traced): string {
  const [only, another] = values;
  return !another && only?.kind === 'made' ? only.name : '';
}

function isWithinItself(value: SyntaxNode, use: SyntaxNode): boolean {
  return value.file === use.file && value.start <= use.start && use.end <= value.end;
}
