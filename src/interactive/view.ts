/** What interactive mode shows: plain lines, painted, none wider than the terminal, nothing in them that acts on it. */
import type { ChalkInstance } from 'chalk';
import wrapAnsi from 'wrap-ansi';
import type { FileChange } from '../pipeline-types.js';
import type { QuestionPlace } from '../plan/questions.js';
import type { SitePlan } from '../plan/plan.js';
import { codeFrame } from '../report/codeFrame.js';
import { isEnvFile } from '../report/envFiles.js';
import { count, truncate, widthOf, wrap } from '../report/layout.js';
import { hunksOf, lineChanges, splitLines } from '../report/lineChanges.js';
import type { FileReport, SiteReport } from '../report/report.js';
import { visible, visibleLine } from '../report/safeText.js';
import { sessionFormOf } from '../report/sessionForms.js';
import { reasonsOf, type ChangeGroup } from './changes.js';

export interface Look {
  columns: number;
  style: ChalkInstance;
}

const CONTEXT_LINES = 3;
/** Rows that one line of source gets at most; a bundle has lines of a megabyte. */
const MOST_ROWS = 6;
/** Below this many columns the numbers of lines cost more than they tell. */
const ROOM_FOR_NUMBERS = 50;

/** The difference of two texts with line numbers, context, and no line cut off. */
export function diffLines(before: string, after: string, look: Look): string[] {
  const { style } = look;
  const old = splitLines(before);
  const fresh = splitLines(after);
  const digits = look.columns < ROOM_FOR_NUMBERS ? 0 : String(Math.max(old.length, fresh.length)).length;
  const lines: string[] = [];
  const add = (sign: string, source: readonly string[], from: number, to: number, paint: (text: string) => string) => {
    for (let index = from; index < to; index++) {
      const gutter = digits === 0 ? `${sign} ` : `${sign} ${String(index + 1).padStart(digits)} │ `;
      const rest = digits === 0 ? '  ' : `  ${' '.repeat(digits)} │ `;
      rowsOf(source[index] ?? '', look.columns - widthOf(gutter) - 1).forEach((row, part) =>
        lines.push(paint(`${part === 0 ? gutter : rest}${row}`.trimEnd())),
      );
    }
  };
  const plain = (text: string): string => style.dim(text);
  hunksOf(lineChanges(old, fresh), old.length, CONTEXT_LINES).forEach((hunk, index) => {
    if (index > 0) lines.push(style.dim('⋮'));
    let position = hunk.beforeStart;
    for (const region of hunk.regions) {
      add(' ', old, position, region.beforeStart, plain);
      add('-', old, region.beforeStart, region.beforeEnd, style.red);
      add('+', fresh, region.afterStart, region.afterEnd, style.green);
      position = region.beforeEnd;
    }
    add(' ', old, position, hunk.beforeEnd, plain);
  });
  return lines;
}

function rowsOf(line: string, room: number): string[] {
  const source = line.replace(/\r?\n$/, '').replaceAll('\t', '  ');
  const most = room * MOST_ROWS;
  const text = visible(source.length > most ? source.slice(0, most) : source);
  const rows = wrapAnsi(text, Math.max(8, room), { hard: true, trim: false, wordWrap: false }).split('\n');
  if (source.length <= most && rows.length <= MOST_ROWS) return rows;
  return [...rows.slice(0, MOST_ROWS - 1), `… ${source.length} characters in this line`];
}

