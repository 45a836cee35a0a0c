import type { NoteCode } from '../findings/codes.js';
import type { ReportNote } from '../report/report.js';
import { DIRECT_METHODS } from '../sdk/apis.js';
import { describeLegacy, isLegacyClass } from '../sdk/legacy.js';
import { codeOf } from './code.js';
import { kindOf, type ElsewhereKind } from './kinds.js';

/**
 * Direct code in files that are not migrated: found, counted and listed, so that nothing direct stays unseen.
 * Values of env files are read to find names and are never part of a note.
 */

/** A file of the project. Path relative to the root, forward slashes; text without its BOM. */
export interface ElsewhereFile {
  path: string;
  text: string;
}

const CODES: ReadonlyMap<ElsewhereKind, NoteCode> = new Map([
  ['document', 'direct-code-in-document'],
  ['component', 'direct-code-in-component'],
  ['python', 'direct-code-in-python'],
]);

/** Python's names of the same methods. Source: the naming of the Python SDK is that of TypeScript in snake_case. */
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Namespace as written → methods as written, in both languages. */
const METHODS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...DIRECT_METHODS].flatMap(([namespace, methods]) => [
    [namespace, methods] as const,
    [snake(namespace), new Set([...methods, ...[...methods].map(snake)])] as const,
  ]),
);

/** `receiver.namespace.method(`, with what may stand between: line breaks, `?.`, `!`; the receiver may be a call. */
const CALL =
  /([\w$]+(?:\([^()\n]*\))?|\((?:[^()\n]|\([^()\n]*\))*\))\s*[!?]?\.\s*([a-zA-Z_]+)\s*[!?]?\.\s*([a-zA-Z_]+)\s*(?:\?\.\s*)?\(/g;
/** `name = new Composio(`, `name = await getComposio(`, `name: Composio`, as both languages write it. */
const CLIENT =
  /([\w$]+)\s*(?::\s*Composio\b|(?::[^=\n]+)?=\s*(?:await\s+)?(?:new\s+)?(?:\w+\.)?(?:Composio|\w*[cC]omposio\w*)\s*\()/g;
const VERSIONS = /\b(toolkitVersions\s*:|toolkit_versions\s*=)/g;
const PIN = /\bCOMPOSIO_TOOLKIT_VERSION_[A-Z0-9_]+/g;
const CLASS = /\b(\w+ToolSet)\s*\(/g;

/**
 * Lists direct code in documents, components, Python files and env-like files.
 *
 * @param files any files; those that `kindOf` does not name are passed over.
 * @param pinsRemoved paths of env templates whose pins this run removes: their pins are not listed.
 * @returns one note per place, in the order of the files, then of the lines.
 */
export function scanElsewhere(
  files: readonly ElsewhereFile[],
  pinsRemoved: ReadonlySet<string> = new Set(),
): ReportNote[] {
  return files.flatMap((file) => {
    const kind = kindOf(file.path);
    if (kind === null || !/composio/i.test(file.text)) return [];
    const found = kind === 'environment' ? [] : direct(file, kind);
    if (!pinsRemoved.has(file.path)) found.push(...pins(file));
    return found
      .sort((one, other) => one.offset - other.offset)
      .map(({ offset, code, message }) => ({ path: file.path, line: lineAt(file.text, offset), code, message }));
  });
}

interface Found {
  offset: number;
  code: NoteCode;
  message: string;
}

function direct(file: ElsewhereFile, kind: ElsewhereKind): Found[] {
  const code = CODES.get(kind)!;
  const text = codeOf(kind, file.path, file.text);
  const clients = new Set([...file.text.matchAll(CLIENT)].map((match) => match[1]!));
  const found: Found[] = [];
  for (const match of text.matchAll(CALL)) {
    const [whole, receiver, namespace, method] = match as unknown as [string, string, string, string];
    if (!METHODS.get(namespace)?.has(method)) continue;
    if (!isClient(receiver, clients)) continue;
    const offset = match.index + whole.lastIndexOf(method);
    found.push({ offset, code, message: `A direct call, ${namespace}.${method}: ${whereItIs(kind)}` });
  }
  for (const match of text.matchAll(VERSIONS)) {
    const name = match[1]!.replace(/\W+$/, '');
    found.push({ offset: match.index, code, message: `${name}, which sessions do not read: ${whereItIs(kind)}` });
  }
  for (const match of text.matchAll(CLASS)) {
    const name = match[1]!;
    if (isLegacyClass(name)) found.push({ offset: match.index, code, message: describeLegacy(name) });
  }
  return found;
}

/** A receiver that is called Composio or was made by something that is; a `Map` called `tools` is neither. */
function isClient(receiver: string, clients: ReadonlySet<string>): boolean {
  if (/composio/i.test(receiver)) return true;
  return (receiver.match(/[\w$]+/g) ?? []).some((word) => clients.has(word));
}

function whereItIs(kind: ElsewhereKind): string {
  if (kind === 'document') return 'documents are not migrated.';
  if (kind === 'python') return 'Python files are not migrated.';
  return 'this kind of file is not migrated.';
}

/** Pins are named wherever they are written, also in comments: someone may still go by them. */
function pins(file: ElsewhereFile): Found[] {
  return [...file.text.matchAll(PIN)].map((match) => ({
    offset: match.index,
    code: 'version-pin',
    message: `${match[0]} pins a toolkit version, which sessions do not read.`,
  }));
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
