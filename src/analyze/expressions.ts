/** What is known about a value: its literals, its type, whether it can be moved, shared or evaluated again. */
import { ts } from 'ts-morph';
import type { AnalysisProgram } from './program.js';
import { createBindings, type Bindings } from './bindings.js';
import type { ExpressionFact, ListFact } from './facts.js';
import { functionAround, isFunction, isMember, memberName, unwrap, unwrapAwait } from './nodes.js';
import { changedLater, changedMeanwhile } from './laterChanges.js';
import { blockIdOf, blocksOf } from './placement.js';
import { partsOfPureCall } from './pureCalls.js';
import { envOf, literalsOf, listOf } from './values.js';

export interface ExpressionFacts {
  program: AnalysisProgram;
  checker: ts.TypeChecker;
  bindings: Bindings;
  describe(node: ts.Expression): ExpressionFact;
  describeList(node: ts.Expression): ListFact;
  /** See `ExpressionFact.stable`; any node: statements and patterns are judged by their parts. */
  isStable(node: ts.Node): boolean;
  isPure(node: ts.Node): boolean;
  literals(node: ts.Expression): string[] | null;
}

export function createExpressionFacts(program: AnalysisProgram): ExpressionFacts {
  const { checker } = program;
  const bindings = createBindings(checker);
  const judge = createJudge(checker, bindings);

  const facts: ExpressionFacts = {
    program,
    checker,
    bindings,
    isStable: (node) => judge(node) === 'stable',
    isPure: (node) => judge(node) !== 'effect',
    literals: (node) => literalsOf(node, facts),
    describe(node) {
      const verdict = judge(node);
      const reads = readsOf(node, bindings);
      const root = unwrap(node);
      const around = functionAround(node);
      const file = node.getSourceFile();
      const local = reads.filter((read) => read.declaration && functionAround(read.declaration) === around);
      return {
        start: node.getStart(file),
        end: node.getEnd(),
        text: node.getText(file),
        literals: literalsOf(node, facts),
        type: typeWord(node, checker),
        stable: verdict === 'stable',
        pure: verdict !== 'effect',
        unsteady: verdict !== 'stable' && readsUnsteady(node, judge),
        identity: verdict === 'stable' ? identityOf(root, bindings) : null,
        writes: reads.flatMap((read) => bindings.writesTo(read.symbol).map((write) => write.getStart())),
        changedLater: changedLater(node, bindings),
        changedMeanwhile: isText(node, checker) ? null : changedMeanwhile(node, facts),
        availableFrom: Math.max(0, ...local.map((read) => endOfDeclaration(read.declaration))),
        scope: innermostBlock(local.map((read) => read.declaration)),
        origin: originOf(root, bindings),
        env: envOf(node, facts),
      };
    },
    describeList(node) {
      return { ...facts.describe(node), ...listOf(node, facts) };
    },
  };
  return facts;
}

type Verdict = 'stable' | 'pure' | 'effect';

/**
 * Judges an expression by its parts: any write, `await`, `yield` and all but the plainest calls are effects; an unsteady
 * read makes it only pure.
 */
