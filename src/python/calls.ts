/** The arguments of a direct call, under the names of the SDK's parameters. */
import { RUNNERS, type PythonMethod } from '../sdk/python/apis.js';
import type { BodyFact, BodyKey, RunnerFact } from './facts.js';
import type { Expressions } from './expressions.js';
import { builtPairs, pairsOf, type BuiltPair } from './builtArguments.js';
import { unwrap, type SyntaxNode } from './syntax.js';
import type { Tracer } from './trace.js';

/** Arguments of a call, as they stand. */
interface Given {
  parts: SyntaxNode[];
  /** Of the argument list, brackets included. */
  range: { start: number; end: number };
}

/** A key with the expression that it is made from. */
export interface Argument {
  key: BodyKey;
  node: SyntaxNode;
}

export interface Arguments {
  body: BodyFact;
  named: Map<string, Argument>;
}

/** What a direct method can be given. */
export type Parameters = Pick<PythonMethod, 'positional' | 'named'>;

/** The parameters of a method, with the provider of the client that it is called on. */
export function parametersOf(method: PythonMethod, provider: string | null): Parameters {
  const own = provider === null ? undefined : method.byProvider?.get(provider);
  return own ? { positional: own, named: [] } : method;
}

/** Arguments of a call of a direct method. */
export function argumentsOfCall(call: SyntaxNode, method: Parameters, tracer: Tracer, facts: Expressions): Arguments {
  const list = call.child('arguments')!;
  const parts = list.kind === 'argument_list' ? list.parts : [list];
  return read({ parts, range: { start: list.start, end: list.end } }, method, tracer, facts);
}

/**
 * Who is handed the method, and what it hands on: `asyncio.to_thread(client.tools.get, user_id=…)`.
 *
 * @param member the method, as a value
 */
export function handedOn(
  member: SyntaxNode,
  method: Parameters,
  tracer: Tracer,
  facts: Expressions,
): { runner: RunnerFact; arguments: Arguments | null } | null {
  const list = member.parent;
  const call = list?.kind === 'argument_list' ? list.parent : undefined;
  const callee = call?.kind === 'call' ? call.child('function') : undefined;
  if (!list || !call || !callee) return null;
  const known = runnerOf(callee, tracer);
  const index = list.parts.indexOf(member);
  const runner = { start: call.start, end: call.end, callee: callee.text, known: known?.position === index };
  if (!known || !runner.known) return { runner, arguments: null };
  const rest = list.parts.slice(index + 1);
  const parts = known.passesNames ? rest : rest.filter((part) => part.kind !== 'keyword_argument');
  const range = { start: list.start, end: list.end };
  return { runner, arguments: read({ parts, range }, method, tracer, facts) };
}

function runnerOf(callee: SyntaxNode, tracer: Tracer): { position: number; passesNames: boolean } | undefined {
  for (const value of tracer.valuesOf(callee).values) {
    const known = value.kind === 'external' ? RUNNERS.get(value.name) : undefined;
    if (known) return known;
  }
  const name = callee.kind === 'attribute' ? (callee.child('attribute')?.text ?? '') : '';
  return name.includes('.') ? undefined : RUNNERS.get(name);
}

function read({ parts, range }: Given, method: Parameters, tracer: Tracer, facts: Expressions): Arguments {
  const named = new Map<string, Argument>();
  const all = new Set([...method.positional, ...method.named]);
  let reason: string | null = null;
  let position = 0;
  const add = (key: string, whole: SyntaxNode, value: SyntaxNode, extra: Partial<BodyKey> = {}): void => {
    if (!all.has(key)) reason ??= `the SDK has no argument ${key} here`;
    named.set(key, {
      node: value,
      key: {
        key,
        range: { start: whole.start, end: whole.end },
        value: facts.describe(value),
        positional: false,
        conditional: null,
        missing: unwrap(value).kind === 'none',
        ...extra,
      },
    });
  };
  for (const part of parts) {
    if (part.kind === 'keyword_argument') {
      add(part.child('name')!.text, part, part.child('value')!);
    } else if (part.kind === 'list_splat') {
      reason ??= `${shown(part)} brings arguments that cannot be told`;
    } else if (part.kind === 'dictionary_splat') {
      const pairs = spread(part.parts[0]!, tracer);
      if (!pairs) reason ??= `${shown(part)} brings arguments that cannot be told`;
      for (const { key, value, condition } of pairs ?? []) add(key, part, value, { conditional: condition });
    } else {
      const key = method.positional[position++];
      if (key === undefined) reason ??= 'it is given more arguments by position than the SDK takes';
      else add(key, part, part, { positional: true });
    }
  }
  const keys = [...named.values()].map((one) => one.key);
  return { named, body: { shape: reason === null ? 'literal' : 'unknown', reason, keys, range } };
}

/** `**{"a": x}`, `**options` with a dict that is built in sight, `**({"a": x} if x else {})`. */
function spread(node: SyntaxNode, tracer: Tracer): BuiltPair[] | null {
  const target = unwrap(node);
  if (target.kind === 'identifier') return builtPairs(target, tracer);
  if (target.kind !== 'conditional_expression') return pairsOf(target);
  const [then, condition, otherwise] = target.parts;
  const isEmpty = otherwise && unwrap(otherwise).kind === 'dictionary' && unwrap(otherwise).parts.length === 0;
  const pairs = then && isEmpty ? pairsOf(unwrap(then)) : null;
  return pairs?.map((pair) => ({ ...pair, condition: condition!.text })) ?? null;
}

function shown(node: SyntaxNode): string {
  return node.text.replace(/\s+/g, ' ').slice(0, 60);
}
