/** Takes away what our edits left without a use: imports, constants and helper functions, with their own lines. */
import type { Range } from '../analyze/facts.js';
import { applyEdits, mapOffset } from './apply.js';
import type { Edit } from './edit.js';
import { parse, type ParsedFile } from './parse.js';
import { closeGaps, removeItems, removeStatement } from './remove.js';
import { bindingsOf, type Binding } from './scopes.js';
import { isSafeToDrop } from './pure.js';
import { isNode, type TreeNode } from './tree.js';
import { withAttachedComments } from './comments.js';

const PREFIX = 'cleanup:';
const SEPARATOR = '|';

/** Group of an edit that edits of these groups cause together: a removal of what they left unused, an import for them. */
export function cleanupGroup(groups: Iterable<string>): string {
  return PREFIX + [...new Set(groups)].sort().join(SEPARATOR);
}

/** The groups that caused an edit: when one of them is taken back, the edit goes too. Its own group for any other edit. */
export function causesOf(group: string): string[] {
  return group.startsWith(PREFIX) ? group.slice(PREFIX.length).split(SEPARATOR) : [group];
}

/**
 * Further edits that remove the declarations whose last use the given edits removed. What was unused before stays.
 * A removed constant can leave another one without a use: that one goes too. Never removed: what is exported, what has
 * side effects when it is made (calls), headers, licences and directives.
 *
 * @param path decides how the text is parsed
 * @param before the text that the edits are for
 * @returns edits for `before`, to be applied with the others; none when it takes the text after them to say, and that cannot be parsed
 */
export function unusedAfter(path: string, before: string, edits: readonly Edit[]): Edit[] {
  const replaced = edits.filter((edit) => edit.start < edit.end);
  if (replaced.length === 0) return [];
  try {
    return new Cleanup(path, before, edits).run();
  } catch (error) {
    // Verification says what is wrong with the changed text; there is nothing to tidy up in it.
    if (error instanceof Error && /ParseError|RangeError/.test(error.name)) return [];
    throw error;
  }
}

class Cleanup {
  private readonly file: ParsedFile;
  private readonly candidates: Binding[];
  /** Binding → groups of the edits that removed its uses. */
  private readonly removed = new Map<Binding, Set<string>>();
  /** The edits in order; `reach` is the farthest end of an edit and of all before it. */
  private readonly sorted: { edit: Edit; reach: number }[] = [];

