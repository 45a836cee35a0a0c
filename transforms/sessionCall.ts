/** What the transforms share: finding a direct call, writing the session, putting one in the place of the other. */
import type { ASTPath, CallExpression } from 'jscodeshift';
import type { Range } from '../src/analyze/facts.js';
import type { Edit } from '../src/edit/edit.js';
import { dedent, reindent } from '../src/edit/indent.js';
import { columnsOf, ON_ONE_LINE, renderObject, type Place } from '../src/edit/render.js';
import type { FileStyle } from '../src/edit/style.js';
import { lineEnd, lineIndent, lineStart } from '../src/edit/tree.js';
import type { FilePlan, SessionPlan, SitePlan } from '../src/plan/plan.js';
import type { TransformContext } from './context.js';

export { dedent, reindent, lineIndent };

/** By the tree: each transform may get a context of its own. */
const calls = new WeakMap<object, Map<string, ASTPath<CallExpression>>>();

/**
 * The direct call of a site. Parentheses, casts and `!` around it or around its receiver make no difference: the call
 * is found by where it stands.
 *
 * @throws Error when the plan was made for another text
 */
export function findCall(context: TransformContext, site: SitePlan): ASTPath<CallExpression> {
  let found = calls.get(context.file);
  if (!found) calls.set(context.file, (found = new Map()));
  const key = `${site.start}:${site.end}`;
  if (!found.has(key)) {
    for (const path of callsAround(context, site)) found.set(`${startOf(path.node)}:${endOf(path.node)}`, path);
  }
  const path = found.get(key);
  if (!path) throw new Error(`there is no call at ${context.path}:${site.report.line}:${site.report.column}`);
  return path;
}

/** The calls of the top-level statement that holds a site: a walk over the whole file would cost more than its parse. */
function callsAround({ root, file, j }: TransformContext, { start, end }: Range): ASTPath<CallExpression>[] {
  const holds = (node: { start?: number | null; end?: number | null }): boolean =>
    (node.start ?? 0) <= start && end <= (node.end ?? 0);
  const index = file.program.body.findIndex(holds);
  if (index < 0) return [];
  const statement = root.get().get('program', 'body', index) as ASTPath;
  // Optional calls are calls too.
  return j(statement).find(j.CallExpression).paths();
}

/** The sites of a file that have an action of this kind, in order. */
export function sitesWith<K extends NonNullable<SitePlan['action']>['kind']>(
  context: TransformContext,
  kind: K,
): (SitePlan & { action: Extract<NonNullable<SitePlan['action']>, { kind: K }> })[] {
  type Found = SitePlan & { action: Extract<NonNullable<SitePlan['action']>, { kind: K }> };
  return context.plan.sites.filter((site): site is Found => site.action?.kind === kind);
}

const sessionsById = new WeakMap<FilePlan, ReadonlyMap<string, SessionPlan>>();

/** @throws Error when the plan gives the site no session */
export function sessionOf(context: TransformContext, site: SitePlan): SessionPlan {
  let known = sessionsById.get(context.plan);
  if (!known) {
    known = new Map(context.plan.sessions.map((one) => [one.id, one]));
    sessionsById.set(context.plan, known);
  }
  const session = site.session === null ? undefined : known.get(site.session);
  if (!session) throw new Error(`the plan has no session for ${context.path}:${site.report.line}`);
  return session;
}

/** Source of a node, with the parentheses around it; what is captured in a constant before is named by that constant. */
export function argumentText(context: TransformContext, node: object): string {
  let start = startOf(node);
  let end = endOf(node);
  const { extra } = node as { extra?: { parenthesized?: boolean; parenStart?: number } };
  if (extra?.parenthesized && extra.parenStart !== undefined) {
    start = extra.parenStart;
    end = context.text.indexOf(')', end) + 1;
  }
  return textAt(context, { start, end });
}

const captured = new WeakMap<FilePlan, SessionPlan['captures']>();

