import { DIRECT_METHODS, VERSION_READERS } from '../sdk/apis.js';
import { codeOf } from './code.js';
import type { ElsewhereKind } from './kinds.js';

/** Finding calls on a client by eye, in files that are not parsed. */

/** A file of the project. Path relative to the root, forward slashes; text without its BOM. */
export interface ElsewhereFile {
  path: string;
  text: string;
}

export interface CallFound {
  /** Of the method's name. */
  offset: number;
  /** As written: `connectedAccounts.link`, in Python `connected_accounts.link`. */
  api: string;
  /** It is one of the direct calls; otherwise it only reads toolkit versions (`triggers.create`, …). */
  isDirect: boolean;
  /** It reads the toolkit versions of its client. */
  readsVersions: boolean;
}

/** Python's names of the same methods. Source: the naming of the Python SDK is that of TypeScript in snake_case. */
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `namespace.method` as written in either language → what it is. */
const METHODS: ReadonlyMap<string, Pick<CallFound, 'isDirect' | 'readsVersions'>> = new Map(
  [
    ...[...DIRECT_METHODS].flatMap(([space, methods]) =>
      [...methods].map((method) => ({
        space,
        method,
        isDirect: true,
        readsVersions: /^(tools|provider)$/.test(space),
      })),
    ),
    ...[...VERSION_READERS].map((api) => {
      const [space = '', method = ''] = api.split('.');
      return { space, method, isDirect: false, readsVersions: true };
    }),
  ].flatMap(({ space, method, isDirect, readsVersions }) =>
    [`${space}.${method}`, `${snake(space)}.${method}`, `${snake(space)}.${snake(method)}`].map(
      (name) => [name, { isDirect, readsVersions }] as const,
    ),
  ),
);

/** `receiver.namespace.method(`, with what may stand between: line breaks, `?.`, `!`; the receiver may be a call. */
const CALL =
  /([\w$]+(?:\([^()\n]*\))?|\((?:[^()\n]|\([^()\n]*\))*\))\s*[!?]?\.\s*([a-zA-Z_]+)\s*[!?]?\.\s*([a-zA-Z_]+)\s*(?:\?\.\s*)?\(/g;
/** `name = new Composio(`, `name = await getComposio(`, `name: Composio`, as both languages write it. */
const CLIENT =
  /([\w$]+)\s*(?::\s*Composio\b|(?::[^=\n]+)?=\s*(?:await\s+)?(?:new\s+)?(?:\w+\.)?(?:Composio|\w*[cC]omposio\w*)\s*\()/g;

/** The calls on a client in the code of a file, in order. */
export function callsIn(file: ElsewhereFile, kind: ElsewhereKind): CallFound[] {
  const clients = new Set([...file.text.matchAll(CLIENT)].map((match) => match[1]!));
  const found: CallFound[] = [];
  for (const match of codeOf(kind, file.path, file.text).matchAll(CALL)) {
    const [whole, receiver, namespace, method] = match as unknown as [string, string, string, string];
    const api = `${namespace}.${method}`;
    const known = METHODS.get(api);
    if (known && isClient(receiver, clients)) {
      found.push({ offset: match.index + whole.lastIndexOf(method), api, ...known });
    }
  }
  return found;
}

/** A receiver that is called Composio or was made by something that is; a `Map` called `tools` is neither. */
function isClient(receiver: string, clients: ReadonlySet<string>): boolean {
  if (/composio/i.test(receiver)) return true;
  return (receiver.match(/[\w$]+/g) ?? []).some((word) => clients.has(word));
}

/** Line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
