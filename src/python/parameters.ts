/** What parameters are given, and what calls give. */
import { parameterName } from './scopes.js';
import type { SyntaxNode } from './syntax.js';
import type { Tracer } from './trace.js';
import { NOTHING, one, OPEN, union, type Traced } from './values.js';

export class Parameters {
  constructor(private readonly tracer: Tracer) {}

  /** What a parameter is given: by its type, its default, FastAPI, the object of a method, or the callers in sight. */
  valuesOf(parameter: SyntaxNode): Traced {
    const list = parameter.parent;
    const fn = list?.parent;
    if (!list || !fn) return OPEN;
    if (['list_splat_pattern', 'dictionary_splat_pattern'].includes(parameter.kind)) return OPEN;
    const self = this.tracer.classes.receiver(fn, parameter);
    if (self) return one(self);
    const type = parameter.child('type');
    const declared = type ? this.tracer.ofType(type) : OPEN;
    if (declared.values.some((value) => value.kind === 'client-type' || value.kind === 'client')) return declared;
    const fallback = parameter.child('value');
    const given = fallback ? this.tracer.valuesOf(fallback) : NOTHING;
    const isDeclared = !declared.open && declared.values.some((value) => value.kind !== 'none');
    if (isDeclared) return union([declared, { ...given, open: false }]);
    const fromCallers = this.fromCallers(fn, parameter);
    return union([{ ...declared, open: true }, given, fromCallers]);
  }

  private fromCallers(fn: SyntaxNode, parameter: SyntaxNode): Traced {
    const name = parameterName(parameter)?.text;
    const cls = this.tracer.classes.ofMethod(fn);
    const isInit = cls !== undefined && fn.child('name')?.text === '__init__';
    const called = isInit ? cls.child('name')?.text : fn.child('name')?.text;
    if (name === undefined || called === undefined || called.startsWith('__')) return NOTHING;
    const position = positionAmong(parameter) - (cls && !this.tracer.classes.isStatic(fn) ? 1 : 0);
    const found: Traced[] = [];
    for (const call of this.tracer.program.callsOf(called)) {
      const argument = argumentAt(call, position, name);
      if (!argument) continue;
      const callee = this.tracer.valuesOf(call.child('function')!);
      const isMeant = callee.values.some((value) =>
        isInit
          ? value.kind === 'class' && this.tracer.classes.derives(value.node, cls)
          : value.kind === 'function' && value.node === fn,
      );
      if (isMeant) found.push(this.tracer.valuesOf(argument));
    }
    return union(found);
  }
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
