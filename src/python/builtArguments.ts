/** Arguments that a function gathers in a dict before it hands them on: `options = {…}`, `options["limit"] = 5`, `**options`. */
import { stringValue } from './strings.js';
import { around, unwrap, walk, type SyntaxNode } from './syntax.js';
import { frameOf, type Tracer } from './trace.js';

export interface BuiltPair {
  key: string;
  value: SyntaxNode;
  /** Text of the condition on which it is there; null when it always is. */
  condition: string | null;
}

/** The pairs of a dict that is written out; null where a key is computed or another dict is spread. */
export function pairsOf(node: SyntaxNode): BuiltPair[] | null {
  if (node.kind !== 'dictionary') return null;
  const pairs: BuiltPair[] = [];
  for (const part of node.parts) {
    const key = part.kind === 'pair' ? stringValue(part.child('key')!) : null;
    if (key === null) return null;
    pairs.push({ key, value: part.child('value')!, condition: null });
  }
  return pairs;
}

/**
 * What a dict holds where it is spread, as far as everything that was done to it since is in sight.
 *
 * @param use the name, as it is spread
 */
export function builtPairs(use: SyntaxNode, tracer: Tracer): BuiltPair[] | null {
  const scopes = tracer.program.scopesOf(use);
  const bindings = scopes.lookup(use.text, use).filter((one) => one.kind !== 'typed');
  const [binding, another] = bindings;
  if (another || binding?.kind !== 'value') return null;
  const pairs = pairsOf(unwrap(binding.value));
  const home = blockOf(binding.node);
  const frame = frameOf(use);
  if (!pairs || !home || frameOf(binding.node) !== frame || !isInside(use, home)) return null;
  // A loop may come back to the call after what stands below it.
  const loop = around(use, 'for_statement', 'while_statement');
  const until = loop && isInside(loop, home) ? loop.end : use.start;
  const found = new Map(pairs.map((pair) => [pair.key, pair]));
  const holder = scopes.holder(use.text, use);
  let isKnown = true;
  walk(frame ?? use.file.root, (node) => {
    if (node.kind !== 'identifier' || node.text !== use.text || node === use || node === binding.node) return;
    if (node.start <= binding.node.start || node.start >= until || isNameOnly(node)) return;
    if (scopes.holder(node.text, node) !== holder || node.parent?.kind === 'dictionary_splat') return;
    const pair = frameOf(node) === frame ? added(node, home) : null;
    if (pair && (pair.condition === null || !found.has(pair.key))) found.set(pair.key, pair);
    else isKnown = false;
  });
  return isKnown ? [...found.values()] : null;
}

/** `name["key"] = value`, as a statement of the block that the dict was made in, or of an `if` in it. */
function added(name: SyntaxNode, home: SyntaxNode): BuiltPair | null {
  const target = name.parent;
  const assignment = target?.parent;
  if (target?.kind !== 'subscript' || name.field !== 'value' || assignment?.kind !== 'assignment') return null;
  const key = stringValue(unwrap(target.child('subscript')!));
  const value = assignment.child('right');
  const statement = assignment.parent;
  if (target.field !== 'left' || key === null || !value || statement?.kind !== 'expression_statement') return null;
  const block = statement.parent;
  if (block === home) return { key, value, condition: null };
  const choice = block?.parent;
  const isPlainIf = choice?.kind === 'if_statement' && block?.field === 'consequence' && choice.parent === home;
  const hasOthers = choice?.parts.some((part) => part.kind === 'elif_clause' || part.kind === 'else_clause');
  return isPlainIf && !hasOthers ? { key, value, condition: choice.child('condition')!.text } : null;
}

/** `f(options=1)`, `a.options`: not the variable. */
function isNameOnly(node: SyntaxNode): boolean {
  return node.field === 'attribute' || (node.field === 'name' && node.parent?.kind === 'keyword_argument');
}

function blockOf(node: SyntaxNode): SyntaxNode | undefined {
  return around(node, 'block', 'module');
}

function isInside(node: SyntaxNode, block: SyntaxNode): boolean {
  return node.start >= block.start && node.end <= block.end;
}
