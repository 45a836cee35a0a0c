/**
 * `composio.tools.execute(slug, { userId, arguments })` becomes `session.execute(slug, arguments)`. Where the result
 * is needed in the shape of a direct one, it is put together where it is made.
 */
import type { ASTPath, CallExpression } from 'jscodeshift';
import type { Range } from '../src/analyze/facts.js';
import type { Edit } from '../src/edit/edit.js';
import { inLinesOf } from '../src/edit/literal.js';
import { closeGaps } from '../src/edit/remove.js';
import { columnsOf } from '../src/edit/render.js';
import { lineEnd, lineStart } from '../src/edit/tree.js';
import type { SiteAction } from '../src/plan/intent.js';
import type { SitePlan } from '../src/plan/plan.js';
import { runAlone, type TransformApi, type TransformFile } from './alone.js';
import type { TransformContext } from './context.js';
import { commentsAbove, commentsInline } from './keptComments.js';
import {
  dedent,
  endOf,
  findCall,
  lineIndent,
  replaceCall,
  sessionOf,
  sitesWith,
  startOf,
  textAt,
} from './sessionCall.js';

const NAME = 'tools-execute';

type Action = Extract<SiteAction, { kind: 'execute' }>;
type Site = SitePlan & { action: Action };

export { parser } from './alone.js';

export default function transform(file: TransformFile, _api: TransformApi, options: object): string | undefined {
  return runAlone(NAME, file, options);
}

export function find(context: TransformContext): Edit[] {
  return sitesWith(context, 'execute').flatMap((site) => editsOf(context, site));
}

function editsOf(context: TransformContext, site: Site): Edit[] {
  const { action } = site;
  const path = findCall(context, site);
  const taker = action.result === 'wrap' ? takerOf(context, site, path) : null;
  const then = action.result === 'wrap' && !taker ? `(executed) => (${shape(context, 'executed')})` : undefined;
  const call = callText(context, site, path.node, taker, then);
  const edits = [indented(replaceCall(context, site, call, then === undefined ? {} : { then }), call, context)];

  const add = (start: number, end: number, text: string, reason: string): void => {
    edits.push({ start, end, text, group: site.group, transform: NAME, reason });
  };
  if (taker) splitStatement(context, taker, add);
  for (const { start, end, text } of action.successfulReads) {
    if (action.result === 'rewrite-reads')
      add(start, end, text, 'a session result says by its error whether it succeeded');
  }
  for (const { start, end } of closeGaps(context.text, action.removals))
    add(start, end, '', 'session.execute takes the arguments by themselves');
  edits.push(...commentsAbove(context, site, action));
  return edits;
}

/** Where the session form puts the call on another line, the lines of its arguments move in with it. */
function indented(edit: Edit, call: string, { text }: TransformContext): Edit {
  const at = edit.text.indexOf(call);
  const line = edit.text.slice(edit.text.lastIndexOf('\n', at) + 1, at);
  if (at < 0 || !edit.text.slice(0, at).includes('\n')) return edit;
  const moved = dedent(call, lineIndent(text, edit.start), /^[^\S\n]*/.exec(line)?.[0] ?? '');
  return { ...edit, text: edit.text.slice(0, at) + moved + edit.text.slice(at + call.length) };
}

/** `execute('SLUG', { … })`: on one line where the call was, or one argument per line where it had them so. */
function callText(
  context: TransformContext,
  site: Site,
  call: CallExpression,
  taker: Taker | null,
  then: string | undefined,
): string {
  const { text, style } = context;
  const { action } = site;
  const start = startOf(call);
  const slugLine = lineStart(text, action.slug.start);
  const isBroken = text.slice(slugLine, action.slug.start).trim() === '' && slugLine > start;
  const broken = partsOf(context, action, lineIndent(text, action.slug.start));
  const column = columnsOf(text.slice(lineStart(text, start), start));
  const fits = column + columnsOf(`session.execute(${broken.join(', ')});`) <= style.width;
  if (isBroken && (broken.some((part) => part.includes('\n')) || !fits)) {
    const indent = lineIndent(text, action.slug.start);
    const last = call.arguments.at(-1);
    const comma = last && /^[^)]*,/.test(text.slice(endOf(last), endOf(call))) ? ',' : '';
    const lines = broken.map((part) => `\n${indent}${part}`).join(',');
    return `execute(${lines}${comma}\n${lineIndent(text, endOf(call))})`;
  }
  const parts = partsOf(context, action, lineIndent(text, start));
  const args = (then === undefined ? argumentsInLines(context, site, call, taker, parts) : null) ?? parts.join(', ');
  return `execute(${args})`;
}

