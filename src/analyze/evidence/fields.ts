/** Fields of classes: what the class writes into them. */
import { ts } from 'ts-morph';
import { isMember, memberName, walk, wrapped } from '../nodes.js';
import { returnsOf } from '../trace.js';
import { combine, nothing, type Trace } from './claims.js';
import type { Follower, Step } from './follow.js';
import { followParameter } from './parameters.js';
import type { Frame } from './slots.js';

/** What `this.name` (or `service.name`) holds; null when the member is no field of a class in the program. */
export function followClassMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  name: string,
  path: readonly Step[],
  frame: Frame | null,
  follower: Follower,
): Trace | null {
  const { facts } = follower;
  const nameNode = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  const declarations = facts.bindings.symbolOf(nameNode)?.declarations ?? [];
  const owner = declarations.map((one) => classOf(one)).find((one) => one !== null);
  const first = declarations[0];
  if (!owner || !first || facts.program.isSdk(owner.getSourceFile())) return null;
  if (ts.isGetAccessor(first)) return combine(returnsOf(first).map((value) => follower.follow(value, path, frame)));
  const values: Trace[] = [];
  for (const declaration of declarations) {
    if (ts.isPropertyDeclaration(declaration) && declaration.initializer)
      values.push(follower.follow(declaration.initializer, path, null));
    if (ts.isParameter(declaration)) values.push(followParameter(declaration, path, null, follower));
  }
  walk(owner, (inner) => {
    if (!isMember(inner) || memberName(inner) !== name || inner.expression.kind !== ts.SyntaxKind.ThisKeyword) return;
    const target = wrapped(inner);
    const parent = target.parent;
    if (
      ts.isBinaryExpression(parent) &&
      parent.left === target &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    )
      values.push(outsideOf(parent.right, path, follower));
  });
  return values.length > 0 ? withoutExpressions(combine(values)) : nothing();
}

function outsideOf(value: ts.Expression, path: readonly Step[], follower: Follower): Trace {
  return follower.follow(value, path, null);
}

/** Expressions of a constructor cannot be written in another method; `this.toolkit` beside it is found by its name. */
function withoutExpressions(trace: Trace): Trace {
  return { ...trace, branches: [], service: null };
}

function classOf(declaration: ts.Declaration): ts.ClassLikeDeclaration | null {
  if (ts.isPropertyDeclaration(declaration) || ts.isGetAccessor(declaration)) {
    return ts.isClassLike(declaration.parent) ? declaration.parent : null;
  }
  if (ts.isParameter(declaration) && ts.isParameterPropertyDeclaration(declaration, declaration.parent)) {
    return declaration.parent.parent;
  }
  // `this.x = …` in JavaScript declares the field.
  for (let node: ts.Node = declaration; node; node = node.parent) {
    if (ts.isClassLike(node)) return isMember(declaration) || ts.isBinaryExpression(declaration) ? node : null;
  }
  return null;
}