  constructor(
    private readonly path: string,
    private readonly text: string,
    private readonly edits: readonly Edit[],
  ) {
    this.file = parse(text, path);
    let reach = 0;
    for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
      reach = Math.max(reach, edit.end);
      this.sorted.push({ edit, reach });
    }
    this.candidates = bindingsOf(this.file).filter(
      (binding) => isRemovable(binding) && usesOf(binding).length > 0 && !this.isEdited(binding),
    );
  }

  run(): Edit[] {
    let cleanup: Edit[] = [];
    for (;;) {
      const touched = this.candidates.filter((item) => !this.removed.has(item) && this.causes(item).size > 0);
      if (touched.length === 0) return cleanup;
      const unused = this.withoutUse(touched, [...this.edits, ...cleanup]);
      if (unused.length === 0) return cleanup;
      for (const binding of unused) this.removed.set(binding, this.causes(binding));
      cleanup = this.removals();
    }
  }

  /** The declaration itself lies inside an edit. */
  private isEdited(binding: Binding): boolean {
    const node = binding.declarations[0]?.node;
    return !node || this.edits.some((edit) => edit.start < node.end && node.start < edit.end);
  }

  /** Groups of the edits, and of the removals so far, that took uses of the binding away. */
  private causes(binding: Binding): Set<string> {
    const groups = new Set<string>();
    for (const use of usesOf(binding)) {
      for (const edit of this.around(use)) groups.add(edit.group);
      for (const [other, causes] of this.removed) {
        if (isInside(use, other)) for (const group of causes) groups.add(group);
      }
    }
    return groups;
  }

  /** The edits that replace a range; a file can have thousands of both. */
  private around({ start, end }: Range): Edit[] {
    let low = 0;
    for (let high = this.sorted.length; low < high;) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]!.edit.start <= start) low = middle + 1;
      else high = middle;
    }
    const found: Edit[] = [];
    for (let index = low - 1; index >= 0 && this.sorted[index]!.reach >= end; index--) {
      if (this.sorted[index]!.edit.end >= end) found.push(this.sorted[index]!.edit);
    }
    return found;
  }

  private withoutUse(bindings: Binding[], edits: Edit[]): Binding[] {
    const written = edits.map(({ text }) => text).join('\n');
    const gone = bindings.filter((binding) => usesOf(binding).every((use) => this.isGone(use)));
    // Only a name that the edits write as well has to be looked up in what becomes of the text.
    const named = gone.filter(({ name }) => written.includes(name));
    const unused = named.length > 0 ? this.unusedIn(applyEdits(this.text, edits), named, edits) : [];
    return gone.filter((binding) => !named.includes(binding) || unused.includes(binding));
  }

  private isGone(use: TreeNode): boolean {
    return this.around(use).length > 0 || [...this.removed.keys()].some((other) => isInside(use, other));
  }

  private unusedIn(after: string, bindings: Binding[], edits: Edit[]): Binding[] {
    const now = new Map<number, Binding>();
    for (const binding of bindingsOf(parse(after, this.path))) {
      for (const { identifier } of binding.declarations) now.set(identifier.start, binding);
    }
    return bindings.filter((binding) => {
      const start = binding.declarations[0]?.identifier.start ?? 0;
      const found = now.get(mapOffset(this.text, start, edits));
      return found?.name === binding.name && usesOf(found).length === 0;
    });
  }

  private removals(): Edit[] {
    const byStatement = new Map<TreeNode, Binding[]>();
    for (const binding of this.removed.keys()) {
      const statement = statementOf(binding);
      if (statement) byStatement.set(statement, [...(byStatement.get(statement) ?? []), binding]);
    }
    const whole = [...byStatement].filter(([statement, bindings]) => itemsOf(statement).length === bindings.length);
    const gone = whole.map(([statement]) => statement);
    const edits: Edit[] = [];
    for (const [statement, bindings] of byStatement) {
      const group = cleanupGroup(bindings.flatMap((binding) => [...(this.removed.get(binding) ?? [])]));
      const names = bindings.map((binding) => `‘${binding.name}’`).join(', ');
      const reason = `${names} ${bindings.length === 1 ? 'is' : 'are'} not used any more`;
      const ranges = gone.includes(statement)
        ? [removeStatement(this.text, withAttachedComments(this.text, this.file, statement, gone))]
        : partOf(this.text, statement, bindings);
      for (const { start, end } of ranges) {
        edits.push({ start, end, text: '', group, transform: 'create-session', reason });
      }
    }
    edits.sort((a, b) => a.start - b.start);
    const closed = closeGaps(this.text, edits);
    return edits.map((edit, index) => ({ ...edit, ...closed[index] }));
  }
}

/** Uses of a binding outside of its own declaration: a function that calls itself is not used by that. */
function usesOf(binding: Binding): TreeNode[] {
  return binding.references.filter((reference) => !isInside(reference, binding));
}

function isInside(node: Range, binding: Binding): boolean {
  return binding.declarations.some(
    ({ node: own }) => !/^Import/.test(own.type) && own.start <= node.start && node.end <= own.end,
  );
}

interface Item extends Range {
  identifier: TreeNode;
}

