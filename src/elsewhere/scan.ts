import type { NoteCode } from '../findings/codes.js';
import type { ReportNote } from '../report/report.js';
import { describeLegacy, isLegacyClass } from '../sdk/legacy.js';
import { describeLegacyPython } from '../sdk/python/legacy.js';
import { callsIn, lineAt, type ElsewhereFile } from './calls.js';
import { codeOf } from './code.js';
import { kindOf, type ElsewhereKind } from './kinds.js';

/**
 * Direct code in files that are not migrated: found, counted and listed, so that nothing direct stays unseen.
 * Values of env files are read to find names and are never part of a note.
 */

const CODES: ReadonlyMap<ElsewhereKind, NoteCode> = new Map([
  ['document', 'direct-code-in-document'],
  ['component', 'direct-code-in-component'],
  ['notebook', 'direct-code-in-notebook'],
]);

const VERSIONS = /\b(toolkitVersions\s*:|toolkit_versions\s*=)/g;
const PIN = /\bCOMPOSIO_TOOLKIT_VERSION_[A-Z0-9_]+/g;
/** In code the name may be put together: `COMPOSIO_TOOLKIT_VERSION_${toolkit}`. */
const PIN_IN_CODE = /\bCOMPOSIO_TOOLKIT_VERSION_[A-Z0-9_]*/g;
const CLASS = /\b(\w+ToolSet)\s*\(/g;

/**
 * Lists direct code in documents, components, notebooks and env-like files.
 *
 * @param files any files; those that `kindOf` does not name are passed over.
 * @param removed path → ranges that this run takes out of an env template: pins in there are not listed.
 * @returns one note per place, in the order of the files, then of the lines.
 */
export function scanElsewhere(
  files: readonly ElsewhereFile[],
  removed: ReadonlyMap<string, readonly Gone[]> = new Map(),
): ReportNote[] {
  return files.flatMap((file) => {
    const kind = kindOf(file.path);
    if (kind === null || !/composio/i.test(file.text)) return [];
    const found = kind === 'environment' ? [] : direct(file, kind);
    found.push(...pins(file, removed.get(file.path) ?? []));
    return found
      .sort((one, other) => one.offset - other.offset)
      .map(({ offset, code, message }) => ({ path: file.path, line: lineAt(file.text, offset), code, message }));
  });
}

/** A range of a text that goes away. */
interface Gone {
  start: number;
  end: number;
}

interface Found {
  offset: number;
  code: NoteCode;
  message: string;
}

function direct(file: ElsewhereFile, kind: ElsewhereKind): Found[] {
  const code = CODES.get(kind)!;
  const text = codeOf(kind, file.path, file.text);
  const found: Found[] = callsIn(file, kind)
    .filter((call) => call.isDirect)
    .map(({ offset, api }) => ({ offset, code, message: `A direct call, ${api}: ${whereItIs(kind)}` }));
  for (const match of text.matchAll(VERSIONS)) {
    const name = match[1]!.replace(/\W+$/, '');
    found.push({ offset: match.index, code, message: `${name}, which sessions do not read: ${whereItIs(kind)}` });
  }
  for (const match of text.matchAll(CLASS)) {
    const name = match[1]!;
    if (!isLegacyClass(name)) continue;
    const message = kind === 'notebook' ? describeLegacyPython(name) : describeLegacy(name);
    found.push({ offset: match.index, code, message });
  }
  return found;
}

function whereItIs(kind: ElsewhereKind): string {
  if (kind === 'document') return 'documents are not migrated.';
  if (kind === 'notebook') return 'notebooks are not migrated.';
  return 'this kind of file is not migrated.';
}

/** Pins are named wherever they are written, also in comments: someone may still go by them. */
function pins(file: ElsewhereFile, gone: readonly Gone[]): Found[] {
  return pinsIn(file.text, PIN, gone).map((match) => ({
    offset: match.index,
    code: 'version-pin',
    message: `${match[0]} pins a toolkit version, which sessions do not read.`,
  }));
}

function pinsIn(text: string, pattern: RegExp, gone: readonly Gone[]): RegExpExecArray[] {
  const stays = (match: RegExpExecArray): boolean =>
    !gone.some(({ start, end }) => start <= match.index && match.index + match[0].length <= end);
  return [...text.matchAll(pattern)].filter(stays);
}

/** A mention of a pin's variable in a source file. */
export interface PinRead {
  line: number;
  /** `COMPOSIO_TOOLKIT_VERSION_GITHUB`; `COMPOSIO_TOOLKIT_VERSION_…` where the code puts the name together. */
  name: string;
}

/**
 * The variables of pins that a source file names, each once in a line; not those inside code that goes away.
 *
 * @param gone ranges of the text that this run removes or replaces
 */
export function pinReads(text: string, gone: readonly Gone[]): PinRead[] {
  const reads = new Map<string, PinRead>();
  for (const match of pinsIn(text, PIN_IN_CODE, gone)) {
    const name = match[0].endsWith('_') ? `${match[0]}…` : match[0];
    const read = { line: lineAt(text, match.index), name };
    reads.set(`${read.line} ${read.name}`, read);
  }
  return [...reads.values()];
}