function capturesOf(plan: FilePlan): SessionPlan['captures'] {
  let found = captured.get(plan);
  if (!found) {
    found = plan.sessions.filter((session) => session.form === 'statement').flatMap((session) => session.captures);
    captured.set(plan, found);
  }
  return found;
}

/** Source of a range; what is captured in a constant before is named by that constant. */
export function textAt(context: TransformContext, range: Range): string {
  const captures = capturesOf(context.plan)
    .filter((capture) => capture.range.start >= range.start && capture.range.end <= range.end)
    .sort((a, b) => a.range.start - b.range.start);
  let text = '';
  let position = range.start;
  for (const capture of captures) {
    if (capture.range.start < position) continue;
    const before = context.text.slice(position, capture.range.start);
    // `{ callbackUrl: callbackUrl }` is better said once.
    const key = /(?<=[{,]\s*)([\w$]+)\s*:\s*$/.exec(before);
    text += (key?.[1] === capture.name ? before.slice(0, key.index) : before) + capture.name;
    position = capture.range.end;
  }
  return text + context.text.slice(position, range.end);
}

/** `composio.create(userId, { … })`, with the config on one line where it fits at that place. */
export function createExpression(session: SessionPlan, style: FileStyle, place: Place = ON_ONE_LINE): string {
  const client = reindent(session.clientText, place.indent);
  const user = reindent(session.userText, place.indent);
  const head = `${client}${session.clientOptional ? '?.' : '.'}create(${user}`;
  if (session.config.length === 0) return `${head})`;
  const lastLine = head.slice(head.lastIndexOf('\n') + 1);
  const column = (lastLine === head ? place.column : 0) + columnsOf(lastLine) + 2;
  return `${head}, ${renderObject(session.config, style, { ...place, column, after: place.after + 1 })})`;
}

export interface ReplaceOptions {
  /** A function that gets the result in a chain: `(executed) => ({ ...executed })`. */
  then?: string;
}

/**
 * Puts the session form in the place of a direct call: `session.tools()` where the session has a statement of its own,
 * `(await composio.create(…)).tools()` inside an expression, `composio.create(…).then((session) => session.tools())`
 * where nothing is awaited. Parentheses around the call stay: the text has the same precedence as a call.
 *
 * @param call what is called on the session: `tools()`, `execute('GITHUB_GET_A_REPOSITORY', { owner })`
 */
export function replaceCall(
  context: TransformContext,
  site: SitePlan,
  call: string,
  options: ReplaceOptions = {},
): Edit {
  const { node } = findCall(context, site);
  const range = { start: startOf(node), end: endOf(node) };
  const session = sessionOf(context, site);
  const then = options.then === undefined ? '' : `.then(${options.then})`;
  return {
    ...sessionForm(context, session, call, then, range),
    end: range.end,
    group: site.group,
    transform: site.report.transform,
    reason: `${site.report.api} becomes ${session.name}.${/^[\w$]+/.exec(call)?.[0] ?? call}()`,
  };
}

interface Form {
  start: number;
  text: string;
}

function sessionForm(context: TransformContext, session: SessionPlan, call: string, then: string, range: Range): Form {
  const dot = session.clientOptional ? '?.' : '.';
  if (session.form === 'statement' || session.form === 'existing') {
    return { start: range.start, text: namedForm(context, session.name, `${dot}${call}`, then, range) };
  }
  const { text, style } = context;
  const layout =
    session.form === 'inline' ? inlineLayout(session, call, then, style) : chainLayout(session, call, then, style);
  const chain = /^[^\S\n]*\r?\n([^\S\n]*)\??\.[^.]/.exec(text.slice(range.end));
  // A chain that goes on with a link per line gets two more of them.
  if (chain && session.form === 'chain') return { start: range.start, text: layout.broken(chain[1] ?? '', 0) };

  const indent = lineIndent(text, range.start);
  const rest = columnsOf(text.slice(range.end, lineEnd(text, range.end)));
  const column = columnsOf(text.slice(lineStart(text, range.start), range.start));
  const fits = (flat: string, from: number): boolean =>
    !flat.includes('\n') && from + columnsOf(flat) + rest <= style.width;
  if (fits(layout.flat, column)) return { start: range.start, text: layout.flat };

  // The body of an arrow function has a line of its own before it is broken up.
  const inner = indent + style.indentUnit;
  const arrow = /=>([^\S\n]+(await[^\S\n]+)?)$/.exec(text.slice(lineStart(text, range.start), range.start));
  if (!arrow) {
    const broken = layout.broken(session.form === 'inline' ? indent : inner, rest);
    // A chain that goes on gets a line for its next link.
    const goesOn = session.form === 'chain' && /^\??\.[\w$]+\(/.test(text.slice(range.end));
    return { start: range.start, text: goesOn ? `${broken}\n${inner}` : broken };
  }
  const lead = arrow[2] === undefined ? '' : 'await ';
  const body = fits(lead + layout.flat, columnsOf(inner))
    ? layout.flat
    : layout.broken(session.form === 'inline' ? inner : inner + style.indentUnit, rest);
  return { start: range.start - (arrow[1]?.length ?? 0), text: `\n${inner}${lead}${body}` };
}

/** `session.execute(…).then(…)`: a link per line where it does not fit on its line. */
function namedForm({ text, style }: TransformContext, name: string, call: string, then: string, range: Range): string {
  const flat = name + call + then;
  if (then === '' || flat.includes('\n')) return flat;
  const before = text.slice(lineStart(text, range.start), range.start);
  const after = text.slice(range.end, lineEnd(text, range.end));
  const isLast = /^[;,)]*$/.test(after) && /^\s*([?:] )?((const|let|var) [\w$]+ = |return )?(await )?$/.test(before);
  if (!isLast || columnsOf(before + flat + after) <= style.width) return flat;
  const unit = style.indentUnit;
  const indent = lineIndent(text, range.start) + unit + (/^\s*[?:]/.test(before) ? unit : '');
  return `${name}\n${indent}${call}\n${indent}${then}`;
}

/** One form of a call in two layouts. What does not fit on a line is broken as prettier would break it. */
interface Layout {
  flat: string;
  /** @param indent of the closing bracket, or of every link of a chain; @param rest columns behind it on its line */
  broken(indent: string, rest: number): string;
}

/** `(await composio.create(…)).tools()` */
function inlineLayout(session: SessionPlan, call: string, then: string, style: FileStyle): Layout {
  const tail = `${session.clientOptional ? '?.' : '.'}${call}${then}`;
  return {
    flat: `(await ${createExpression(session, style)})${tail}`,
    broken(indent) {
      const inner = indent + style.indentUnit;
      const place: Place = { column: columnsOf(`${inner}await `), indent: inner, after: 0 };
      return `(\n${inner}await ${createExpression(session, style, place)}\n${indent})${tail}`;
    },
  };
}

/** `composio.create(…).then((session) => session.tools())` */
function chainLayout(session: SessionPlan, call: string, then: string, style: FileStyle): Layout {
  const links = [`.then((${session.name}) => ${session.name}.${call})`, ...(then === '' ? [] : [then])];
  return {
    flat: createExpression(session, style) + links.join(''),
    broken(indent) {
      const head = `${session.clientText}\n${indent}`;
      const dot = session.clientOptional ? '?.' : '.';
      const place: Place = { column: columnsOf(indent), indent, after: 0 };
      const create = createExpression({ ...session, clientText: '', clientOptional: false }, style, place);
      return head + dot + create.slice(1) + links.map((link) => `\n${indent}${link}`).join('');
    },
  };
}

/** Start of a node in the text. The types of jscodeshift do not tell, but every node that the parser made has one. */
export function startOf(node: object): number {
  return (node as { start?: number | null }).start ?? 0;
}

/** End of a node in the text, as `startOf`. */
export function endOf(node: object): number {
  return (node as { end?: number | null }).end ?? 0;
}
