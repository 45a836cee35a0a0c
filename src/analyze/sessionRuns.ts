/**
 * `session.execute(name, …)` with a name that is known at run time only. Such a call may run what a model asks for, as
 * `tools.execute` may: also where an earlier run has made it of one.
 */
import { ts } from 'ts-morph';
import type { Clients } from './clients.js';
import { createdOn } from './existingSessions.js';
import type { ExpressionFacts } from './expressions.js';
import type { FileFacts } from './facts.js';
import { isFunction, isMember, lineOf, memberName, unwrap, unwrapAwait, walk, wrapped } from './nodes.js';
import { declaredValue } from './values.js';

export function sessionRuns(file: ts.SourceFile, facts: ExpressionFacts, clients: Clients): FileFacts['sessionRuns'] {
  const found: FileFacts['sessionRuns'] = [];
  walk(file, (node) => {
    if (!ts.isCallExpression(node) || !isSessionExecute(node, facts)) return;
    const [slug] = node.arguments;
    if (!slug || facts.literals(slug)) return;
    const made = createdBy(receiverOf(node)!, facts);
    const holder = made && createdOn(made);
    const client = holder && clients.recognise(holder);
    found.push({ line: lineOf(node), slug: slug.getText(), constructions: client?.constructions ?? null });
  });
  return found;
}

/** `execute` of a session: by its type, or because its receiver is made by `create`. */
export function isSessionExecute(call: ts.CallExpression, facts: ExpressionFacts): boolean {
  const receiver = receiverOf(call);
  if (!receiver) return false;
  const method = unwrap(call.expression) as ts.Expression;
  const name = ts.isPropertyAccessExpression(method) ? method.name : method;
  const declaration = facts.bindings.symbolOf(name)?.declarations?.[0];
  if (declaration) {
    const owner = declaration.parent;
    const isSession = ts.isInterfaceDeclaration(owner) && owner.name.text === 'Session';
    return isSession && facts.program.isSdk(owner.getSourceFile());
  }
  return createdBy(receiver, facts) !== undefined;
}

/** The session in `session.execute(…)`. */
function receiverOf(call: ts.CallExpression): ts.Expression | undefined {
  const callee = unwrap(call.expression);
  return isMember(callee) && memberName(callee) === 'execute' ? callee.expression : undefined;
}

/** The `client.create(…)` that gives a session: at hand, through a constant, or as what a `.then` is called with. */
function createdBy(receiver: ts.Expression, facts: ExpressionFacts): ts.CallExpression | undefined {
  const target = unwrapAwait(receiver) as ts.Expression;
  const value = unwrapAwait(declaredValue(target, facts) ?? target);
  if (ts.isCallExpression(value)) return createdOn(value) && value.arguments.length > 0 ? value : undefined;
  const declaration = ts.isIdentifier(target) ? facts.bindings.symbolOf(target)?.declarations?.[0] : undefined;
  if (!declaration || !ts.isParameter(declaration) || !isFunction(declaration.parent)) return undefined;
  const then = wrapped(declaration.parent).parent;
  if (!ts.isCallExpression(then)) return undefined;
  const callee = unwrap(then.expression);
  return isMember(callee) && memberName(callee) === 'then' ? createdBy(callee.expression, facts) : undefined;
}
