/**
 * Makes the sessions that the plan asks for: a statement before the first call that uses it, entries in the config of
 * a session that the code makes already, imports of lifted auth configs. Sessions inside of an expression are written
 * by the transform of the call that they are made for.
 */
import type { Edit } from '../src/edit/edit.js';
import { addImport } from '../src/edit/imports.js';
import { commaAfter } from '../src/edit/remove.js';
import { cleanupGroup } from '../src/edit/unused.js';
import { columnsOf, ON_ONE_LINE, renderEntry, renderObject, type Place } from '../src/edit/render.js';
import { lineIndent, lineStart } from '../src/edit/tree.js';
import type { FileStyle } from '../src/edit/style.js';
import type { AccountLookup, ConfigEntry, ConfigValue, ListedAuthConfig, SessionPlan } from '../src/plan/plan.js';
import { runAlone, type TransformApi, type TransformFile } from './alone.js';
import type { TransformContext } from './context.js';
import { createExpression, dedent, endOf, startOf, textAt } from './sessionCall.js';

const NAME = 'create-session';

export { parser } from './alone.js';

export default function transform(file: TransformFile, _api: TransformApi, options: object): string | undefined {
  return runAlone(NAME, file, options);
}

export function find(context: TransformContext): Edit[] {
  const edits: Edit[] = [];
  for (const session of context.plan.sessions) {
    if (session.form === 'statement') edits.push(insertStatement(context, session), ...captureEdits(context, session));
    if (session.form === 'existing' && session.config.length > 0) edits.push(...extendConfig(context, session));
  }
  return [...importEdits(context), ...tableEdits(context), ...edits];
}

function edit(session: SessionPlan, start: number, end: number, text: string, reason: string): Edit {
  return { start, end, text, group: session.group, transform: NAME, reason };
}

function insertStatement(context: TransformContext, session: SessionPlan): Edit {
  const { style, text } = context;
  const { insertAt, indent, ownLine } = session;
  const asks = style.semicolons || !ownLine || needsSemicolon(text.slice(insertAt));
  const head = `const ${session.name} = await `;
  const place: Place = ownLine
    ? { column: columnsOf(indent + head), indent, after: asks ? 1 : 0 }
    : { ...ON_ONE_LINE, indent };
  const captures = session.captures.map(({ name, range }) => {
    const value = dedent(captured(context, range), lineIndent(text, range.start), indent);
    return `const ${name} = ${value}${style.semicolons || !ownLine ? ';' : ''}`;
  });
  const lookups = session.lookups.map((lookup) => lookupStatement(session, lookup, style));
  const statement = `${head}${createExpression(session, style, place)}${asks ? ';' : ''}`;
  const lines = [
    ...session.comments.map((comment) => commentLine(comment, ownLine)),
    ...captures,
    ...lookups,
    ...(session.listed ? [listStatement(session, session.listed, style)] : []),
    statement,
  ];
  const inserted = ownLine
    ? lines.map((line) => `${indent}${line}\n`).join('')
    : lines.map((line) => `${line} `).join('');
  return edit(session, insertAt, insertAt, inserted, `makes the session that ${session.name} stands for`);
}

function lookupStatement(session: SessionPlan, { toolkit, name }: AccountLookup, style: FileStyle): string {
  const list = (key: string, item: ConfigValue): ConfigEntry => ({
    kind: 'property',
    key: { kind: 'name', name: key },
    value: { kind: 'array', items: [item] },
  });
  const query = [
    list('userIds', { kind: 'text', text: session.userText }),
    list('toolkitSlugs', { kind: 'string', value: toolkit }),
    list('statuses', { kind: 'string', value: 'ACTIVE' }),
  ];
  return firstItem(name, 'connectedAccounts', query, session, style);
}

function listStatement(session: SessionPlan, { toolkit, name }: ListedAuthConfig, style: FileStyle): string {
  const query: ConfigEntry = { kind: 'property', key: { kind: 'name', name: 'toolkit' }, value: toolkit };
  return firstItem(name, 'authConfigs', [query], session, style);
}

/** The first of what the service lists. Broken inside of the pattern, as prettier does with every pattern in a pattern. */
function firstItem(
  name: string,
  space: 'connectedAccounts' | 'authConfigs',
  query: ConfigEntry[],
  { clientText, indent, ownLine }: SessionPlan,
  style: FileStyle,
): string {
  const comma = style.trailingComma === 'multiline' ? ',' : '';
  const pattern = ownLine
    ? `{\n${indent}${style.indentUnit}items: [${name}]${comma}\n${indent}}`
    : `{ items: [${name}] }`;
  const call = ` = await ${clientText}.${space}.list(`;
  const place: Place = ownLine
    ? { column: columnsOf(`${indent}}${call}`), indent, after: 2 }
    : { ...ON_ONE_LINE, indent };
  const end = style.semicolons || !ownLine ? ');' : ')';
  return `const ${pattern}${call}${renderObject(query, style, place)}${end}`;
}

/** Text of a captured expression: other captures inside of it have a name by then. */
function captured(context: TransformContext, range: { start: number; end: number }): string {
  const inside = context.plan.sessions.some((session) =>
    session.captures.some(
      ({ range: other }) => other !== range && other.start >= range.start && other.end <= range.end,
    ),
  );
  return inside ? textAt(context, range) : context.text.slice(range.start, range.end);
}

