/** Which bindings of a name a use can see, by the order of statements in one function. */
import type { Binding } from './scopes.js';
import { around, FUNCTIONS, type SyntaxNode } from './syntax.js';

const BLOCKS: ReadonlySet<string> = new Set(['block', 'module']);

/** The statement directly in a block that a node belongs to, with its block; within one function. */
function steps(node: SyntaxNode): { block: SyntaxNode; statement: SyntaxNode }[] {
  const found: { block: SyntaxNode; statement: SyntaxNode }[] = [];
  for (let child = node, parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (BLOCKS.has(parent.kind)) found.push({ block: parent, statement: child });
    if (FUNCTIONS.has(parent.kind) || parent.kind === 'class_definition') break;
  }
  return found;
}

/**
 * Leaves out bindings that another one replaces before the use: one that stands earlier in a block around the use, as a
 * statement of its own, is what the use sees of everything before it. What stands later counts only in a loop.
 */
export function reaching(all: readonly Binding[], use: SyntaxNode): Binding[] {
  const loop = around(use, 'for_statement', 'while_statement');
  const seen = all.filter(
    (one) => one.kind === 'parameter' || one.node.start < use.start || (loop && isWithin(one.node, loop)),
  );
  // Nothing stands before the use: it is in a function that runs later, or the name is not bound at all.
  if (seen.length === 0) return [...all];
  const path = steps(use);
  let last: Binding | undefined;
  for (const one of seen) {
    if (one.kind === 'parameter' || one.kind === 'typed' || one.node.start >= use.start) continue;
    const [own] = steps(one.node);
    const dominates = own && path.some((step) => step.block === own.block && step.statement !== own.statement);
    if (dominates && isPlainly(one.node, own.statement) && (!last || last.node.start < one.node.start)) last = one;
  }
  if (!last) return seen;
  const from = last.node.start;
  return seen.filter((one) => one.node.start >= from || one.kind === 'typed');
}

/** A binding that happens whenever its statement runs. */
function isPlainly(node: SyntaxNode, statement: SyntaxNode): boolean {
  if (statement === node) return true;
  if (
    !['expression_statement', 'import_statement', 'import_from_statement', 'decorated_definition'].includes(
      statement.kind,
    )
  )
    return false;
  return !around(node, 'conditional_expression', 'boolean_operator', 'lambda') || node.parent?.kind === 'assignment';
}

function isWithin(node: SyntaxNode, other: SyntaxNode): boolean {
  return node.file === other.file && node.start >= other.start && node.end <= other.end;
}