function createJudge(checker: ts.TypeChecker, bindings: Bindings): (node: ts.Node) => Verdict {
  const cache = new WeakMap<ts.Node, Verdict>();
  const worst = (verdicts: Verdict[]): Verdict =>
    verdicts.includes('effect') ? 'effect' : verdicts.includes('pure') ? 'pure' : 'stable';

  const judge = (node: ts.Node): Verdict => {
    let verdict = cache.get(node);
    if (!verdict) cache.set(node, (verdict = judgeAfresh(node)));
    return verdict;
  };
  const judgeAfresh = (node: ts.Node): Verdict => {
    if (ts.isIdentifier(node)) return judgeIdentifier(node, bindings);
    if (isFunction(node) || ts.isTypeNode(node)) return 'stable';
    if (isMember(node)) return judgeMember(node, bindings, judge);
    if (ts.isCallExpression(node)) {
      const parts = partsOfPureCall(node, checker, bindings);
      return parts ? worst(parts.map((part) => judge(part))) : 'effect';
    }
    if (
      ts.isNewExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isYieldExpression(node) ||
      ts.isTaggedTemplateExpression(node) ||
      ts.isDeleteExpression(node) ||
      ts.isPostfixUnaryExpression(node) ||
      ts.isClassExpression(node) ||
      ts.isJsxElement(node) ||
      ts.isJsxSelfClosingElement(node)
    )
      return 'effect';
    if (ts.isPrefixUnaryExpression(node)) {
      const steps = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
      return steps ? 'effect' : judge(node.operand);
    }
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.kind;
      if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) return 'effect';
      return worst([judge(node.left), judge(node.right)]);
    }
    if (ts.isPropertyAssignment(node))
      return worst([
        ts.isComputedPropertyName(node.name) ? judge(node.name.expression) : 'stable',
        judge(node.initializer),
      ]);
    if (ts.isShorthandPropertyAssignment(node)) return judge(node.name);
    const parts: Verdict[] = [];
    ts.forEachChild(node, (child) => {
      parts.push(judge(child));
    });
    return worst(parts);
  };
  return judge;
}

function judgeIdentifier(node: ts.Identifier, bindings: Bindings): Verdict {
  const symbol = bindings.symbolOf(node);
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration) return 'stable';
  const home = functionAround(declaration);
  // Other code can only write it while this function waits when the write is in another function, or at module level.
  const writes = bindings.writesTo(symbol);
  if (writes.length === 0) return 'stable';
  const onlyHere = home !== undefined && writes.every((write) => functionAround(write) === home);
  return onlyHere && functionAround(node) === home ? 'stable' : 'pure';
}

function judgeMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  bindings: Bindings,
  judge: (node: ts.Node) => Verdict,
): Verdict {
  const object = node.expression.kind === ts.SyntaxKind.SuperKeyword ? 'stable' : judge(node.expression);
  const key = ts.isElementAccessExpression(node) ? judge(node.argumentExpression) : 'stable';
  if (object === 'effect' || key === 'effect') return 'effect';
  const symbol = bindings.symbolOf(ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression);
  const isAccessor = symbol?.declarations?.some((d) => ts.isGetAccessor(d) && !d.getSourceFile().isDeclarationFile);
  if (isAccessor) return 'pure';
  const name = memberName(node);
  const written = name !== undefined && bindings.propertyIsWritten(node.getSourceFile(), name);
  return object === 'pure' || key === 'pure' || written ? 'pure' : 'stable';
}

function readsUnsteady(node: ts.Node, judge: (node: ts.Node) => Verdict): boolean {
  if (isFunction(node) || ts.isTypeNode(node)) return false;
  if ((ts.isIdentifier(node) || isMember(node)) && judge(node) === 'pure') return true;
  return ts.forEachChild(node, (child) => readsUnsteady(child, judge)) ?? false;
}

interface Read {
  symbol: ts.Symbol;
  declaration: ts.Declaration;
}

/** Bindings that the expression reads, functions inside it left out. */
function readsOf(node: ts.Node, bindings: Bindings): Read[] {
  const reads: Read[] = [];
  const visit = (current: ts.Node): void => {
    if (ts.isTypeNode(current)) return;
    if (ts.isPropertyAccessExpression(current)) return visit(current.expression);
    if (ts.isPropertyAssignment(current)) {
      if (ts.isComputedPropertyName(current.name)) visit(current.name.expression);
      return visit(current.initializer);
    }
    if (ts.isIdentifier(current)) {
      const symbol = bindings.symbolOf(current);
      const declaration = symbol?.declarations?.[0];
      if (symbol && declaration) reads.push({ symbol, declaration });
      return;
    }
    ts.forEachChild(current, visit);
  };
  visit(node);
  return reads;
}