/** The names that one statement declares, as far as each can go by itself. */
function itemsOf(statement: TreeNode): Item[] {
  const item = (node: TreeNode, identifier: unknown): Item => ({
    start: node.start,
    end: node.end,
    identifier: identifier as TreeNode,
  });
  if (statement.type === 'ImportDeclaration') {
    return (statement.specifiers as TreeNode[]).map((node) => item(node, node.local));
  }
  if (statement.type === 'VariableDeclaration') {
    const declarators = statement.declarations as TreeNode[];
    const pattern = declarators[0]?.id as TreeNode | undefined;
    if (declarators.length === 1 && pattern?.type === 'ObjectPattern') {
      return (pattern.properties as TreeNode[]).map((node) => item(node, node.value));
    }
    return declarators.map((node) => item(node, node.id));
  }
  return [item(statement, statement.id)];
}

/** Ranges to delete when some of the names of a statement stay. */
function partOf(text: string, statement: TreeNode, bindings: readonly Binding[]): Range[] {
  const items = itemsOf(statement);
  const gone = new Set<number>();
  items.forEach((item, index) => {
    if (bindings.some((binding) => binding.declarations[0]?.identifier === item.identifier)) gone.add(index);
  });
  if (statement.type !== 'ImportDeclaration') return removeItems(text, items, gone);
  const specifiers = statement.specifiers as TreeNode[];
  const isNamed = (index: number): boolean => specifiers[index]?.type === 'ImportSpecifier';
  const firstNamed = specifiers.findIndex((_, index) => isNamed(index));
  if (firstNamed <= 0) return removeItems(text, items, gone);
  // `import a, { b } from 'c'`: what stands in braces goes with them.
  const open = text.lastIndexOf('{', specifiers[firstNamed]?.start ?? 0);
  const close = text.indexOf('}', items.at(-1)?.end ?? 0);
  const named = items.slice(firstNamed);
  const goneNamed = new Set([...gone].filter((index) => index >= firstNamed).map((index) => index - firstNamed));
  if (gone.has(0)) return [{ start: specifiers[0]?.start ?? 0, end: open }, ...removeItems(text, named, goneNamed)];
  if (goneNamed.size < named.length) return removeItems(text, named, goneNamed);
  return [{ start: specifiers[0]?.end ?? 0, end: close + 1 }];
}

/** Statement that goes when all of its names go; undefined when the declaration is of a kind that stays. */
function statementOf(binding: Binding): TreeNode | undefined {
  const [declaration, another] = binding.declarations;
  if (!declaration || another) return undefined;
  const { node, parents, identifier } = declaration;
  const parent = parents.at(-1);
  const home = parents.at(-2);
  if (/^Import\w*Specifier$/.test(node.type)) return parent;
  if (node.type === 'FunctionDeclaration' || node.type === 'TSEnumDeclaration') {
    return parent && isList(parent) && node.declare !== true ? node : undefined;
  }
  if (node.type !== 'VariableDeclarator' || !parent || !home || !isList(home) || parent.declare === true)
    return undefined;
  const init = node.init as TreeNode | null | undefined;
  if (node.id === identifier) return !init || isSafeToDrop(init) ? parent : undefined;
  return isPlainPattern(node, parent) ? parent : undefined;
}

/** `const { a, b } = client`, or `= require('./c')`, the import of CommonJS, when each of its names can go by itself. */
function isPlainPattern(declarator: TreeNode, list: TreeNode): boolean {
  const init = declarator.init as TreeNode | null | undefined;
  const pattern = declarator.id as TreeNode;
  const callee = init?.type === 'CallExpression' ? (init.callee as TreeNode) : undefined;
  const isRequire = callee?.type === 'Identifier' && callee.name === 'require';
  return (
    (isRequire || (isNode(init) && isSafeToDrop(init))) &&
    (list.declarations as TreeNode[]).length === 1 &&
    pattern.type === 'ObjectPattern' &&
    (pattern.properties as TreeNode[]).every(
      (property) => property.type === 'ObjectProperty' && (property.value as TreeNode).type === 'Identifier',
    )
  );
}

function isRemovable(binding: Binding): boolean {
  return statementOf(binding) !== undefined;
}

/** The node holds statements, so that one of them can go. */
function isList(node: TreeNode): boolean {
  return /^(Program|BlockStatement|TSModuleBlock|StaticBlock)$/.test(node.type);
}
