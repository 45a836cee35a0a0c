/** Where a call stands: the facts that decide the form and the place of its session (rules §5). */
import { ts } from 'ts-morph';
import type { ExpressionFacts } from './expressions.js';
import type { BranchFact, LoopFact, PlacementFact, StatementFact } from './facts.js';
import {
  functionAround,
  isAsync,
  isFunction,
  isLoop,
  isMember,
  isWriteTarget,
  unwrap,
  walk,
  wrapped,
} from './nodes.js';

/** Id of the innermost block around a node: `m` for the module, `f120` for a function body, `b300` for any other block. */
export function blockIdOf(node: ts.Node): string {
  return blocksOf(node).at(-1) ?? 'm';
}

export function blocksOf(node: ts.Node): string[] {
  const blocks: string[] = [];
  for (let current: ts.Node | undefined = node; current; current = current.parent) {
    if (ts.isSourceFile(current)) blocks.unshift('m');
    else if (isFunction(current)) blocks.unshift(functionId(current));
    else if (
      (ts.isBlock(current) && !isFunction(current.parent)) ||
      ts.isModuleBlock(current) ||
      ts.isCaseBlock(current)
    )
      blocks.unshift(`b${current.pos}`);
    else if (ts.isClassStaticBlockDeclaration(current)) blocks.unshift(`f${current.pos}`);
  }
  return blocks;
}

export function functionIdOf(node: ts.Node): string {
  const around = functionAround(node);
  return around ? functionId(around) : 'm';
}

function functionId(node: ts.Node): string {
  return `f${node.pos}`;
}

export function placementOf(call: ts.Expression, expressions: ExpressionFacts): PlacementFact {
  const outer = wrapped(call);
  const awaited = ts.isAwaitExpression(outer.parent);
  const awaitNode = awaited ? outer.parent : null;
  const around = functionAround(call);
  const climb = climbToStatement(awaitNode ?? call, expressions);
  return {
    awaited,
    returned: !awaited && isReturnedByAsync(call),
    awaitRange: awaitNode ? { start: awaitNode.getStart(), end: awaitNode.getEnd() } : null,
    canAwait: !climb.inParameter && (around ? isAsync(around) : awaitsAtTopLevel(call.getSourceFile())),
    statement: climb.statement ? statementFact(climb.statement) : null,
    once: climb.onceReason === null,
    onceReason: climb.onceReason,
    effectsBefore: climb.effectsBefore,
    blocks: blocksOf(call),
    functionId: functionIdOf(call),
    loops: loopsAround(call),
    branch: branchOf(awaitNode ?? call, climb, expressions),
    inCallback: around !== undefined && isArgument(wrapped(around)),
  };
}

/** The branch whose own statement, or whose value, the call is part of. */
function branchOf(from: ts.Node, climb: Climb, expressions: ExpressionFacts): BranchFact | null {
  if (climb.statement && climb.onceReason === null) {
    const block = climb.statement.parent;
    const home = block.parent;
    if (!ts.isBlock(block) || !ts.isIfStatement(home) || !home.elseStatement) return null;
    const side = home.thenStatement === block ? 'then' : 'else';
    if (!ts.isBlock(home.elseStatement) || !isInBlock(home)) return null;
    return { of: home.getStart(), side, statement: statementFact(home), blocks: blocksOf(home) };
  }
  let node = wrapped(from);
  while (isMember(node.parent) && node.parent.expression === node) node = wrapped(node.parent);
  const choice = node.parent;
  if (!ts.isConditionalExpression(choice) || node === choice.condition) return null;
  const { statement, onceReason } = climbToStatement(choice, expressions);
  if (!statement || onceReason !== null) return null;
  const side = node === choice.whenTrue ? 'then' : 'else';
  return { of: choice.getStart(), side, statement: statementFact(statement), blocks: blocksOf(choice) };
}

function isInBlock(statement: ts.Statement): boolean {
  const home = statement.parent;
  return ts.isBlock(home) || ts.isSourceFile(home) || ts.isModuleBlock(home);
}

/**
 * An `async` function returns the promise, so that whoever awaits the function awaits it too: an `await` before it is
 * the same, but inside of a `try`, which would see what the promise throws.
 */