/** What follows would be read as part of a statement that ends without a semicolon. */
function needsSemicolon(following: string): boolean {
  const code = following.replace(/^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '');
  return /^[([`/+-]/.test(code);
}

/** A line comment cannot stand before code on the same line. */
function commentLine(comment: string, ownLine: boolean): string {
  if (ownLine || !comment.startsWith('//')) return comment;
  return `/*${comment.slice(2).replaceAll('*/', '* /').trimEnd()} */`;
}

/** Captured expressions that stand outside of every rewritten call: their name takes their place. */
function captureEdits(context: TransformContext, session: SessionPlan): Edit[] {
  return session.captures
    .filter(
      ({ range }) =>
        !context.plan.sites.some((site) => site.action && site.start <= range.start && range.end <= site.end),
    )
    .map(({ name, range }) => edit(session, range.start, range.end, name, `${name} keeps the order of evaluation`));
}

/** Adds entries to the config of a session that the code makes itself; the id of such a session ends in its offset. */
function extendConfig(context: TransformContext, session: SessionPlan): Edit[] {
  const { style, text, j } = context;
  const offset = Number(/#(\d+)$/.exec(session.id)?.[1] ?? Number.NaN);
  const path = context.root
    .find(j.CallExpression)
    .paths()
    .find(({ node }) => startOf(node) === offset);
  const [user, config] = path?.node.arguments ?? [];
  if (!path || !user) throw new Error(`there is no session at ${context.path}:${offset}`);
  const reason = `${session.name} needs more in its config`;
  if (!config) {
    const end = endOf(user);
    const indent = lineIndent(text, end);
    const column = columnsOf(text.slice(lineStart(text, end), end)) + 2;
    const object = renderObject(session.config, style, { column, indent, after: 2 });
    return [edit(session, end, end, `, ${object}`, reason)];
  }
  if (!j.ObjectExpression.check(config)) throw new Error(`the config of ${session.name} is not an object literal`);
  const last = config.properties.at(-1);
  if (!last) {
    const place: Place = {
      column: columnsOf(text.slice(lineStart(text, offset), startOf(config))),
      indent: lineIndent(text, startOf(config)),
      after: 2,
    };
    return [edit(session, startOf(config), endOf(config), renderObject(session.config, style, place), reason)];
  }
  const line = lineStart(text, startOf(last));
  const isOwnLine = text.slice(line, startOf(last)).trim() === '';
  const indent = lineIndent(text, startOf(last));
  const place: Place = isOwnLine ? { column: columnsOf(indent), indent, after: 1 } : ON_ONE_LINE;
  const separator = isOwnLine ? `\n${indent}` : ' ';
  const comma = commaAfter(text, endOf(last));
  const entries = session.config.map((entry) => renderEntry(entry, style, place));
  const added = entries.join(`,${separator}`);
  if (comma === undefined) return [edit(session, endOf(last), endOf(last), `,${separator}${added}`, reason)];
  return [edit(session, comma + 1, comma + 1, `${separator}${added}${isOwnLine ? ',' : ''}`, reason)];
}

/** Below the map whose keys it is for. */
function tableEdits({ plan, style, text }: TransformContext): Edit[] {
  const tables = plan.slugTables ?? [];
  const names = new Set(tables.map(({ table }) => table.name));
  return [...names].map((name) => {
    const all = tables.filter((one) => one.table.name === name);
    const { slugs, insertAt, typed } = all[0]!.table;
    const entries = slugs.map(([key, value]): ConfigEntry => {
      return { kind: 'property', key: { kind: 'name', name: key }, value: { kind: 'string', value } };
    });
    const head = `const ${name}${typed ? ': Record<string, string>' : ''} = `;
    const end = style.semicolons || needsSemicolon(text.slice(insertAt)) ? ';' : '';
    const inserted = `\n${head}${renderObject(entries, style, { column: columnsOf(head), indent: '', after: end.length })}${end}`;
    const groups = all.map((one) => one.group);
    const group = new Set(groups).size === 1 ? groups[0]! : cleanupGroup(groups);
    const reason = `${name} has the toolkits of the keys above`;
    return { start: insertAt, end: insertAt, text: inserted, group, transform: NAME, reason };
  });
}

function importEdits(context: TransformContext): Edit[] {
  const { plan, path, text, file, style } = context;
  // A package stands for itself there.
  const known = (plan.modules ?? []).filter((item) => item.specifier !== item.module);
  const modules = new Map(known.map((item) => [item.specifier, item.module]));
  const resolve = (specifier: string): string | undefined => modules.get(specifier);
  const edits: Edit[] = [];
  for (const from of new Set(plan.imports.map((item) => item.from))) {
    const wanted = plan.imports.filter((item) => item.from === from);
    const request = { path, text, file, style, from, resolve, habit: plan.importHabit };
    const added = addImport({ ...request, names: wanted.map((item) => item.name) });
    if (!added) continue;
    const { names, ...place } = added;
    const [group, ...others] = new Set(wanted.filter((item) => names.includes(item.name)).map((item) => item.group));
    const needed =
      names.length === 1 ? `${names[0]} is needed for the session` : `${names.join(', ')} are needed for sessions`;
    // One declaration for several sessions belongs to all of them.
    const owner = others.length === 0 ? group! : cleanupGroup([group!, ...others]);
    edits.push({ ...place, group: owner, transform: NAME, reason: needed });
  }
  return edits;
}