function endOfDeclaration(declaration: ts.Declaration): number {
  if (ts.isParameter(declaration) || ts.isFunctionDeclaration(declaration)) return 0;
  let current: ts.Node = declaration;
  while (current.parent && !ts.isStatement(current) && !ts.isParameter(current) && !ts.isForOfStatement(current.parent))
    current = current.parent;
  if (ts.isParameter(current)) return 0;
  return ts.isStatement(current) && !ts.isVariableStatement(current) ? declaration.getEnd() : current.getEnd();
}

function innermostBlock(declarations: ts.Declaration[]): string {
  let deepest: string[] = [];
  for (const declaration of declarations) {
    const blocks = blocksOf(declaration);
    if (blocks.length > deepest.length) deepest = blocks;
  }
  return deepest.at(-1) ?? 'm';
}

/** `12.user.id` for `session.user.id`: the binding by its declaration, then the path. */
function identityOf(node: ts.Node, bindings: Bindings): string | null {
  const target = unwrap(node);
  if (ts.isStringLiteralLike(target) || ts.isNumericLiteral(target)) return JSON.stringify(target.text);
  if (target.kind === ts.SyntaxKind.ThisKeyword) return `this@${functionOfThis(target)}`;
  if (ts.isIdentifier(target)) {
    const declaration = bindings.symbolOf(target)?.declarations?.[0];
    return declaration ? `${declaration.getSourceFile().fileName}:${declaration.pos}` : `global:${target.text}`;
  }
  if (isMember(target)) {
    const name = memberName(target);
    const object = identityOf(target.expression, bindings);
    if (object !== null && name !== undefined) return `${object}.${name}`;
    if (object !== null && ts.isElementAccessExpression(target)) {
      const key = identityOf(target.argumentExpression, bindings);
      return key === null ? null : `${object}[${key}]`;
    }
    return null;
  }
  if (ts.isBinaryExpression(target) || ts.isTemplateExpression(target) || ts.isConditionalExpression(target)) {
    const parts: (string | null)[] = [];
    const visit = (child: ts.Node): void => {
      if (ts.isTemplateSpan(child)) ts.forEachChild(child, visit);
      else if (ts.isTemplateHead(child) || ts.isTemplateMiddleOrTemplateTail(child))
        parts.push(JSON.stringify(child.text));
      else if (ts.isToken(child) && !ts.isIdentifier(child) && !ts.isLiteralExpression(child))
        parts.push(`k${child.kind}`);
      else parts.push(identityOf(child, bindings));
    };
    ts.forEachChild(target, visit);
    return parts.includes(null) ? null : `(${parts.join(' ')})`;
  }
  return null;
}

function functionOfThis(node: ts.Node): number {
  let around = functionAround(node);
  while (around && ts.isArrowFunction(around)) around = functionAround(around);
  return around?.pos ?? -1;
}

function typeWord(node: ts.Expression, checker: ts.TypeChecker): ExpressionFact['type'] {
  const type = checker.getTypeAtLocation(node);
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'any';
  const parts = type.isUnion() ? type.types : [type];
  const missing = parts.some((part) => part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void));
  if (missing) return 'maybe-undefined';
  return isText(node, checker) ? 'string' : 'other';
}

/** A string is as it was when it was read. */
function isText(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(node);
  const { StringLike, Undefined, Null } = ts.TypeFlags;
  return (type.isUnion() ? type.types : [type]).every((part) => part.flags & (StringLike | Undefined | Null));
}

function originOf(node: ts.Node, bindings: Bindings): string {
  const target = unwrapAwait(node);
  const file = target.getSourceFile();
  const text = target.getText(file).replace(/\s+/g, ' ');
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  if (ts.isStringLiteralLike(target)) return `the literal ${short}`;
  if (ts.isIdentifier(target)) {
    const declaration = bindings.symbolOf(target)?.declarations?.[0];
    if (!declaration) return short;
    if (ts.isParameter(declaration)) return `the parameter ${short}`;
    if (declaration.getSourceFile() !== file) return `${short}, imported`;
    return `the variable ${short}`;
  }
  if (ts.isCallExpression(target)) return `the call ${short}`;
  return short;
}

export { blockIdOf };
