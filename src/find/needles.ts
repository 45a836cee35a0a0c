/**
 * What makes a file worth parsing, looked for in its bytes before anything is decoded. A byte is read as one
 * latin1 character, so offsets in these strings are byte offsets and ASCII needles are found in any UTF-8 text.
 */

/** A file with one of these names Composio or calls an API that only Composio has. Upper and lower case are the same. */
export const STRONG_WORDS = ['composio', 'connectedAccounts', 'toolkits.authorize'] as const;

const STRONG = new RegExp(STRONG_WORDS.map((word) => word.replace('.', '\\.')).join('|'), 'i');

/** Reads like a direct call on something that came from elsewhere … */
const DIRECT_CALL = /\.\s*(?:get|execute|link|initiate|authorize)\s*\(|ToolCall/;

/** … reached through one of the namespaces of a client, as a member or destructured. */
const NAMESPACE = /[.{,['"`]\s*(?:tools|toolkits|provider|connectedAccounts)\b/;

/** Both in one: a call that can only be meant so. Enough for a helper that is handed a client. */
const NAMESPACED_CALL =
  /\b(?:tools|toolkits|provider)\s*[!?]*\.\s*(?:execute|authorize|handle\w*|executeTool\w*|waitAndHandle\w*)\s*\(|\btools\s*[!?]*\.\s*get\s*\(/;

/** Hands on what it imports. Begins with plain letters, which makes it five times as fast as one bound to a line. */
const RE_EXPORT = /export\s+(?:type\s+)?[*{]/;

const SPECIFIER = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(["'])([^"'\n\r]{1,300})\1/g;

/** A file that brings a client in: it imports something of Composio, or makes a client. */
const CLIENT_SOURCE =
  /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*["'][^"'\n\r]*composio|\bnew\s+[\w.]*Composio\b/i;

/** What a look at the bytes of a source file says. */
export interface Sighting {
  strong: boolean;
  /** May use a client that arrives under another name. */
  weak: boolean;
  /** Calls a direct API by its namespace, on whatever it is given. */
  namespaced: boolean;
  /** Re-exports something. */
  barrel: boolean;
}

const NOTHING: Sighting = { strong: false, weak: false, namespaced: false, barrel: false };

/** @param bytes the file as latin1 */
export function sight(bytes: string): Sighting {
  if (STRONG.test(bytes)) return { ...NOTHING, strong: true };
  const weak = DIRECT_CALL.test(bytes) && NAMESPACE.test(bytes);
  const barrel = RE_EXPORT.test(bytes);
  if (!weak && !barrel) return NOTHING;
  return { strong: false, weak, namespaced: weak && NAMESPACED_CALL.test(bytes), barrel };
}

/** A Python file that reaches a direct method through a namespace of whatever it is given. */
const PYTHON_CALL =
  /\b(?:tools|toolkits|provider)\s*\.\s*(?:get|execute|authorize|handle\w*|execute_tool\w*|wait_and_handle\w*)\b|\.\s*connected_accounts\b/;

/** `# -*- coding: latin-1 -*-` in one of the first two lines (PEP 263). */
const PYTHON_ENCODING = /^(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)/;

/** Whether a Python file that does not name Composio may be handed a client. @param bytes the file as latin1 */
export function callsDirectlyInPython(bytes: string): boolean {
  return PYTHON_CALL.test(bytes);
}

/**
 * The encoding that a Python file declares and that is not UTF-8; undefined where it declares none, or one that makes no
 * difference because the file is plain ASCII.
 *
 * @param bytes the file as latin1
 */
export function otherEncoding(bytes: string): string | undefined {
  const name = PYTHON_ENCODING.exec(bytes)?.[1];
  if (name === undefined || /^(?:utf[-_]?8(?:[-_]sig)?|ascii|us-ascii)$/i.test(name)) return undefined;
  return /[\x80-\xff]/.test(bytes) || /^utf[-_]?(?:7|16|32)/i.test(name) ? name : undefined;
}

/** A document counts when it names Composio. @param bytes the file as latin1 */
export function mentionsComposio(bytes: string): boolean {
  return /composio/i.test(bytes);
}

/** @param text text of a strong file, or its bytes as latin1 */
export function bringsClient(text: string): boolean {
  return CLIENT_SOURCE.test(text);
}

/**
 * The module specifiers of a file, found by eye: a string or comment that looks like an import counts too, which
 * costs a look and nothing else.
 *
 * @param bytes the file as latin1
 */
export function specifiersOf(bytes: string): string[] {
  const found = new Set<string>();
  for (const match of bytes.matchAll(SPECIFIER)) found.add(match[2]!);
  // A copy, since a slice would keep the whole text alive; and back from latin1 to what the bytes mean.
  return [...found].map((specifier) => Buffer.from(specifier, 'latin1').toString('utf8'));
}

/**
 * Last words of the import specifiers of a file, without extension or a sign before: `connect` of `../lib/connect.js`,
 * `.` of `..`. Quick enough for every file of a tree.
 *
 * @param bytes the file as latin1
 */
export function* importWords(bytes: string): Generator<string> {
  for (const match of bytes.matchAll(SPECIFIER)) {
    const word = match[2]!.slice(match[2]!.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$|\?.*$/, '');
    const plain = /^\.*$/.test(word) ? '.' : word.replace(/^[#~@$]+/, '');
    yield /[\x80-\xff]/.test(plain) ? Buffer.from(plain, 'latin1').toString('utf8') : plain;
  }
}

/** @param text text of a file, or its bytes as latin1 */
export function callsDirectly(text: string): boolean {
  return DIRECT_CALL.test(text);
}

/** @param text text of a file, or its bytes as latin1 */
export function reExports(text: string): boolean {
  return RE_EXPORT.test(text);
}

/** UTF-16 with its byte order mark: TypeScript reads it, the needles do not see it. */
export function isUtf16(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
}

/** The needles in a UTF-16 text: without its zero bytes, ASCII is what it is in latin1. */
export function withoutZeroBytes(bytes: string): string {
  return bytes.replaceAll('\0', '');
}
