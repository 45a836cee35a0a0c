/** Adds a named import to a file in the way the file imports its own modules. */
import path from 'node:path';
import type { FileStyle } from './style.js';
import type { Edit } from './edit.js';
import { isDirectiveComment } from './comments.js';
import type { ParsedFile } from './parse.js';
import { renderString } from './render.js';
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
  /** Exported name, also the local one. */
  name: string;
  /**
   * File that a specifier which the file imports means, relative to the root; undefined for packages. Without it only
   * relative specifiers are understood, and none with an alias is written.
   */
  resolve?: (specifier: string) => string | undefined;
  /** How the package's other files write local imports, where this one has none to go by. */
  habit?: 'extension' | 'bare';
}

/**
 * Where and what to insert so that `name` is imported: a specifier of an import of the same module, else a line of its
 * own after the last import, never above a hashbang, a directive or a header; a `require` where the file uses that.
 *
 * @returns position and text; null when the name is imported already
 */
export function addImport(request: ImportRequest): Pick<Edit, 'start' | 'end' | 'text'> | null {
  const imports = importsOf(request);
  for (const item of imports) {
    if (item.target === undefined || !isSameModule(item.target, request.from)) continue;
    if (item.isType) continue;
    if (item.names.some((name) => name.imported === request.name && name.local === request.name)) return null;
  }
  const home = imports.find(
    (item) => item.target !== undefined && isSameModule(item.target, request.from) && item.canTakeNames,
  );
  if (home) return insertName(request, home);
  return insertLine(request, imports);
}

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

function insertName(request: ImportRequest, home: LocalImport): Pick<Edit, 'start' | 'end' | 'text'> {
  const { text, name, style } = request;
  const last = home.items.at(-1);
  if (!last) {
    // `import a from './b'`
    const end = (home.node.specifiers as TreeNode[])[0]?.end ?? home.node.start;
    const space = style.bracketSpacing ? ' ' : '';
    return insertion(end, `, {${space}${name}${space}}`);
  }
  const line = lineStart(text, last.start);
  const isOwnLine = text.slice(line, last.start).trim() === '';
  const separator = isOwnLine ? `\n${text.slice(line, last.start)}` : ' ';
  const comma = commaAfter(text, last.end);
  if (comma === undefined) return insertion(last.end, `,${separator}${name}`);
  return insertion(comma + 1, `${separator}${name}${isOwnLine ? ',' : ''}`);
}

function insertLine(request: ImportRequest, imports: LocalImport[]): Pick<Edit, 'start' | 'end' | 'text'> {
  const { text, style, name } = request;
  const usesRequire = imports.length > 0 && imports.every((item) => item.kind === 'require');
  const specifier = renderString(specifierFor(request, imports), style);
  const space = style.bracketSpacing ? ' ' : '';
  const names = `{${space}${name}${space}}`;
  const line =
    (usesRequire ? `const ${names} = require(${specifier})` : `import ${names} from ${specifier}`) +
    (style.semicolons ? ';' : '');

  const last = imports.filter((item) => item.kind === (usesRequire ? 'require' : 'import')).at(-1);
  if (last) {
    const end = lineEnd(text, last.node.end);
    // Another statement on the line stays where it is.
    const rest = text.slice(last.node.end, end).trim();
    if (rest === '' || /^(\/\/|\/\*((?!\*\/).)*\*\/$)/.test(rest)) {
      // At the start of the next line: the line of the last import may itself be removed.
      return end < text.length ? insertion(text.indexOf('\n', end) + 1, `${line}\n`) : insertion(end, `\n${line}`);
    }
    return insertion(last.node.end, ` ${line}${style.semicolons ? '' : ';'}`);
  }
  return insertion(placeForFirst(request), `${line}\n`);
}

function insertion(at: number, text: string): Pick<Edit, 'start' | 'end' | 'text'> {
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
