/** Adds named imports to a file in the way the file imports its own modules. */
import path from 'node:path';
import type { FileStyle } from './style.js';
import type { Edit } from './edit.js';
import { isDirectiveComment } from './comments.js';
import type { ParsedFile } from './parse.js';
import { columnsOf, renderString } from './render.js';
import { commaAfter } from './remove.js';
import { lineEnd, lineStart, programOf, type TreeNode } from './tree.js';

export interface ImportRequest {
  /** Path of the file, relative to the root, forward slashes. */
  path: string;
  text: string;
  file: ParsedFile;
  style: FileStyle;
  /** Module to import from: its path relative to the root. */
  from: string;
  /** Exported names, also the local ones. */
  names: readonly string[];
  /**
   * File that a specifier which the file imports means, relative to the root; undefined for packages. Without it only
   * relative specifiers are understood, and none with an alias is written.
   */
  resolve?: (specifier: string) => string | undefined;
  /** How the package's other files write local imports, where this one has none to go by. */
  habit?: 'extension' | 'bare';
}

/**
 * Where and what to write so that all `names` are imported: specifiers of an import of the same module, else one line
 * of their own after the last import, never above a hashbang, a directive or a header; a `require` where the file uses
 * that. An import of types alone, of the whole module, or for its effects stays as it is.
 *
 * @returns the edit, and the names that it brings; null when all are imported already
 */
export function addImport(request: ImportRequest): AddedImport | null {
  const imports = importsOf(request);
  const same = imports.filter((item) => item.target !== undefined && isSameModule(item.target, request.from));
  const known = same.filter((item) => !item.isType).flatMap((item) => item.names);
  const names = [...new Set(request.names)].filter(
    (name) => !known.some((one) => one.imported === name && one.local === name),
  );
  if (names.length === 0) return null;
  const home = same.find((item) => item.canTakeNames);
  return { ...(home ? insertNames(request, home, names) : insertLine(request, imports, names)), names };
}

type Place = Pick<Edit, 'start' | 'end' | 'text'>;

export type AddedImport = Place & { names: string[] };

interface LocalImport {
  /** The whole statement. */
  node: TreeNode;
  kind: 'import' | 'require';
  specifier: string;
  /** File it means, relative to the root; undefined for packages. */
  target: string | undefined;
  isType: boolean;
  names: { imported: string; local: string }[];
  /** Ranges of the names in braces. */
  items: TreeNode[];
  canTakeNames: boolean;
}

function importsOf(request: ImportRequest): LocalImport[] {
  const found: LocalImport[] = [];
  for (const node of programOf(request.file).body as TreeNode[]) {
    const item = node.type === 'ImportDeclaration' ? fromImport(node) : fromRequire(node);
    if (item) found.push({ ...item, target: targetOf(item.specifier, request) });
  }
  return found;
}

function fromImport(node: TreeNode): Omit<LocalImport, 'target'> {
  const specifiers = node.specifiers as TreeNode[];
  const named = specifiers.filter((specifier) => specifier.type === 'ImportSpecifier');
  const hasNamespace = specifiers.some((specifier) => specifier.type === 'ImportNamespaceSpecifier');
  const isType = node.importKind === 'type' || node.importKind === 'typeof';
  return {
    node,
    kind: 'import',
    specifier: (node.source as TreeNode).value as string,
    isType,
    names: named
      .filter((specifier) => specifier.importKind !== 'type')
      .map((specifier) => ({ imported: nameOf(specifier.imported), local: nameOf(specifier.local) })),
    items: named,
    canTakeNames: !isType && !hasNamespace && specifiers.length > 0 && node.phase == null,
  };
}

function fromRequire(node: TreeNode): Omit<LocalImport, 'target'> | undefined {
  if (node.type !== 'VariableDeclaration') return undefined;
  const [declarator, another] = node.declarations as TreeNode[];
  const call = declarator?.init as TreeNode | null | undefined;
  if (another || call?.type !== 'CallExpression' || nameOf(call.callee) !== 'require') return undefined;
  const [argument] = call.arguments as TreeNode[];
  if (argument?.type !== 'StringLiteral') return undefined;
  const pattern = declarator?.id as TreeNode;
  const properties = pattern.type === 'ObjectPattern' ? (pattern.properties as TreeNode[]) : [];
  const plain = properties.filter((property) => property.type === 'ObjectProperty');
  return {
    node,
    kind: 'require',
    specifier: argument.value as string,
    isType: false,
    names: plain.map((property) => ({ imported: nameOf(property.key), local: nameOf(property.value) })),
    items: properties,
    canTakeNames: plain.length > 0 && plain.length === properties.length,
  };
}

