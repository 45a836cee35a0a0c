/**
 * `connectedAccounts.link(user, authConfig, options)`, `connectedAccounts.initiate(…)` and `toolkits.authorize(…)`
 * become `session.authorize(toolkit, options)`. The options stay as they are written, but for those that have no
 * meaning any more.
 */
import type { CallExpression, ObjectExpression } from 'jscodeshift';
import type { Range } from '../src/analyze/facts.js';
import type { Edit } from '../src/edit/edit.js';
import { withOwnComments } from '../src/edit/comments.js';
import { removeItems } from '../src/edit/remove.js';
import { columnsOf, renderString } from '../src/edit/render.js';
import { lineStart } from '../src/edit/tree.js';
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

const NAME = 'connected-accounts';

type Action = Extract<SiteAction, { kind: 'authorize' }>;
type Site = SitePlan & { action: Action };

export { parser } from './alone.js';

export default function transform(file: TransformFile, _api: TransformApi, options: object): string | undefined {
  return runAlone(NAME, file, options);
}

export function find(context: TransformContext): Edit[] {
  return sitesWith(context, 'authorize').flatMap((site) => [
    replaceCall(context, site, callText(context, site)),
    ...commentsAbove(context, site, site.action),
  ]);
}

/** `authorize('github', { callbackUrl })`: on one line, or one argument per line where the call had them so and needs it. */
function callText(context: TransformContext, site: Site): string {
  const { text, style } = context;
  const { action } = site;
  const call = findCall(context, site).node;
  const toolkit = action.toolkit.kind === 'constant' ? renderString(action.toolkit.slug, style) : action.toolkit.text;
  const indent = lineIndent(text, startOf(call));
  const inline = [commentsInline(action), toolkit].filter(Boolean).join(' ');
  if (!action.options) return `authorize(${inline})`;

  const flat = `authorize(${inline}, ${optionsText(context, action.options, action.dropOptions, indent)})`;
  const first = call.arguments[0];
  const broken = first !== undefined && text.slice(lineStart(text, startOf(first)), startOf(first)).trim() === '';
  const session = sessionOf(context, site);
  const column = columnsOf(text.slice(lineStart(text, startOf(call)), startOf(call)));
  const opening = columnsOf(`${session.name}.${flat.split('\n')[0] ?? ''};`);
  if (!broken || column + opening <= style.width) return flat;
  const inner = lineIndent(text, startOf(first));
  const options = optionsText(context, action.options, action.dropOptions, inner);
  const comma = hasTrailingComma(text, call) ? ',' : '';
  return `authorize(\n${inner}${inline},\n${inner}${options}${comma}\n${lineIndent(text, endOf(call) - 1)})`;
}

function hasTrailingComma(text: string, call: CallExpression): boolean {
  const last = call.arguments.at(-1);
  return last !== undefined && /^[^)]*,/.test(text.slice(endOf(last), endOf(call)));
}

/** The options as they are written, without dropped properties, their lines moved to a new indentation. */
function optionsText(context: TransformContext, range: Range, dropped: readonly string[], indent: string): string {
  const object = dropped.length > 0 ? objectIn(context, range) : null;
  const items = object?.properties.map((property) => ({ start: startOf(property), end: endOf(property) })) ?? [];
  const gone = new Set(
    items.flatMap((_, index) => (dropped.includes(nameOf(object?.properties[index])) ? [index] : [])),
  );
  const removed = gone.size > 0 && gone.size < items.length ? removeItems(context.text, items, gone) : [];
  const holes = [...gone].reduce((ranges, index) => withOwnComments(context.text, items[index]!, ranges), removed);
  let text = '';
  let position = range.start;
  for (const hole of holes) {
    text += textAt(context, { start: position, end: hole.start });
    position = hole.end;
  }
  text += textAt(context, { start: position, end: range.end });
  return dedent(text, lineIndent(context.text, range.start), indent);
}

/** The outermost object literal of the options, inside casts and parentheses. */
function objectIn(context: TransformContext, range: Range): ObjectExpression | null {
  const { j, root } = context;
  const found = root
    .find(j.ObjectExpression)
    .nodes()
    .filter((node) => startOf(node) >= range.start && endOf(node) <= range.end);
  return found.sort((a, b) => startOf(a) - startOf(b) || endOf(b) - endOf(a))[0] ?? null;
}

function nameOf(property: ObjectExpression['properties'][number] | undefined): string {
  const key = property && 'key' in property ? property.key : null;
  if (key?.type === 'Identifier') return key.name;
  return key && 'value' in key && typeof key.value === 'string' ? key.value : '';
}