/** Values of env files are nobody's to read over a shoulder; version pins and comments are what the change is about. */
function shownText(path: string, text: string): string {
  if (!isEnvFile(path)) return text;
  return text.replace(/^(?!\s*(?:#|(?:export\s+)?COMPOSIO_TOOLKIT_VERSION))(.*?=)?(.*\S.*)$/gim, '$1…');
}

/** A changed file: name, what its calls become, its changes, and what stays for the user. */
export function fileLines(change: FileChange, file: FileReport | undefined, position: string, look: Look): string[] {
  const { style } = look;
  const sites = file?.sites ?? [];
  const migrated = sites.filter((site) => site.outcome === 'migrated');
  const manual = sites.filter((site) => site.outcome === 'manual');
  // A file without calls is changed because of others.
  const reasons = sites.length === 0 ? [...new Set(change.edits.map((edit) => edit.reason))] : [];
  const counts = [
    ...(migrated.length > 0 ? [`${count(migrated.length, 'direct call')} to migrate`] : []),
    ...(manual.length > 0 ? [`${manual.length} ${manual.length === 1 ? 'needs' : 'need'} you`] : []),
  ];
  return [
    '',
    ...titleLines(change.path, position, look),
    ...(counts.length > 0 ? wrap(counts.join(', '), look.columns - 1).map((line) => style.dim(line)) : []),
    ...reasons.flatMap((reason) => wrap(visibleLine(reason), look.columns - 1, '    ', '  · ')),
    ...siteLines(migrated, look),
    '',
    ...diffLines(shownText(change.path, change.before), shownText(change.path, change.after), look),
    ...(manual.length > 0 ? ['', style.bold(truncate('Stays as it is, and needs you:', look.columns - 1))] : []),
    ...manual.flatMap((site) => manualLines(site, change.before, look)),
    '',
  ];
}

/** One change of a file: its sites, why it is made, and what it does. */
export function groupLines(change: FileChange, group: ChangeGroup, after: string, position: string, look: Look) {
  const { style } = look;
  return [
    '',
    ...titleLines(change.path, position, look),
    ...siteLines(
      group.sites.map((site) => site.report),
      look,
    ),
    ...evidenceLines(group.sites, look),
    ...reasonsOf(group).flatMap((reason) =>
      wrap(visibleLine(reason), look.columns - 1, '    ', '  · ').map((line) => style.dim(line)),
    ),
    '',
    ...diffLines(change.before, after, look),
    '',
  ];
}

function evidenceLines(sites: readonly SitePlan[], { columns, style }: Look): string[] {
  const evidence = new Set(sites.map(({ report }) => visibleLine(report.evidence ?? '')).filter(Boolean));
  return [...evidence].flatMap((text) => wrap(text, columns - 1, '    ', '  · ').map((line) => style.dim(line)));
}

function titleLines(path: string, position: string, { columns, style }: Look): string[] {
  const name = visibleLine(path);
  const shown = widthOf(name) < columns ? name : `…${[...name].slice(2 - columns).join('')}`;
  const rule = '─'.repeat(Math.min(columns - 1, 80));
  if (widthOf(shown) + 2 + position.length < columns) {
    return [style.dim(rule), `${style.bold(style.cyan(shown))}  ${style.dim(position)}`];
  }
  return [style.dim(rule), style.bold(style.cyan(shown)), style.dim(truncate(position, columns - 1))];
}

/** What the calls become, and how they will behave differently: each said once, with its lines. */
function siteLines(sites: readonly SiteReport[], { columns, style }: Look): string[] {
  const forms = new Map<string, number[]>();
  const notes = new Map<string, number[]>();
  const add = (map: Map<string, number[]>, key: string, line: number): unknown =>
    map.set(key, [...(map.get(key) ?? []), line]);
  for (const site of sites) {
    add(forms, `${site.api} → ${sessionFormOf(site.api)}`, site.line);
    for (const note of site.notes) add(notes, visibleLine(`${note.code}: ${note.message}`), site.line);
  }
  const where = (lines: number[]): string => (sites.length === 1 && forms.size === 1 ? '' : ` (${linesText(lines)})`);
  return [
    ...[...forms].flatMap(([form, lines]) => wrap(`${form} (${linesText(lines)})`, columns - 1, '    ', '  ')),
    ...[...notes].flatMap(([note, lines]) =>
      wrap(`${note}${where(lines)}`, columns - 1, '    ', '  ! ').map((line) => style.yellow(line)),
    ),
  ];
}

/** More lines than this are counted. */
const MOST_LINES = 8;

function linesText(lines: readonly number[]): string {
  const shown = lines.slice(0, MOST_LINES).join(', ');
  const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : '';
  return `${lines.length === 1 ? 'line' : 'lines'} ${shown}${more}`;
}

function manualLines(site: SiteReport, text: string, look: Look): string[] {
  const { columns, style } = look;
  const why = visibleLine(`${site.code ?? ''}: ${site.message ?? ''}`);
  return [
    '',
    ...wrap(`${site.line}:${site.column} ${site.api}`, columns - 1, '    ', '  '),
    ...wrap(why, columns - 1, '    ').map((line) => style.yellow(line)),
    ...(site.hint ? wrap(visibleLine(site.hint), columns - 1, '        ', '    Do: ') : []),
    ...frameLines(site, text, look),
  ];
}

/** A place that an answer is for, with its code. */
export function placeLines(place: QuestionPlace, text: string | undefined, look: Look): string[] {
  const where = visibleLine(`${place.path}:${place.line}:${place.column}  ${place.api}`);
  return [
    ...wrap(where, look.columns - 1, '    ', '  ').map((line) => look.style.cyan(line)),
    ...(text === undefined ? [] : frameLines(place, text, look, 0)),
  ];
}

function frameLines(place: { line: number; column: number }, text: string, look: Look, around = 1): string[] {
  const { columns, style } = look;
  const digits = String(place.line + around).length;
  return codeFrame(text, place, around, Math.max(10, columns - digits - 10)).map((line) => {
    const number = (line.number === undefined ? '' : String(line.number)).padStart(digits);
    const body = line.number === undefined ? style.red(line.text) : line.isTarget ? line.text : style.dim(line.text);
    return `    ${line.isTarget ? style.red('>') : ' '} ${style.dim(`${number} │`)} ${body}`.trimEnd();
  });
}