function nameOf(node: unknown): string {
  const { name, value } = node as { name?: string; value?: string };
  return name ?? value ?? '';
}

function targetOf(specifier: string, request: ImportRequest): string | undefined {
  const resolved = request.resolve?.(specifier);
  if (resolved !== undefined || !/^\.{1,2}(\/|$)/.test(specifier)) return resolved;
  return path.posix.join(path.posix.dirname(request.path), specifier);
}

/** `lib/ids`, `lib/ids.js` and `lib/ids/index.ts` may all mean one module. */
function isSameModule(one: string, other: string): boolean {
  return moduleName(one) === moduleName(other);
}

function moduleName(file: string): string {
  return file.replace(/(\.d)?\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
}

function insertNames(request: ImportRequest, home: LocalImport, names: readonly string[]): Place {
  const { text, style } = request;
  const last = home.items.at(-1);
  if (!last) {
    // `import a from './b'`
    const end = (home.node.specifiers as TreeNode[])[0]?.end ?? home.node.start;
    return insertion(
      end,
      `, ${inBraces(names, style, columnsOf(text.slice(lineStart(text, end), lineEnd(text, end))) + 2)}`,
    );
  }
  const line = lineStart(text, last.start);
  const isOwnLine = text.slice(line, last.start).trim() === '';
  const comma = commaAfter(text, last.end);
  const separator = isOwnLine ? `\n${text.slice(line, last.start)}` : ' ';
  const added = names.join(`,${separator}`);
  const rebroken = isOwnLine ? null : brokenUp(request, home, added);
  if (rebroken) return rebroken;
  if (comma === undefined) return insertion(last.end, `,${separator}${added}`);
  return insertion(comma + 1, `${separator}${added}${isOwnLine ? ',' : ''}`);
}

/** The names of an import on one line, each on a line of its own where the new ones make it too long; else null. */
function brokenUp({ text, style }: ImportRequest, { node, items }: LocalImport, added: string): Place | null {
  const first = items[0]!.start;
  const last = items.at(-1)!.end;
  const open = text.lastIndexOf('{', first);
  const close = text.indexOf('}', last);
  const line = text.slice(lineStart(text, node.start), lineEnd(text, node.start));
  const inside = text.slice(open + 1, close);
  const isWhole = lineEnd(text, node.start) === lineEnd(text, node.end) && !/\/[/*]/.test(inside);
  const isLong = columnsOf(`${line}, ${added}`) > style.width;
  if (!isWhole || !isLong || columnsOf(line) > style.width) return null;
  const names = [...items.map((item) => text.slice(item.start, item.end)), ...added.split(', ')];
  return { start: open, end: close + 1, text: inLines(names, style) };
}

function inBraces(names: readonly string[], style: FileStyle, columns: number): string {
  const space = style.bracketSpacing ? ' ' : '';
  const flat = `{${space}${names.join(', ')}${space}}`;
  return names.length === 1 || columns + columnsOf(flat) <= style.width ? flat : inLines(names, style);
}

function inLines(names: readonly string[], { indentUnit, trailingComma }: FileStyle): string {
  const comma = trailingComma === 'multiline' ? ',' : '';
  return `{\n${names.map((name) => indentUnit + name).join(',\n')}${comma}\n}`;
}

function insertLine(request: ImportRequest, imports: LocalImport[], names: readonly string[]): Place {
  const { text, style } = request;
  const usesRequire = imports.length > 0 && imports.every((item) => item.kind === 'require');
  const specifier = renderString(specifierFor(request, imports), style);
  const [head, tail] = usesRequire ? ['const ', ` = require(${specifier})`] : ['import ', ` from ${specifier}`];
  const end = style.semicolons ? ';' : '';
  const line = head + inBraces(names, style, columnsOf(head + tail + end)) + tail + end;

  const last = imports.filter((item) => item.kind === (usesRequire ? 'require' : 'import')).at(-1);
  if (last) {
    const below = lineEnd(text, last.node.end);
    // Another statement on the line stays where it is.
    const rest = text.slice(last.node.end, below).trim();
    if (rest === '' || /^(\/\/|\/\*((?!\*\/).)*\*\/$)/.test(rest)) {
      // At the start of the next line: the line of the last import may itself be removed.
      return below < text.length
        ? insertion(text.indexOf('\n', below) + 1, `${line}\n`)
        : insertion(below, `\n${line}`);
    }
    return insertion(last.node.end, ` ${line}${style.semicolons ? '' : ';'}`);
  }
  return insertion(placeForFirst(request), `${line}\n`);
}

function insertion(at: number, text: string): Place {
  return { start: at, end: at, text };
}

/** Start of the line where the first import of a file goes: below hashbang, directives and header comments. */
function placeForFirst({ text, file }: ImportRequest): number {
  const program = programOf(file);
  const statement = (program.body as TreeNode[])[0];
  const directives = (program.directives as TreeNode[] | undefined) ?? [];
  const floor = Math.max(
    (program.interpreter as TreeNode | null | undefined)?.end ?? 0,
    ...directives.map((directive) => directive.end),
  );
  let place = statement?.start ?? text.length;
  const comments = ((file.comments ?? []) as unknown as (TreeNode & { value: string })[]).filter(
    (comment) => comment.start >= floor && comment.end <= place,
  );
  for (const comment of comments.reverse()) {
    const touches = /^[^\S\n]*\r?\n[^\S\n]*$/.test(text.slice(comment.end, place));
    if (!touches || isDirectiveComment(comment.value)) break;
    place = comment.start;
  }
  return lineStart(text, place) >= floor ? lineStart(text, place) : place;
}

/** How this file would write the path of the module. */
function specifierFor(request: ImportRequest, imports: LocalImport[]): string {
  const local = imports.filter((item) => item.target !== undefined);
  const extension = extensionFor(request, local);
  const alias = aliasFor(request, local, extension);
  if (alias !== undefined) return alias;
  const relative = path.posix.relative(path.posix.dirname(request.path), request.from);
  return withExtension(relative.startsWith('.') ? relative : `./${relative}`, extension);
}

/** Extension that the file writes; null: none. A module that Node loads as it is needs one. */
function extensionFor(request: ImportRequest, local: LocalImport[]): string | null {
  let balance = 0;
  let written: string | undefined;
  for (const { specifier } of local) {
    const extension = /\.[cm]?[jt]sx?$/.exec(specifier)?.[0];
    balance += extension ? 1 : -1;
    written ??= extension;
  }
  if (local.length === 0) {
    const writes = request.habit === 'extension' || /\.(mjs|mts)$/.test(request.path);
    return writes ? runtimeExtension(request.from) : null;
  }
  if (balance <= 0) return null;
  const own = path.posix.extname(request.from);
  return written && /\.[cm]?tsx?$/.test(written) ? own : runtimeExtension(request.from);
}

/** `.ts` runs as `.js`, `.mts` as `.mjs`, `.cts` as `.cjs`. */
function runtimeExtension(file: string): string {
  return path.posix.extname(file).replace(/tsx?$/, (ending) => (ending === 'tsx' ? 'js' : ending.replace('ts', 'js')));
}

function withExtension(specifier: string, extension: string | null): string {
  const bare = specifier.replace(/\.[cm]?[jt]sx?$/, '');
  if (extension !== null) return bare + extension;
  return bare.replace(/\/index$/, '') || '.';
}

/**
 * The path with an alias that the file uses (`@/lib/x`), where its local imports mostly have one. What an alias stands
 * for is told from such an import: `@/utils/db` is `src/utils/db.ts`, so `@/` is `src/`.
 */
function aliasFor(request: ImportRequest, local: LocalImport[], extension: string | null): string | undefined {
  const aliased = local.filter((item) => !item.specifier.startsWith('.'));
  if (aliased.length * 2 <= local.length) return undefined;
  const wanted = moduleName(request.from);
  for (const { specifier, target } of aliased) {
    const name = moduleName(specifier).split('/');
    const file = moduleName(target ?? '').split('/');
    while (name.length > 1 && file.length > 0 && name.at(-1) === file.at(-1)) {
      name.pop();
      file.pop();
    }
    const folder = file.length > 0 ? `${file.join('/')}/` : '';
    const ending = path.posix.extname(request.from);
    const isIndex = /\/index\.[^/]+$/.test(request.from);
    if (wanted.startsWith(folder)) {
      const full = `${name.join('/')}/${wanted.slice(folder.length)}${isIndex ? '/index' : ''}${ending}`;
      return withExtension(full, extension);
    }
  }
  return undefined;
}
