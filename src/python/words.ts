/** Which files are worth parsing by themselves; others are parsed only when a value leads there. */
import { PYTHON_NAMESPACES, PYTHON_OWN_NAMES } from '../sdk/python/apis.js';

const SPACES = [...PYTHON_NAMESPACES.keys()].join('|');
const METHODS = [...new Set([...PYTHON_NAMESPACES.values()].flatMap((methods) => [...methods.keys()]))].join('|');

/** What may stand between the parts of a path: a line break, a backslash, a closing bracket. */
const DOT = String.raw`[\s\\)]*\.[\s\\]*`;

const WORDS = new RegExp(
  [
    `${DOT}(?:${SPACES})\\b`,
    `\\b(?:${SPACES})${DOT}(?:${METHODS})\\b`,
    `\\b(?:${[...PYTHON_OWN_NAMES.keys()].join('|')})\\b`,
    String.raw`\btoolkit_versions\b|\bComposio\w*\s*\(|ToolSet\b|\bcomposio_core\b`,
    String.raw`\bfrom\s+composio\w*\s+import\b|composio-to-sessions-ignore-next-line`,
  ].join('|'),
);

/** The text has a member of a client, makes one, or speaks of the legacy SDK. */
export function mayHoldSites(text: string): boolean {
  return WORDS.test(text);
}

/** `Composio as C`, `Client = Composio`, `class Ours(Composio)` */
const OTHER_NAMES =
  /\bComposio\s+as\s+(\w+)|^\s*(\w+)\s*=\s*(?:\w+\.)*Composio\s*$|\bclass\s+(\w+)\s*\([^)]*\bComposio\b/gm;

/** Names by which clients are made, beside those that say Composio. */
export function otherClassNames(texts: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [, alias, assigned, derived] of text.matchAll(OTHER_NAMES)) names.add((alias ?? assigned ?? derived)!);
  }
  return names;
}