export function isReturnedByAsync(call: ts.Expression): boolean {
  let node: ts.Node = wrapped(call);
  for (; isResultOf(node.parent, node); node = wrapped(node.parent));
  const { parent } = node;
  if (isFunction(parent)) return isAsync(parent) && 'body' in parent && parent.body === node;
  if (!ts.isReturnStatement(parent)) return false;
  for (let around: ts.Node = parent.parent; !ts.isSourceFile(around); around = around.parent) {
    if (ts.isTryStatement(around)) return false;
    if (isFunction(around)) return isAsync(around);
  }
  return false;
}

/** The value of the expression is that of its part: a branch of `?:`, the right side of `&&`, `||`, `??`. */
function isResultOf(expression: ts.Node, part: ts.Node): boolean {
  if (ts.isConditionalExpression(expression)) return part !== expression.condition;
  if (!ts.isBinaryExpression(expression) || part !== expression.right) return false;
  const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = ts.SyntaxKind;
  const operators: readonly ts.SyntaxKind[] = [AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken];
  return operators.includes(expression.operatorToken.kind);
}

/** Given to a call, that may call it any number of times; a function that is called where it stands runs once. */
function isArgument(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression !== node;
}

interface Climb {
  statement: ts.Statement | null;
  onceReason: string | null;
  effectsBefore: boolean;
  inParameter: boolean;
}

/** Goes from the call up to its statement and notes what on the way is conditional, repeated or evaluated before it. */
function climbToStatement(from: ts.Node, expressions: ExpressionFacts): Climb {
  const climb: Climb = { statement: null, onceReason: null, effectsBefore: false, inParameter: false };
  const notOnce = (reason: string): void => {
    climb.onceReason ??= reason;
  };
  const evaluatedBefore = (nodes: readonly (ts.Node | undefined)[]): void => {
    for (const node of nodes) if (node && !expressions.isStable(node)) climb.effectsBefore = true;
  };

  let node: ts.Node = from;
  for (;;) {
    const parent: ts.Node = node.parent;
    if (ts.isStatement(parent) && !ts.isBlock(parent)) {
      statementReached(parent, node, notOnce);
      if (isInBlock(parent)) climb.statement = parent;
      else notOnce(homeReason(parent.parent));
      return climb;
    }
    if (ts.isParameter(parent)) {
      climb.inParameter = true;
      notOnce('it is the default of a parameter');
      return climb;
    }
    if (isFunction(parent)) {
      notOnce('the function has no body of statements');
      return climb;
    }
    if (ts.isPropertyDeclaration(parent) || ts.isClassStaticBlockDeclaration(parent) || ts.isEnumMember(parent)) {
      notOnce('it initialises a class member');
      return climb;
    }
    if (ts.isSourceFile(parent)) return climb;

    if (ts.isConditionalExpression(parent) && node !== parent.condition) notOnce('it is evaluated conditionally');
    else if (ts.isBinaryExpression(parent)) binaryStep(parent, node, notOnce, evaluatedBefore);
    else if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      const position = parent.arguments?.indexOf(node as ts.Expression) ?? -1;
      if (position >= 0) {
        if (ts.isOptionalChain(parent)) notOnce('it is an argument of an optional call');
        evaluatedBefore([parent.expression, ...(parent.arguments?.slice(0, position) ?? [])]);
      }
    } else if (ts.isElementAccessExpression(parent) && parent.argumentExpression === node) {
      if (ts.isOptionalChain(parent)) notOnce('it is a key of an optional access');
      evaluatedBefore([parent.expression]);
    } else if (ts.isArrayLiteralExpression(parent)) {
      evaluatedBefore(parent.elements.slice(0, parent.elements.indexOf(node as ts.Expression)));
    } else if (ts.isObjectLiteralElementLike(parent)) {
      const object = parent.parent;
      if (ts.isObjectLiteralExpression(object))
        evaluatedBefore(object.properties.slice(0, object.properties.indexOf(parent)));
    } else if (ts.isTemplateSpan(parent)) {
      const spans = parent.parent.templateSpans;
      evaluatedBefore(spans.slice(0, spans.indexOf(parent)).map((span) => span.expression));
    } else if (ts.isVariableDeclaration(parent)) {
      const list = parent.parent;
      if (ts.isVariableDeclarationList(list) && list.declarations.indexOf(parent) > 0)
        notOnce('it is not the first declarator of its statement');
    } else if (ts.isBindingElement(parent)) notOnce('it is the default of a destructured value');
    node = parent;
  }
}

