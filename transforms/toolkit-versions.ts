/** Removes `toolkitVersions` from a client where nothing that is left reads it. */
import type { ASTPath, NewExpression, ObjectExpression } from 'jscodeshift';
import type { Range } from '../src/analyze/facts.js';
import { applyEdits } from '../src/edit/apply.js';
import { withOwnComments } from '../src/edit/comments.js';
import type { Edit } from '../src/edit/edit.js';
import { commaAfter, removeItems, wholeLines } from '../src/edit/remove.js';
import type { FilePlan, SitePlan } from '../src/plan/plan.js';
import { runAlone, type TransformApi, type TransformFile } from './alone.js';
import type { TransformContext } from './context.js';
import { endOf, sitesWith, startOf } from './sessionCall.js';

const NAME = 'toolkit-versions';

export { parser } from './alone.js';

export default function transform(file: TransformFile, _api: TransformApi, options: object): string | undefined {
  return runAlone(NAME, file, options);
}

export function find(context: TransformContext): Edit[] {
  return sitesWith(context, 'remove-versions').flatMap((site) => removeProperty(context, site));
}

/**
 * A client that is made in the call itself, `new Composio({ toolkitVersions }).tools.get(…)`, is part of what other
 * transforms rewrite: it loses its versions in their text instead of by an edit of its own.
 *
 * @returns the plan with these sites done
 */
export function versionsInsideCalls(context: TransformContext): FilePlan {
  const { plan, text } = context;
  const calls = plan.sites.filter((site) => site.action && site.action.kind !== 'remove-versions');
  const inside = sitesWith(context, 'remove-versions').flatMap((site) => {
    const call = calls.find((one) => one.start <= site.start && site.end <= one.end);
    return call ? [{ site, call }] : [];
  });
  if (inside.length === 0) return plan;
  const sessions = plan.sessions.map((session) => {
    const end = (call: SitePlan): number => call.start + session.clientText.length;
    const own = inside.filter(({ call }) => call.session === session.id);
    const [first] = own;
    if (!first || text.slice(first.call.start, end(first.call)) !== session.clientText) return session;
    const edits = own.flatMap(({ site }) => removeProperty(context, site));
    const after = applyEdits(text.slice(0, end(first.call)), edits);
    return { ...session, clientText: after.slice(first.call.start) };
  });
  const done = new Set(inside.map(({ site }) => site.id));
  const sites = plan.sites.map((site) => (done.has(site.id) ? { ...site, action: null } : site));
  return { ...plan, sessions, sites };
}

function removeProperty(context: TransformContext, site: SitePlan): Edit[] {
  const { j, root, text } = context;
  const path = root
    .find(j.ObjectExpression)
    .paths()
    .find(({ node }) => node.properties.some((property) => startOf(property) === site.start));
  if (!path) throw new Error(`there is no toolkitVersions at ${context.path}:${site.report.line}`);
  const items = path.node.properties.map((property) => ({ start: startOf(property), end: endOf(property) }));
  const index = items.findIndex((item) => item.start === site.start);
  const own = items[index] as Range;
  const ranges = items.length > 1 ? removeItems(text, items, new Set([index])) : onlyProperty(context, path, own);
  return withOwnComments(text, own, ranges).map(({ start, end }) => ({
    start,
    end,
    text: '',
    group: site.group,
    transform: NAME,
    reason: 'sessions choose the versions of toolkits themselves',
  }));
}

/**
 * `new Composio({ toolkitVersions })` leaves `new Composio()`; an object that stands elsewhere stays empty, and one
 * with comments keeps them.
 */
function onlyProperty(context: TransformContext, path: ASTPath<ObjectExpression>, property: Range): Range[] {
  const { text, j } = context;
  const call: unknown = path.parent?.node;
  const inside = { start: startOf(path.node) + 1, end: endOf(path.node) - 1 };
  const comma = commaAfter(text, property.end);
  const own = wholeLines(text, property.start, comma === undefined ? property.end : comma + 1);
  const [argument, another] = j.NewExpression.check(call) ? call.arguments : [];
  const range =
    j.NewExpression.check(call) && argument === path.node && !another
      ? { start: opensAt(text, call) + 1, end: endOf(call) - 1 }
      : inside;
  const gone = withOwnComments(text, property, [
    own ?? { ...property, end: comma === undefined ? property.end : comma + 1 },
  ]);
  const first = gone[0] as Range;
  const rest = text.slice(range.start, first.start) + text.slice(first.end, range.end);
  return /\/\/|\/\*/.test(rest) ? gone : [range];
}

/** Offset of the bracket that opens the arguments of `new Composio<T>(…)`. */
function opensAt(text: string, call: NewExpression): number {
  const { typeParameters, typeArguments } = call as unknown as Record<
    'typeParameters' | 'typeArguments',
    object | null
  >;
  const types = typeParameters ?? typeArguments;
  return text.indexOf('(', types ? endOf(types) : endOf(call.callee));
}