/**
 * The arguments on several lines, as prettier has them, where the call would become a line too long for a file that did
 * not have it so before; null where they stay on one line.
 */
function argumentsInLines(
  context: TransformContext,
  site: Site,
  call: CallExpression,
  taker: Taker | null,
  parts: string[],
): string | null {
  const { text, style } = context;
  const [start, end] = [startOf(call), endOf(call)];
  const session = sessionOf(context, site);
  if (parts.some((part) => part.includes('\n')) || (session.form !== 'statement' && session.form !== 'existing'))
    return null;
  const before = text.slice(lineStart(text, start), start);
  const head = taker ? `${lineIndent(text, taker.statement.start)}const ${taker.executed} = await ` : before;
  const line = `${head}${session.name}.execute(${parts.join(', ')})${text.slice(taker?.statement.end ?? end, lineEnd(text, end))}`;
  const wasLong = columnsOf(text.slice(lineStart(text, start), lineEnd(text, start))) > style.width;
  if (columnsOf(line) <= style.width || wasLong) return null;
  const indent = lineIndent(text, taker?.statement.start ?? start);
  const last = parts.at(-1) ?? '';
  if (last.startsWith('{') && parts.at(-2)?.startsWith('{')) {
    const comma = style.trailingComma === 'multiline' ? ',' : '';
    return `${parts.map((part) => `\n${indent}${style.indentUnit}${part}`).join(',')}${comma}\n${indent}`;
  }
  const broken = inLinesOf(last, indent, style);
  return broken === null ? null : [...parts.slice(0, -1), broken].join(', ');
}

/** The arguments of the new call; lines behind their first one are moved out to this indentation. */
function partsOf(context: TransformContext, action: Action, indent: string): string[] {
  const { text } = context;
  const at = (range: Range): string => dedent(textAt(context, range), lineIndent(text, range.start), indent);
  const parts = [at(action.slug)];
  const args = action.argumentsText ?? (action.arguments ? at(action.arguments) : null);
  const options = [accountText(context, action), signalText(context, action)];
  while (options.length > 0 && options.at(-1) === undefined) options.pop();
  if (args !== null) parts.push(inlineComments(action) + args);
  else if (options.length > 0) parts.push(`${inlineComments(action)}{}`);
  else parts[0] = inlineComments(action) + parts[0];
  parts.push(...options.map((option) => option ?? 'undefined'));
  return parts;
}

/** `{ account: … }`; an account that was evaluated before the session is not evaluated again. */
function accountText(context: TransformContext, { account }: Action): string | undefined {
  const captured = account && capturedName(context, account);
  return captured ? `{ account: ${captured} }` : account?.text;
}

/** `{ signal: … }`, or the constant that holds these options. */
function signalText(context: TransformContext, { signal }: Action): string | undefined {
  return (signal && capturedName(context, signal)) ?? signal?.text;
}

/** The constant in which exactly this range is captured. */
function capturedName(context: TransformContext, range: Range): string | undefined {
  const text = textAt(context, range);
  return text === context.text.slice(range.start, range.end) ? undefined : text;
}

/** Comments that have no statement to stand above, before the arguments. */
function inlineComments(action: Action): string {
  const comments = commentsInline(action);
  return comments === '' ? '' : `${comments} `;
}

/** An object in the shape of a direct result. */
function shape({ style }: TransformContext, executed: string): string {
  const space = style.bracketSpacing ? ' ' : '';
  return `{${space}...${executed}, successful: !${executed}.error${space}}`;
}

/** A statement whose whole value is the awaited result: a declaration, an assignment, a `return`. */
interface Taker {
  /** The statement, its semicolon included. */
  statement: Range;
  /** The `await` with its call; the call alone where an `async` function returns its promise. */
  value: Range;
  isAwaited: boolean;
  /** A name for the session's own result. */
  executed: string;
}

