/**
 * `composio.tools.execute(slug, { userId, arguments })` becomes `session.execute(slug, arguments)`. Where the result
 * is needed in the shape of a direct one, it is put together where it is made.
 */
import type { ASTPath, CallExpression } from 'jscodeshift';
import type { Range } from '../src/analyze/facts.js';
import type { Edit } from '../src/edit/edit.js';
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
  const declaration = action.result === 'wrap' ? declarationOf(context, site, path) : null;
  const then = action.result === 'wrap' && !declaration ? `(executed) => (${shape(context, 'executed')})` : undefined;
  const call = callText(context, action, path.node);
  const edits = [indented(replaceCall(context, site, call, then === undefined ? {} : { then }), call, context)];

  const add = (start: number, end: number, text: string, reason: string): void => {
    edits.push({ start, end, text, group: site.group, transform: NAME, reason });
  };
  if (declaration) splitDeclaration(context, declaration, add);
  for (const { start, end, text } of action.successfulReads) {
    if (action.result === 'rewrite-reads')
      add(start, end, text, 'a session result says by its error whether it succeeded');
  }
  for (const { start, end } of action.removals)
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
function callText(context: TransformContext, action: Action, call: CallExpression): string {
  const { text, style } = context;
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
  return `execute(${partsOf(context, action, lineIndent(text, start)).join(', ')})`;
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

interface Declaration {
  /** The statement, its semicolon included. */
  statement: Range;
  keyword: string;
  /** The declared name with its type annotation. */
  name: Range;
  executed: string;
}

/** The statement `const result = await …` by itself, where the session has a statement too. */
function declarationOf(context: TransformContext, site: Site, path: ASTPath<CallExpression>): Declaration | null {
  const { variable } = site.action;
  const session = sessionOf(context, site);
  if (!variable || session.clientOptional || (session.form !== 'statement' && session.form !== 'existing')) return null;
  const { j } = context;
  const declarator: ASTPath | undefined = path.parent?.parent;
  const statement: ASTPath | undefined = declarator?.parent;
  if (!declarator || !statement || !j.VariableDeclarator.check(declarator.node)) return null;
  if (!j.VariableDeclaration.check(statement.node) || statement.node.declarations.length !== 1) return null;
  if (!/^(const|let|var)$/.test(statement.node.kind)) return null;
  const home = (statement.parent as ASTPath | null)?.node.type ?? '';
  if (!/^(Program|BlockStatement|StaticBlock|SwitchCase|TSModuleBlock)$/.test(home)) return null;
  return {
    statement: { start: startOf(statement.node), end: endOf(statement.node) },
    keyword: statement.node.kind,
    name: { start: startOf(declarator.node.id), end: endOf(declarator.node.id) },
    executed: variable.executed,
  };
}

/** `const executed = await …; const result = { ...executed, successful: !executed.error };` */
function splitDeclaration(
  context: TransformContext,
  { statement, keyword, name, executed }: Declaration,
  add: (start: number, end: number, text: string, reason: string) => void,
): void {
  const { text } = context;
  const reason = 'the result keeps the shape that the code around it reads';
  if (keyword !== 'const') add(statement.start, statement.start + keyword.length, 'const', reason);
  add(name.start, name.end, executed, reason);
  const end = lineEnd(text, statement.end);
  const rest = text.slice(statement.end, end);
  const code = `${keyword} ${text.slice(name.start, name.end)} = ${shape(context, executed)}`;
  const semicolon = text[statement.end - 1] === ';' ? ';' : '';
  const isAlone = /^\s*(?:\/\/.*|\/\*(?:[^*]|\*(?!\/))*\*\/\s*)?$/.test(rest);
  if (isAlone) add(end, end, `\n${lineIndent(text, statement.start)}${code}${semicolon}`, reason);
  else add(statement.end, statement.end, `${semicolon ? '' : ';'} ${code};`, reason);
}