function binaryStep(
  parent: ts.BinaryExpression,
  node: ts.Node,
  notOnce: (reason: string) => void,
  evaluatedBefore: (nodes: ts.Node[]) => void,
): void {
  if (node !== parent.right) return;
  const operator = parent.operatorToken.kind;
  const K = ts.SyntaxKind;
  const shortCircuits = [
    K.AmpersandAmpersandToken,
    K.BarBarToken,
    K.QuestionQuestionToken,
    K.AmpersandAmpersandEqualsToken,
    K.BarBarEqualsToken,
    K.QuestionQuestionEqualsToken,
  ];
  if (shortCircuits.includes(operator)) notOnce('it is evaluated conditionally');
  else if (operator !== K.EqualsToken) evaluatedBefore([parent.left]);
  else if (!ts.isIdentifier(unwrap(parent.left)) && !isPattern(parent.left)) {
    const target = unwrap(parent.left);
    if (ts.isPropertyAccessExpression(target)) evaluatedBefore([target.expression]);
    else if (ts.isElementAccessExpression(target)) evaluatedBefore([target.expression, target.argumentExpression]);
  }
}

function isPattern(node: ts.Node): boolean {
  return ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node);
}

function statementReached(statement: ts.Statement, from: ts.Node, notOnce: (reason: string) => void): void {
  if (ts.isForStatement(statement) && from === statement.initializer) return;
  if (isLoop(statement) && from !== statement.statement) notOnce('it is in the header of a loop');
}

function homeReason(home: ts.Node): string {
  if (ts.isCaseOrDefaultClause(home)) return 'it is in a case clause';
  if (ts.isLabeledStatement(home)) return 'its statement has a label';
  return 'its statement has no braces around it';
}

/** Leading comments that touch the statement go with it; a blank line parts them. */
export function statementFact(statement: ts.Statement): StatementFact {
  const file = statement.getSourceFile();
  const text = file.text;
  const start = statement.getStart(file);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const ownLine = indent.trim() === '';
  let insertAt = start;
  if (ownLine) {
    insertAt = lineStart;
    const comments = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
    let below = lineStart;
    for (const comment of comments.reverse()) {
      const commentLine = text.lastIndexOf('\n', comment.pos - 1) + 1;
      const between = text.slice(comment.end, below);
      if (text.slice(commentLine, comment.pos).trim() !== '' || /\n[^\S\n]*\r?\n/.test(between)) break;
      insertAt = commentLine;
      below = commentLine;
    }
  }
  return { start, end: statement.getEnd(), insertAt, indent: ownLine ? indent : '', ownLine };
}

function loopsAround(call: ts.Node): LoopFact[] {
  const loops: LoopFact[] = [];
  let below: ts.Node = call;
  for (let node = call.parent; node && !isFunction(node) && !ts.isSourceFile(node); below = node, node = node.parent) {
    if (!isLoop(node) || node.statement !== below) continue;
    const home = node.parent;
    const hasPlace = ts.isBlock(home) || ts.isSourceFile(home) || ts.isModuleBlock(home);
    loops.unshift({
      statement: hasPlace ? statementFact(node) : null,
      body: { start: node.statement.getStart(), end: node.statement.getEnd() },
      blocks: blocksOf(node),
      changes: namesChangedIn(node),
    });
  }
  return loops;
}

function namesChangedIn(loop: ts.Node): string[] {
  const names = new Set<string>();
  walk(loop, (node) => {
    if (!ts.isIdentifier(node)) return;
    const parent = node.parent;
    const declares =
      (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent)) &&
      parent.name === node;
    if (declares || isWriteTarget(node)) names.add(node.text);
  });
  return [...names];
}

const topLevelAwait = new WeakMap<ts.SourceFile, boolean>();

function awaitsAtTopLevel(file: ts.SourceFile): boolean {
  let known = topLevelAwait.get(file);
  if (known === undefined) {
    known = false;
    walk(file, (node) => {
      if (known || isFunction(node) || ts.isClassStaticBlockDeclaration(node)) return false;
      if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) known = true;
      return !known;
    });
    topLevelAwait.set(file, known);
  }
  return known;
}
