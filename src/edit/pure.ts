import { isNode, type TreeNode } from './tree.js';

/** Kinds of expressions without an effect of their own, with the fields that hold expressions which must not have one either. */
const HARMLESS: ReadonlyMap<string, readonly string[]> = new Map([
  ['StringLiteral', []],
  ['NumericLiteral', []],
  ['BooleanLiteral', []],
  ['NullLiteral', []],
  ['BigIntLiteral', []],
  ['RegExpLiteral', []],
  ['Identifier', []],
  ['ThisExpression', []],
  ['MetaProperty', []],
  ['ArrowFunctionExpression', []],
  ['FunctionExpression', []],
  ['TemplateLiteral', ['expressions']],
  ['ArrayExpression', ['elements']],
  ['ObjectExpression', ['properties']],
  ['ObjectProperty', ['key', 'value']],
  ['ObjectMethod', []],
  ['SpreadElement', ['argument']],
  ['MemberExpression', ['object', 'property']],
  ['OptionalMemberExpression', ['object', 'property']],
  ['ConditionalExpression', ['test', 'consequent', 'alternate']],
  ['LogicalExpression', ['left', 'right']],
  ['BinaryExpression', ['left', 'right']],
  ['UnaryExpression', ['argument']],
  ['ParenthesizedExpression', ['expression']],
  ['TSAsExpression', ['expression']],
  ['TSSatisfiesExpression', ['expression']],
  ['TSNonNullExpression', ['expression']],
  ['TSTypeAssertion', ['expression']],
  ['TypeCastExpression', ['expression']],
]);

/** Constructors and functions of the language that only make a value of what they are given. */
const MAKERS: ReadonlySet<string> = new Set(['Map', 'Set', 'WeakMap', 'WeakSet']);

/** Nothing happens when the expression is not evaluated any more: it calls nothing, waits for nothing, writes nothing. */
export function isSafeToDrop(node: TreeNode): boolean {
  if (isMaker(node)) return (node.arguments as TreeNode[]).every((argument) => isSafeToDrop(argument));
  const fields = HARMLESS.get(node.type);
  if (!fields || (node.type === 'UnaryExpression' && node.operator === 'delete')) return false;
  return fields.every((field) => {
    const value = node[field];
    const parts = Array.isArray(value) ? value : [value];
    return parts.every((part) => !isNode(part) || isSafeToDrop(part));
  });
}

/** `new Map()`, `Object.freeze({ … })` */
function isMaker(node: TreeNode): boolean {
  const callee = node.callee as TreeNode | undefined;
  if (node.type === 'NewExpression') return callee?.type === 'Identifier' && MAKERS.has(callee.name as string);
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || callee.computed === true) return false;
  const [object, property] = [callee.object as TreeNode, callee.property as TreeNode];
  return object.name === 'Object' && property.name === 'freeze';
}