/** The statement that takes the result, where it can be split and the session has a statement too. */
function takerOf(context: TransformContext, site: Site, path: ASTPath<CallExpression>): Taker | null {
  const { executed } = site.action;
  const session = sessionOf(context, site);
  if (executed === null || session.clientOptional || (session.form !== 'statement' && session.form !== 'existing'))
    return null;
  const around = path.parent as ASTPath | null;
  const isAwaited = around?.node.type === 'AwaitExpression';
  const value: ASTPath | null = isAwaited ? around : path;
  let outer: ASTPath | null = value;
  while (outer && CASTS.has((outer.parent as ASTPath | null)?.node.type ?? '')) outer = outer.parent as ASTPath;
  const statement = outer && statementAround(context, outer);
  if (!value || !statement || (!isAwaited && statement.node.type !== 'ReturnStatement')) return null;
  // Nothing can follow a line comment.
  if (context.text.slice(startOf(statement.node), startOf(value.node)).includes('//')) return null;
  return {
    statement: { start: startOf(statement.node), end: endOf(statement.node) },
    value: { start: startOf(value.node), end: endOf(value.node) },
    isAwaited,
    executed,
  };
}

const CASTS: ReadonlySet<string> = new Set([
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
]);
/** Where a statement can get another one before it; no name may be declared for a whole `switch`. */
const HOMES = /^(Program|BlockStatement|StaticBlock|TSModuleBlock)$/;

function statementAround({ j }: TransformContext, value: ASTPath): ASTPath | null {
  const holder = value.parent as ASTPath | null;
  const around = holder?.parent as ASTPath | null;
  const homeOf = (statement: ASTPath | null): string => (statement?.parent as ASTPath | null)?.node.type ?? '';
  if (j.ReturnStatement.check(holder?.node)) return HOMES.test(homeOf(holder)) ? holder : null;
  if (j.AssignmentExpression.check(holder?.node))
    return j.ExpressionStatement.check(around?.node) && HOMES.test(homeOf(around)) ? around : null;
  if (!j.VariableDeclarator.check(holder?.node) || !j.VariableDeclaration.check(around?.node)) return null;
  const isPlain = around.node.declarations.length === 1 && /^(const|let|var)$/.test(around.node.kind);
  return isPlain && (HOMES.test(homeOf(around)) || homeOf(around) === 'SwitchCase') ? around : null;
}

/** `const executed = await …; return { ...executed, successful: !executed.error };` */
function splitStatement(
  context: TransformContext,
  { statement, value, isAwaited, executed }: Taker,
  add: (start: number, end: number, text: string, reason: string) => void,
): void {
  const { text } = context;
  const reason = 'the result keeps the shape that the code around it reads';
  const semicolon = text[statement.end - 1] === ';' ? ';' : '';
  const parts = partsAround(text.slice(statement.start, value.start), text.slice(value.end, statement.end));
  add(statement.start, value.start, `const ${executed} =${parts.gap}${isAwaited ? '' : 'await '}`, reason);
  if (statement.end - value.end > semicolon.length) add(value.end, statement.end, semicolon, reason);

  const code = `${parts.before} ${shape(context, executed)}${parts.after.slice(0, parts.after.length - semicolon.length)}`;
  const end = lineEnd(text, statement.end);
  const rest = text.slice(statement.end, end);
  const isAlone = /^\s*(?:\/\/.*|\/\*(?:[^*]|\*(?!\/))*\*\/\s*)?$/.test(rest);
  if (isAlone) add(end, end, `\n${lineIndent(text, statement.start)}${code}${semicolon}`, reason);
  else add(statement.end, statement.end, `${semicolon ? '' : ';'} ${code};`, reason);
}

/** What stands around a value in its statement, without the parentheses that only the `await` needed. */
function partsAround(before: string, after: string): { before: string; after: string; gap: string } {
  let head = before.trimEnd();
  let gap = before.slice(head.length) || ' ';
  let tail = after;
  while (head.endsWith('(') && tail.trimStart().startsWith(')')) {
    head = head.slice(0, -1);
    gap = /\s*$/.exec(head)?.[0] || ' ';
    head = head.trimEnd();
    tail = tail.trimStart().slice(1);
  }
  return { before: head, after: tail, gap };
}
