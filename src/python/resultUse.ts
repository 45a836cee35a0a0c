/** How the result of `tools.execute` is read: by its keys, or in ways that need the whole dict. */
import type { ResultRead, ResultUseFact } from './facts.js';
import { frameOf } from './trace.js';
import { stringValue } from './strings.js';
import { callOf, walk, wrapped, type SyntaxNode } from './syntax.js';
import type { Tracer } from './trace.js';

/** Keys of the dict. Source: `ToolExecutionResponse`, `python/composio/core/types.py` at 3e989ec. */
const FIELDS: ReadonlySet<string> = new Set(['data', 'error', 'successful', 'log_id', 'session_info']);

/** @param call the direct call, or what hands it on (`asyncio.to_thread(…)`) */
export function resultUse(call: SyntaxNode, tracer: Tracer): ResultUseFact {
  const value = outermost(call);
  const parent = value.parent;
  const use: ResultUseFact = { kind: 'plain', reads: [], taker: null, escape: null };
  if (parent?.kind === 'expression_statement' && value.kind !== 'assignment') return { ...use, kind: 'unused' };
  const direct = readOf(value);
  if (direct) return { ...use, reads: [direct] };
  const name = parent?.kind === 'assignment' && value.field === 'right' ? parent.child('left') : undefined;
  if (name?.kind !== 'identifier') return escapes(use, parent ? wordsFor(parent) : 'elsewhere');
  const taker = { name: name.text };
  const reads: ResultRead[] = [];
  for (const read of readsOf(name, tracer)) {
    const field = readOf(wrapped(read));
    if (!field) return { ...escapes(use, wordsFor(read.parent ?? read)), reads, taker };
    reads.push(field);
  }
  return { ...use, reads, taker, kind: reads.length > 0 ? 'plain' : 'unused' };
}

function escapes(use: ResultUseFact, escape: string): ResultUseFact {
  return { ...use, kind: 'escapes', escape };
}

/** The call with its `await` and parentheses. */
function outermost(call: SyntaxNode): SyntaxNode {
  let current = wrapped(call);
  while (current.parent?.kind === 'await') current = wrapped(current.parent);
  return current;
}

/** Uses of a name in its function that may see this assignment. */
function readsOf(name: SyntaxNode, tracer: Tracer): SyntaxNode[] {
  const scopes = tracer.program.scopesOf(name);
  const holder = scopes.holder(name.text, name);
  const root = frameOf(name) ?? name.file.root;
  const found: SyntaxNode[] = [];
  walk(root, (node) => {
    if (node.kind !== 'identifier' || node.text !== name.text || node === name || !isRead(node)) return;
    if (scopes.holder(node.text, node) !== holder) return;
    if (scopes.lookup(node.text, node).some((binding) => binding.node === name)) found.push(node);
  });
  return found;
}

function isRead(node: SyntaxNode): boolean {
  if (node.field === 'attribute' || (node.field === 'name' && node.parent?.kind === 'keyword_argument')) return false;
  return !(node.field === 'left' && node.parent?.kind === 'assignment');
}

/** `value["data"]`, `value.get("data", {})` */
function readOf(value: SyntaxNode): ResultRead | null {
  const { parent } = value;
  if (parent?.kind === 'subscript' && value.field === 'value') {
    const key = parent.child('subscript');
    const field = key ? stringValue(key) : null;
    if (field === null || !FIELDS.has(field) || isTarget(parent)) return null;
    return { start: parent.start, end: parent.end, field, kind: 'subscript', fallback: null };
  }
  if (parent?.kind !== 'attribute' || value.field !== 'object' || parent.child('attribute')?.text !== 'get')
    return null;
  const call = callOf(parent);
  const parts = call?.child('arguments')?.parts ?? [];
  const field = parts[0] ? stringValue(parts[0]) : null;
  if (!call || field === null || !FIELDS.has(field)) return null;
  return { start: call.start, end: call.end, field, kind: 'get', fallback: parts[1]?.text ?? null };
}

function isTarget(node: SyntaxNode): boolean {
  return node.field === 'left' || node.parent?.kind === 'delete_statement';
}

function wordsFor(parent: SyntaxNode): string {
  switch (parent.kind) {
    case 'return_statement':
      return 'it is returned';
    case 'argument_list':
    case 'keyword_argument':
      return 'it is an argument of another call';
    case 'attribute':
      return `its member ${parent.child('attribute')?.text ?? ''} is used`;
    case 'pair':
    case 'list':
    case 'tuple':
    case 'dictionary':
      return 'it is put into another value';
    default:
      return 'it is used as a whole';
  }
}
