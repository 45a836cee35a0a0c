/** Which name means which declaration: a light resolver over the parser's tree, for finding what is not used any more. */
import type { ParsedFile } from './parse.js';
import { childrenOf, isNode, programOf, type TreeNode } from './tree.js';

/** A declared name. Values and types of one name count as one: rather kept than removed by mistake. */
export interface Binding {
  name: string;
  /** Identifiers that declare it: several for overloads, merged declarations and repeated `var`. */
  declarations: Declaration[];
  /** Identifiers that mean it, without its declarations. */
  references: TreeNode[];
}

export interface Declaration {
  identifier: TreeNode;
  /** The node that makes the name: import specifier, declarator, function, class, parameter, … */
  node: TreeNode;
  /** Nodes around `node`, innermost last. */
  parents: TreeNode[];
}

/** Every binding of a file, those of inner scopes included. */
export function bindingsOf(file: ParsedFile): Binding[] {
  const walk = new ScopeWalk();
  walk.enter(programOf(file), new Scope(undefined, true));
  return walk.resolve();
}

class Scope {
  readonly bindings = new Map<string, Binding>();
  constructor(
    readonly parent: Scope | undefined,
    readonly isFunction: boolean,
  ) {}

  get functionScope(): Scope {
    return this.isFunction || !this.parent ? this : this.parent.functionScope;
  }

  find(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.parent?.find(name);
  }
}

const FUNCTIONS =
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ObjectMethod|Class(Private)?Method|TSDeclare(Function|Method))$/;
const BLOCKS =
  /^(BlockStatement|For(In|Of|)Statement|SwitchStatement|CatchClause|Class(Declaration|Expression)|StaticBlock|TSModuleBlock|TS(Interface|TypeAlias)Declaration|TS(Function|Constructor|Mapped|Conditional)Type)$/;

class ScopeWalk {
  private readonly all: Binding[] = [];
  private readonly uses: { identifier: TreeNode; scope: Scope }[] = [];

  resolve(): Binding[] {
    for (const { identifier, scope } of this.uses) scope.find(nameOf(identifier))?.references.push(identifier);
    return this.all;
  }

  /** Nodes around the current one, innermost last. */
  private readonly parents: TreeNode[] = [];
  private readonly declaring = new Set<TreeNode>();

  enter(node: TreeNode, scope: Scope): void {
    const inner = this.scopeOf(node, scope);
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') this.identifier(node, inner);
    this.parents.push(node);
    for (const child of childrenOf(node)) this.enter(child, inner);
    this.parents.pop();
  }

  /** Declares what the node declares and returns the scope in which its children stand. */
  private scopeOf(node: TreeNode, scope: Scope): Scope {
    if (FUNCTIONS.test(node.type)) return this.functionScope(node, scope);
    const inner = BLOCKS.test(node.type) ? new Scope(scope, false) : scope;
    const declare = (identifier: unknown, into: Scope): void => {
      if (isNode(identifier) && identifier.type === 'Identifier') this.declare(identifier, node, into);
    };
    switch (node.type) {
      case 'ImportSpecifier':
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier':
        declare(node.local, scope);
        break;
      case 'VariableDeclarator': {
        const list = this.parents.at(-1);
        for (const name of namesOf(node.id)) declare(name, list?.kind === 'var' ? scope.functionScope : scope);
        break;
      }
      case 'ClassDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
      case 'TSEnumDeclaration':
      case 'TSModuleDeclaration':
      case 'TSImportEqualsDeclaration':
      case 'TypeAlias':
      case 'OpaqueType':
      case 'InterfaceDeclaration':
        declare(node.id, scope);
        break;
      case 'ClassExpression':
        declare(node.id, inner);
        break;
      case 'CatchClause':
        for (const name of namesOf(node.param)) declare(name, inner);
        break;
      case 'TSTypeParameter':
        if (typeof node.name === 'string') this.add(node.name, scope);
        break;
    }
    return inner;
  }

  private functionScope(node: TreeNode, scope: Scope): Scope {
    const inner = new Scope(scope, true);
    const id = node.id;
    if (isNode(id) && id.type === 'Identifier') {
      this.declare(id, node, node.type === 'FunctionExpression' ? inner : scope);
    }
    for (const parameter of (node.params as TreeNode[] | undefined) ?? []) {
      for (const name of namesOf(parameter)) this.declare(name, parameter, inner);
    }
    return inner;
  }

  private add(name: string, scope: Scope): Binding {
    let binding = scope.bindings.get(name);
    if (!binding) {
      binding = { name, declarations: [], references: [] };
      scope.bindings.set(name, binding);
      this.all.push(binding);
    }
    return binding;
  }

  private declare(identifier: TreeNode, node: TreeNode, scope: Scope): void {
    this.add(nameOf(identifier), scope).declarations.push({ identifier, node, parents: [...this.parents] });
    this.declaring.add(identifier);
  }

  private identifier(node: TreeNode, scope: Scope): void {
    const [outer, parent] = this.parents.slice(-2);
    if (this.declaring.has(node) || isOnlyAName(node, parent)) return;
    // `export { a } from 'b'` names what another module has.
    if (parent?.type === 'ExportSpecifier' && outer?.source) return;
    this.uses.push({ identifier: node, scope });
  }
}

/** Identifiers that a pattern declares. */
function* namesOf(pattern: unknown): Generator<TreeNode> {
  if (!isNode(pattern)) return;
  switch (pattern.type) {
    case 'Identifier':
      yield pattern;
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties as TreeNode[]) {
        yield* namesOf(property.type === 'RestElement' ? property : property.value);
      }
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements as unknown[]) yield* namesOf(element);
      break;
    case 'AssignmentPattern':
      yield* namesOf(pattern.left);
      break;
    case 'RestElement':
      yield* namesOf(pattern.argument);
      break;
    case 'TSParameterProperty':
      yield* namesOf(pattern.parameter);
      break;
  }
}

/**
 * The identifier is a label of something, not a use of a binding: `x.name`, `{ name: x }`, a method's name.
 * Where one word is both (`{ name }`, `export { name }`), the parser has a second node for the use.
 */
function isOnlyAName(node: TreeNode, parent: TreeNode | undefined): boolean {
  if (!parent) return false;
  switch (parent.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.property === node && parent.computed !== true;
    case 'JSXMemberExpression':
      return parent.property === node;
    case 'JSXAttribute':
      return parent.name === node;
    case 'ObjectProperty':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
    case 'ClassAccessorProperty':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
    case 'TSDeclareMethod':
      return parent.key === node && parent.computed !== true;
    case 'ImportSpecifier':
      return parent.imported === node;
    case 'ExportSpecifier':
      return parent.exported === node;
    case 'TSQualifiedName':
      return parent.right === node;
    case 'TSEnumMember':
      return parent.id === node;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return parent.label === node;
    case 'MetaProperty':
    case 'ImportAttribute':
      return true;
    default:
      return false;
  }
}

function nameOf(identifier: TreeNode): string {
  return identifier.name as string;
}
