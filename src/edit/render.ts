/** New code as text in the style of its file: on one line where it fits, else one item per line. */
import type { ConfigEntry, ConfigKey, ConfigValue } from '../plan/plan.js';
import { reindent } from './indent.js';
import { TAB_COLUMNS, type FileStyle } from './style.js';

/** Where new code stands. */
export interface Place {
  /** Columns before it on its line, from 0. */
  column: number;
  /** Indentation of the line on which its construct begins: items on lines of their own get one step more. */
  indent: string;
  /** Columns that follow it on its line. */
  after: number;
}

/** A place that never needs a second line. */
export const ON_ONE_LINE: Place = { column: -Infinity, indent: '', after: 0 };

/** Columns of a text without line breaks. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character === '\t' ? TAB_COLUMNS : 1), 0);
}

/** An object literal with these entries; `{}` when there are none. */
export function renderObject(entries: ConfigEntry[], style: FileStyle, place: Place): string {
  return renderValue({ kind: 'object', entries }, style, place);
}

export function renderValue(value: ConfigValue, style: FileStyle, place: Place): string {
  const flat = flatValue(value, style);
  const fits = !flat.includes('\n') && place.column + columnsOf(flat) + place.after <= style.width;
  if (fits) return flat;
  if (value.kind === 'text') return reindent(sourceText(value, style), place.indent);
  if ((value.kind !== 'array' && value.kind !== 'object') || flat.length === 2) return flat;

  const indent = place.indent + style.indentUnit;
  const inner: Place = { column: columnsOf(indent), indent, after: 1 };
  const items =
    value.kind === 'array'
      ? value.items.map((item) => renderValue(item, style, inner))
      : value.entries.map((entry) => renderEntry(entry, style, inner));
  return inLines(value.kind === 'array' ? '[]' : '{}', items, indent, place.indent, style);
}

/** One property of an object literal, without its comma. */
export function renderEntry(entry: ConfigEntry, style: FileStyle, place: Place): string {
  const flat = flatEntry(entry, style);
  if (!flat.includes('\n') && place.column + columnsOf(flat) + place.after <= style.width) return flat;
  if (entry.kind === 'property') {
    const key = renderKey(entry.key, style);
    const column = place.column + columnsOf(key) + 2;
    return `${key}: ${renderValue(entry.value, style, { ...place, column })}`;
  }
  const indent = place.indent + style.indentUnit;
  const object = renderObject(entry.entries, style, { column: columnsOf(indent) + 2, indent, after: 0 });
  return `...(${conditionText(entry, style)}\n${indent}? ${object}\n${indent}: {})`;
}

function inLines(brackets: string, items: string[], indent: string, outer: string, style: FileStyle): string {
  const comma = style.trailingComma === 'multiline' ? ',' : '';
  const lines = items.map((item) => indent + item).join(',\n');
  return `${brackets[0]}\n${lines}${comma}\n${outer}${brackets[1]}`;
}

function flatValue(value: ConfigValue, style: FileStyle): string {
  switch (value.kind) {
    case 'string':
      return renderString(value.value, style);
    case 'boolean':
      return String(value.value);
    case 'text':
      return sourceText(value, style);
    case 'array':
      return `[${value.items.map((item) => flatValue(item, style)).join(', ')}]`;
    case 'object': {
      if (value.entries.length === 0) return '{}';
      const space = style.bracketSpacing ? ' ' : '';
      return `{${space}${value.entries.map((entry) => flatEntry(entry, style)).join(', ')}${space}}`;
    }
  }
}

function flatEntry(entry: ConfigEntry, style: FileStyle): string {
  if (entry.kind === 'guarded') {
    return `...(${conditionText(entry, style)} ? ${flatValue({ kind: 'object', entries: entry.entries }, style)} : {})`;
  }
  const { key, value } = entry;
  const isShorthand = key.kind === 'name' && value.kind === 'text' && value.text === key.name && isPlainName(key.name);
  if (isShorthand) return key.name;
  return `${renderKey(key, style)}: ${flatValue(value, style)}`;
}

/** Source of the user's; from another file it gets the quotes of this one. */
function sourceText({ text, lifted }: { text: string; lifted?: true }, { quote }: FileStyle): string {
  return lifted ? text.replace(/(['"])([^'"`\\\n]*)\1/g, `${quote}$2${quote}`) : text;
}

function conditionText(entry: Extract<ConfigEntry, { kind: 'guarded' }>, style: FileStyle): string {
  const { condition: text, lifted } = entry;
  return operand(sourceText(lifted ? { text, lifted } : { text }, style));
}

/** A condition before `?`, in parentheses where it binds less tightly. */
function operand(condition: string): string {
  return /^[\w$.!?[\]'"()\s&|=<>-]+$/.test(condition) &&
    !/=>|(^|[^=!<>])=([^=]|$)|\?[^.?]|^(yield|async)\b/.test(condition)
    ? condition
    : `(${condition})`;
}

/** A property key: quoted only where it must be; `__proto__` in brackets, as it would set the prototype. */
export function renderKey(key: ConfigKey, style: FileStyle): string {
  if (key.kind === 'computed') return `[${key.text}]`;
  if (key.name === '__proto__') return `[${renderString(key.name, style)}]`;
  return isPlainName(key.name) ? key.name : renderString(key.name, style);
}

function isPlainName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** A string literal in the file's quotes; in the other ones where that saves escapes, as prettier does. */
export function renderString(value: string, style: Pick<FileStyle, 'quote'>): string {
  const other = style.quote === "'" ? '"' : "'";
  const count = (quote: string): number => value.split(quote).length - 1;
  const quote = count(style.quote) > count(other) ? other : style.quote;
  let text = '';
  for (const character of value) text += character === quote ? `\\${character}` : escapeOf(character);
  return quote + text + quote;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\u2028', '\\u2028'],
  ['\u2029', '\\u2029'],
]);

function escapeOf(character: string): string {
  const known = ESCAPES.get(character);
  if (known !== undefined) return known;
  const code = character.charCodeAt(0);
  return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : character;
}
